import type { Binding, Call, CodeFile, OutsideCall } from "@threatloom/model";

/** One file's calls and parameters, by where they stand: looked up for every sink, and files may be large. */
interface Written {
  byPlace: ReadonlyMap<string, readonly string[]>;
  bySymbol: ReadonlyMap<number, readonly Call[]>;
  parameters: ReadonlyMap<number, readonly Binding[]>;
  /** Variables, by name: the functions they belong to. */
  variables: ReadonlyMap<string, ReadonlySet<number>>;
}

const known = new WeakMap<CodeFile, Written>();

function grouped<T extends { symbol: number | null }>(items: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(item.symbol ?? -1);
    if (group === undefined) groups.set(item.symbol ?? -1, [item]);
    else group.push(item);
  }
  return groups;
}

/** The callees that start at each place: of `a.b().c()` both `a.b` and `a.b().c` do, the shortest first. */
function byPlace(calls: readonly Call[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { line, column, callee } of calls) {
    const place = `${line}:${column}`;
    const there = places.get(place);
    if (there === undefined) places.set(place, [callee]);
    else there.push(callee);
  }
  for (const there of places.values()) there.sort((a, b) => a.length - b.length);
  return places;
}

/** Names that lead out of every program; only of these it matters whether a variable hides them. */
const globals = new Set(
  "crypto document eval fetch Function localStorage Math process sessionStorage window".split(" "),
);

function variablesIn(bindings: readonly Binding[]): Map<string, Set<number>> {
  const names = new Map<string, Set<number>>();
  for (const { symbol, how, name } of bindings) {
    const isVariable = symbol === null ? how === "variable" : how === "local" || how === "parameter";
    if (!isVariable || !globals.has(name)) continue;
    const owners = names.get(name) ?? new Set();
    names.set(name, owners.add(symbol ?? -1));
  }
  return names;
}

const lastName = (chain: string): string => /[^.#/]*$/.exec(chain)![0];

function writtenIn(file: CodeFile): Written {
  const before = known.get(file);
  if (before !== undefined) return before;
  const { calls, bindings } = file.code;
  const written: Written = {
    byPlace: byPlace(calls),
    bySymbol: grouped(calls),
    parameters: grouped(bindings.filter(({ how }) => how === "parameter")),
    variables: variablesIn(bindings),
  };
  known.set(file, written);
  return written;
}

/** What is called, as it is written; null where nothing stands there. */
export function calleeAt(file: CodeFile, { line, column, target }: OutsideCall): string | null {
  const there = writtenIn(file).byPlace.get(`${line}:${column}`) ?? [];
  // An import may have another name here; what is called on it has not.
  return there.find((callee) => lastName(callee) === lastName(target)) ?? there[0] ?? null;
}

/** The calls of one function, by its index; -1 for the file. */
export function callsIn(file: CodeFile, symbol: number): readonly Call[] {
  return writtenIn(file).bySymbol.get(symbol) ?? [];
}

/** Whether the first name of a chain is a variable around a function, and not what every program has under that name. */
export function isHidden(file: CodeFile, symbol: number, chain: string): boolean {
  const owners = writtenIn(file).variables.get(/^[^.(#[]*/.exec(chain)![0]);
  if (owners === undefined) return false;
  const own = file.symbols[symbol];
  return [...owners].some((owner) => {
    const around = file.symbols[owner];
    if (owner === -1 || owner === symbol) return true;
    return own !== undefined && around !== undefined && around.line <= own.line && around.endLine >= own.endLine;
  });
}

/** What is known of the parameters of one function. */
export function parametersOf(file: CodeFile, symbol: number): readonly Binding[] {
  return writtenIn(file).parameters.get(symbol) ?? [];
}
