import type {
  Coverage,
  CoveredFunction,
  FunctionCount,
  PairStatus,
  SourceRecord,
  ThreatCount,
  ThreatModel,
} from "@threatloom/model";
import { addFunctions, folderOf, indexClaims, indexTypes, markTested, type ComponentsOf } from "./functions.js";

/** What counting looks at. */
type CountedModel = Pick<ThreatModel, "claims" | "components" | "pairs">;

const noFunctions = (): FunctionCount => ({ found: 0, covered: 0, byType: 0, tested: 0 });

function add(count: FunctionCount, fn: CoveredFunction): void {
  count.found += 1;
  if (fn.covered === "function") count.covered += 1;
  if (fn.covered === "type") count.byType += 1;
  if (fn.tested) count.tested += 1;
}

function countOf(functions: readonly CoveredFunction[]): FunctionCount {
  const count = noFunctions();
  for (const fn of functions) add(count, fn);
  return count;
}

function threatCount(pairs: readonly PairStatus[]): ThreatCount {
  const count = (wanted: (pair: PairStatus) => boolean): number => pairs.filter(wanted).length;
  return {
    total: pairs.length,
    mitigated: count((pair) => pair.status === "mitigated"),
    tested: count((pair) => pair.tested),
    detectable: count((pair) => pair.detectable),
    open: count((pair) => pair.status === "exposed" || pair.status === "partial"),
  };
}

/** Groups by one or several keys; keys sorted. */
function grouped<T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

const isCode = (record: SourceRecord): boolean => record.language !== "text";

const isCounted = (record: SourceRecord): boolean => isCode(record) && !record.test && !record.generated;

/** The names of the functions that are counted in one file. */
export function countedFunctions(record: SourceRecord): string[] {
  const functions: CoveredFunction[] = [];
  const nothing = { claims: new Map(), types: new Set<string>(), componentsOf: new Map() };
  if (isCounted(record)) addFunctions(functions, record, nothing);
  return functions.map(({ name }) => name);
}

/**
 * Counts functions and threats: what the model covers of the code. Functions are named functions and methods with a
 * body outside tests, generated and declaration files; `records` whose symbols are null count nothing. The lists behind
 * the numbers are in file order.
 */
export function coverage(model: CountedModel, records: readonly SourceRecord[]): Coverage {
  const code = records.filter(isCode);
  const index = indexClaims(model.claims);
  const types = indexTypes(model.claims);
  const sorted = records.filter(isCounted).sort((a, b) => (a.path < b.path ? -1 : 1));
  const componentsOf: ComponentsOf = new Map();
  const functions: CoveredFunction[] = [];
  for (const record of sorted) addFunctions(functions, record, { claims: index, types, componentsOf });
  markTested(functions, model.claims, index);
  return {
    functions: countOf(functions),
    list: functions,
    folders: byFolder(functions),
    components: byComponent(model, componentsOf),
    owners: byOwner(model, componentsOf),
    threats: threatCount(model.pairs),
    excluded: {
      tests: code.filter((record) => record.test).length,
      generated: code.filter((record) => record.generated && !record.test).length,
    },
    critical: null,
  };
}

/** Functions of one file follow each other, so that its folder is asked for once. */
function byFolder(functions: readonly CoveredFunction[]): Coverage["folders"] {
  const counts = new Map<string, FunctionCount>();
  let file: string | null = null;
  let count = noFunctions();
  for (const fn of functions) {
    if (fn.file !== file) {
      file = fn.file;
      const folder = folderOf(file);
      count = counts.get(folder) ?? noFunctions();
      counts.set(folder, count);
    }
    add(count, fn);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, own]) => ({ folder, functions: own }));
}

function byComponent(model: CountedModel, componentsOf: ComponentsOf): Coverage["components"] {
  const own = new Map(grouped([...componentsOf.keys()], (fn) => componentsOf.get(fn) ?? []));
  const pairs = new Map(grouped(model.pairs, (pair) => [pair.component]));
  return model.components.map(({ key }) => ({
    component: key,
    functions: countOf(own.get(key) ?? []),
    threats: threatCount(pairs.get(key) ?? []),
  }));
}

function byOwner(model: CountedModel, componentsOf: ComponentsOf): Coverage["owners"] {
  const owners = new Map(model.components.map(({ key, owners: teams }) => [key, teams]));
  const teamsOf = (keys: Iterable<string>): Set<string> => new Set([...keys].flatMap((key) => owners.get(key) ?? []));
  const own = new Map(grouped([...componentsOf.keys()], (fn) => teamsOf(componentsOf.get(fn) ?? [])));
  const pairs = new Map(grouped(model.pairs, (pair) => teamsOf([pair.component])));
  const teams = [...new Set([...owners.values()].flat())].sort();
  return teams.map((owner) => ({
    owner,
    functions: countOf(own.get(owner) ?? []),
    threats: threatCount(pairs.get(owner) ?? []),
  }));
}
