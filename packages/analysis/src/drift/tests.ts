import {
  namesSymbol,
  sameBranch,
  type CallGraph,
  type Claim,
  type CodeFile,
  type FunctionRef,
  type SymbolRef,
  type ThreatModel,
} from "@threatloom/model";

/** A test and, at most, two helpers stand between a claim and what it tests. */
const MOST_CALLS = 3;

/** A claim about a test, and where it stood at some point of history. */
export interface TestPlace {
  claim: Claim;
  path: string;
  symbol: SymbolRef | null;
}

/** The code of one point, with the model of that point. */
export interface TestedCode {
  model: ThreatModel;
  files: readonly CodeFile[];
  graph: CallGraph;
}

const keyOf = ({ file, symbol }: FunctionRef): string => `${file} ${symbol}`;
const ownName = (name: string): string => name.split(/[.#]/).at(-1)!;

/** Mitigations on functions, by control and the zone of their component: a large model has thousands, and as many tests. */
const mitigations = new WeakMap<ThreatModel, ReadonlyMap<string, readonly Claim[]>>();

const zoneOf = (component: string): string => component.split(":", 1)[0]!;

function mitigationsOf(model: ThreatModel): ReadonlyMap<string, readonly Claim[]> {
  const before = mitigations.get(model);
  if (before !== undefined) return before;
  const groups = new Map<string, Claim[]>();
  for (const claim of model.claims) {
    const { kind, component, control, symbol } = claim;
    if (kind !== "mitigation" || component === null || control === null || symbol === null) continue;
    const key = `${zoneOf(component)}\n${control}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  mitigations.set(model, groups);
  return groups;
}

/** The mitigations whose control a test claim names for their component. */
export function testedMitigations(model: ThreatModel, { control, component }: Claim): Claim[] {
  if (control === null || component === null) return [];
  const group = mitigationsOf(model).get(`${zoneOf(component)}\n${control}`) ?? [];
  return group.filter((claim) => sameBranch(claim.component!, component));
}

/** The functions that a test claim says it tests: the one it names, or all that own such a mitigation. */
function targetsOf({ model, files }: TestedCode, claim: Claim): FunctionRef[] {
  const { subject } = claim;
  const places = new Set(testedMitigations(model, claim).map((one) => `${one.location.file}\n${one.symbol!.name}`));
  return files.flatMap(({ path, symbols, test }, file) =>
    symbols.flatMap(({ name, hasBody, test: isTest }, symbol): FunctionRef[] => {
      if (!hasBody) return [];
      const isNamed = subject !== null && !test && !isTest && namesSymbol(subject, name);
      return isNamed || places.has(`${path}\n${name}`) ? [{ file, symbol }] : [];
    }),
  );
}

/** The functions a claim stands on: its own and those within; for one on a whole file of tests all of it. */
function startsOf({ files }: TestedCode, { path, symbol }: TestPlace): FunctionRef[] {
  const file = files.findIndex((one) => one.path === path);
  const own = files[file];
  if (own === undefined) return [];
  if (symbol === null) {
    return own.test ? [-1, ...own.symbols.keys()].map((at) => ({ file, symbol: at })) : [];
  }
  const inside = new Set([symbol.name]);
  return own.symbols.flatMap(({ name, parent }, at): FunctionRef[] => {
    if (!inside.has(name) && (parent === null || !inside.has(parent))) return [];
    inside.add(name);
    return [{ file, symbol: at }];
  });
}

/** What is reached by few calls; guesses count where `sure` is false. */
function reachedFrom({ graph }: TestedCode, starts: readonly FunctionRef[], sure: boolean): Map<string, FunctionRef> {
  const out = new Map<string, FunctionRef[]>();
  for (const { from, to, confidence } of graph.edges) {
    if (sure && confidence === "low") continue;
    const key = keyOf(from);
    const known = out.get(key);
    if (known === undefined) out.set(key, [to]);
    else known.push(to);
  }
  const reached = new Map(starts.map((start) => [keyOf(start), start]));
  let front: readonly FunctionRef[] = starts;
  for (let step = 0; step < MOST_CALLS; step++) {
    const next = front.flatMap((from) => out.get(keyOf(from)) ?? []).filter((to) => !reached.has(keyOf(to)));
    for (const to of next) reached.set(keyOf(to), to);
    front = next;
  }
  return reached;
}

/** The name of the first function that a test was sure to call of those it says it tests; null where it called none. */
export function calledBy(code: TestedCode, place: TestPlace): string | null {
  const starts = startsOf(code, place);
  const own = new Set(starts.map(keyOf));
  const targets = targetsOf(code, place.claim).filter((target) => !own.has(keyOf(target)));
  if (starts.length === 0 || targets.length === 0) return null;
  const reached = reachedFrom(code, starts, true);
  const found = targets.find((target) => reached.has(keyOf(target)));
  return found === undefined ? null : code.files[found.file]!.symbols[found.symbol]!.name;
}

/**
 * Whether a test may still call what it says it tests, `called` being what it called once. A guess counts, and so does a
 * call of the same name of which nobody can tell where it leads.
 */
export function mayStillCall(code: TestedCode, place: TestPlace, called: string): boolean {
  const starts = startsOf(code, place);
  const targets = targetsOf(code, place.claim);
  const reached = reachedFrom(code, starts, false);
  if (starts.length === 0 || targets.some((target) => reached.has(keyOf(target)))) return true;
  const names = new Set([
    ownName(called),
    ...targets.map(({ file, symbol }) => ownName(code.files[file]!.symbols[symbol]!.name)),
  ]);
  return [...reached.values()].some(({ file, symbol }) =>
    code.files[file]!.code.calls.some(
      (call) => (call.symbol ?? -1) === symbol && names.has(ownName(call.callee.replace(/[()[\]]/g, ""))),
    ),
  );
}
