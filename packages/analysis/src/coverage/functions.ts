import { namesSymbol, type Claim, type CodeSymbol, type CoveredFunction, type SourceRecord } from "@threatloom/model";

/** The components that a function's own claims speak of; most functions have none and are not in here. */
export type ComponentsOf = Map<CoveredFunction, ReadonlySet<string>>;

/** Claims by `file` and then by symbol name: what is bound where. */
export type ClaimIndex = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/** Puts the claims that are bound to a symbol under their file and name. */
export function indexClaims(claims: readonly Claim[]): ClaimIndex {
  const index = new Map<string, Map<string, Claim[]>>();
  for (const claim of claims) {
    if (claim.symbol === null) continue;
    const file = index.get(claim.location.file) ?? new Map<string, Claim[]>();
    index.set(claim.location.file, file);
    const list = file.get(claim.symbol.name);
    if (list) list.push(claim);
    else file.set(claim.symbol.name, [claim]);
  }
  return index;
}

const NONE: readonly Claim[] = [];

/** Go methods may stand in another file of the package than their type: claims on types, by folder and name. */
export function indexTypes(claims: readonly Claim[]): ReadonlySet<string> {
  const types = new Set<string>();
  for (const { symbol, location } of claims) {
    if (symbol?.kind === "type") types.add(`${folderOf(location.file)}\n${symbol.name}`);
  }
  return types;
}

/** The folder of a path; `.` for the root. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : path.slice(0, end);
}

/** What functions are looked up in. */
interface Lookup {
  claims: ClaimIndex;
  types: ReadonlySet<string>;
  /** Filled in here: the components that functions speak of. */
  componentsOf: ComponentsOf;
}

/** Adds the named functions and methods with a body of one file. */
export function addFunctions(functions: CoveredFunction[], record: SourceRecord, lookup: Lookup): void {
  const { claims, types, componentsOf } = lookup;
  const bound = claims.get(record.path);
  const folder = folderOf(record.path);
  for (const symbol of record.symbols ?? []) {
    if (!symbol.hasBody || symbol.test || (symbol.kind !== "function" && symbol.kind !== "method")) continue;
    const own = bound?.get(symbol.name)?.filter((claim) => claim.symbol!.line === symbol.line) ?? NONE;
    const byType = own.length === 0 && isCoveredByType(symbol, bound, types, folder);
    const fn: CoveredFunction = {
      file: record.path,
      line: symbol.line,
      name: symbol.name,
      kind: symbol.kind,
      exported: symbol.exported,
      covered: own.length > 0 ? "function" : byType ? "type" : "none",
      tested: false,
    };
    functions.push(fn);
    if (own.length > 0) componentsOf.set(fn, new Set(own.flatMap((claim) => claim.component ?? [])));
  }
}

function isCoveredByType(
  symbol: CodeSymbol,
  bound: ReadonlyMap<string, readonly Claim[]> | undefined,
  types: ReadonlySet<string>,
  folder: string,
): boolean {
  if (symbol.parent === null) return false;
  if (symbol.receiver !== null && types.size > 0 && types.has(`${folder}\n${symbol.parent}`)) return true;
  return bound?.get(symbol.parent)?.some((claim) => /^(class|type|variable)$/.test(claim.symbol!.kind)) ?? false;
}

/**
 * Marks the functions that tests speak for: named by a test claim, or owning a mitigation whose control a test claim
 * names for the component.
 */
export function markTested(functions: readonly CoveredFunction[], claims: readonly Claim[], index: ClaimIndex): void {
  const tests = claims.filter((claim) => claim.kind === "test");
  if (tests.length === 0) return;
  const named = tests.flatMap((test) => test.subject ?? []);
  const controls = new Set(tests.map((test) => `${test.component}\n${test.control}`));
  for (const fn of functions) {
    const own = index.get(fn.file)?.get(fn.name) ?? NONE;
    fn.tested =
      named.some((name) => namesSymbol(name, fn.name)) ||
      own.some((c) => c.kind === "mitigation" && c.control !== null && controls.has(`${c.component}\n${c.control}`));
  }
}
