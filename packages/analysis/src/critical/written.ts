import type { Binding, Call, CodeFile, OutsideCall } from "@threatloom/model";

/** One file's calls and parameters, by where they stand: looked up for every sink, and files may be large. */
interface Written {
  byPlace: ReadonlyMap<string, readonly string[]>;
  bySymbol: ReadonlyMap<number, readonly Call[]>;
  parameters: ReadonlyMap<number, readonly Binding[]>;
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

const lastName = (chain: string): string => /[^.#/]*$/.exec(chain)![0];

function writtenIn(file: CodeFile): Written {
  const before = known.get(file);
  if (before !== undefined) return before;
  const { calls, bindings } = file.code;
  const written: Written = {
    byPlace: byPlace(calls),
    bySymbol: grouped(calls),
    parameters: grouped(bindings.filter(({ how }) => how === "parameter")),
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

/** What is known of the parameters of one function. */
export function parametersOf(file: CodeFile, symbol: number): readonly Binding[] {
  return writtenIn(file).parameters.get(symbol) ?? [];
}
