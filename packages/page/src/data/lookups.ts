import type {
  Boundary,
  Claim,
  DataAsset,
  Fact,
  Finding,
  Flow,
  ObservedFlow,
  PairStatus,
  RankedThreat,
  Report,
  Requirement,
  StrideLetter,
} from "@threatloom/model";
import { grouped } from "./grouped.js";

/** What of a model belongs together. Every index is made once, when it is first needed. */
export interface Lookups {
  pair: (component: string, threat: string) => PairStatus | null;
  pairsOfThreat: (threat: string) => readonly PairStatus[];
  claimsOfThreat: (threat: string) => readonly Claim[];
  claimsOfControl: (control: string) => readonly Claim[];
  claimsOfData: (data: string) => readonly Claim[];
  /** The claims bound to what is declared at a line. */
  claimsAt: (file: string, line: number) => readonly Claim[];
  flow: (id: string) => Flow | null;
  observed: (id: string) => ObservedFlow | null;
  /** The calls that show a declared flow; null where none do. */
  shows: (id: string) => ObservedFlow | null;
  /** Whether calls should show a declared flow, and do not. */
  isUnseen: (id: string) => boolean;
  flowsOf: (component: string) => readonly Flow[];
  observedOf: (component: string) => readonly ObservedFlow[];
  facts: (on: Fact["on"], key: string) => readonly Fact[];
  boundary: (key: string) => Boundary | null;
  data: (key: string) => DataAsset | null;
  findingsOf: (component: string) => readonly Finding[];
  requirementsOf: (component: string) => readonly Requirement[];
  /** The place of an open pair in the ranking; null where it has none. */
  ranked: (component: string, threat: string) => RankedThreat | null;
  /** The letters under which a threat stands in the STRIDE table of a component. */
  letters: (component: string, threat: string) => readonly StrideLetter[];
}

/** A name for a pair that can stand in an address; keys hold no bars. */
export function pairId(component: string, threat: string): string {
  return `${component}|${threat}`;
}

/** Prepares the look-ups of a report. */
export function lookupsOf(report: Report): Lookups {
  const { model, analysis } = report;
  const { claims, pairs } = model;
  const pairsById = single(
    () => pairs,
    ({ component, threat }) => pairId(component, threat),
  );
  const ranked = single(
    () => analysis.ranking.filter(({ kind }) => kind === "pair"),
    ({ component, threat }) => pairId(component ?? "", threat ?? ""),
  );
  return {
    pair: (component, threat) => pairsById(pairId(component, threat)),
    pairsOfThreat: many(
      () => pairs,
      ({ threat }) => [threat],
    ),
    claimsOfThreat: many(
      () => claims,
      ({ threat }) => [threat],
    ),
    claimsOfControl: many(
      () => claims,
      ({ control }) => [control],
    ),
    claimsOfData: many(
      () => claims,
      ({ data }) => [data],
    ),
    claimsAt: at(claims),
    ...flowLookups(report),
    facts: aboutThings(model.facts),
    boundary: single(
      () => model.boundaries,
      ({ key }) => key,
    ),
    data: single(
      () => model.data,
      ({ key }) => key,
    ),
    findingsOf: many(
      () => analysis.findings,
      ({ component }) => [component],
    ),
    requirementsOf: many(
      () => analysis.requirements.list,
      ({ component }) => [component],
    ),
    ranked: (component, threat) => ranked(pairId(component, threat)),
    letters: lettersOf(report),
  };
}

function lettersOf(report: Report): Lookups["letters"] {
  const find = many(
    () => strideOf(report),
    ({ id }) => [id],
  );
  return (component, threat) => find(pairId(component, threat)).map(({ letter }) => letter);
}

function flowLookups(
  report: Report,
): Pick<Lookups, "flow" | "flowsOf" | "isUnseen" | "observed" | "observedOf" | "shows"> {
  const { flows } = report.model;
  const observed = report.observed?.flows ?? [];
  const unseen = new Set(report.observed?.unseen);
  const showing = many(
    () => observed,
    ({ declared }) => declared,
  );
  return {
    flow: single(
      () => flows,
      ({ id }) => id,
    ),
    observed: single(
      () => observed,
      ({ id }) => id,
    ),
    shows: (id) => showing(id)[0] ?? null,
    isUnseen: (id) => unseen.has(id),
    flowsOf: many(
      () => flows,
      ({ from, to }) => [from, to],
    ),
    observedOf: many(
      () => observed,
      ({ from, to }) => [from, to],
    ),
  };
}

/** What the STRIDE tables say of pairs, each letter once. */
function strideOf({ analysis }: Report): { id: string; letter: StrideLetter }[] {
  const found = new Map<string, { id: string; letter: StrideLetter }>();
  for (const { kind, key, entries } of analysis.stride.elements) {
    if (kind !== "component") continue;
    for (const { letter, threat } of entries) {
      if (threat === null) continue;
      const id = pairId(key, threat);
      found.set(`${id}|${letter}`, { id, letter });
    }
  }
  return [...found.values()];
}

function at(claims: readonly Claim[]): Lookups["claimsAt"] {
  const find = many(
    () => claims,
    ({ location, symbol }) => [symbol === null ? null : `${location.file}:${symbol.line}`],
  );
  return (file, line) => find(`${file}:${line}`);
}

function aboutThings(facts: readonly Fact[]): Lookups["facts"] {
  const find = many(
    () => facts,
    ({ on, key }) => [`${on} ${key}`],
  );
  return (on, key) => find(`${on} ${key}`);
}

function single<T>(items: () => readonly T[], keyOf: (item: T) => string): (key: string) => T | null {
  let index: ReadonlyMap<string, T> | null = null;
  return (key) => (index ??= new Map(items().map((item) => [keyOf(item), item]))).get(key) ?? null;
}

/** The items by their keys; an item has as many as it has different ones. */
function many<T>(items: () => readonly T[], keysOf: (item: T) => readonly (string | null)[]): (key: string) => T[] {
  let index: ReadonlyMap<string, T[]> | null = null;
  const make = (): ReadonlyMap<string, T[]> => {
    const entries = items().flatMap((item) => [...new Set(keysOf(item))].map((key) => ({ key, item })));
    const groups = grouped(entries, ({ key }) => key);
    return new Map([...groups].map(([key, indices]) => [key, indices.map((each) => entries[each]!.item)]));
  };
  return (key) => (index ??= make()).get(key) ?? [];
}
