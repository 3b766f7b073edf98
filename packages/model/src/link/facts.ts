import { diagnose } from "../diagnostic.js";
import type { Fact, Location, ThreatModel } from "../graph.js";
import type { PropertyValue } from "../annotation.js";
import { canonicalKey } from "../key.js";
import { propertyNamed } from "../properties/names.js";
import { factTable } from "../properties/table.js";
import type { FactSubject, FactValue, PropertyRows, PropertySpec } from "../properties/types.js";
import { readValue, UNKNOWN, valueText, type ValueWords } from "../properties/values.js";
import { wordsOf } from "./properties.js";
import type { Linking, Saying } from "./registry.js";
import { resolveAsset } from "./assets.js";
import { aboutComponent, aboutData, aboutFlow, withConclusions, type FactsOf } from "./infer.js";

/** A range that only has a start: sayings are told apart by line. */
export const spot = ({
  line,
  column,
}: Location): { line: number; column: number; endLine: number; endColumn: number } => ({
  line,
  column,
  endLine: line,
  endColumn: column + 1,
});

interface Known {
  value: FactValue;
  saying: Saying;
}

const meaningOf = (value: FactValue): string =>
  typeof value === "string" ? canonicalKey(value) : [...value].map(canonicalKey).sort().join("\n");

/**
 * What was said of one thing, as facts in the order of the table. The first saying whose value is known counts; later
 * ones that say something else are contradictions. A value that cannot be read was reported before, and says nothing.
 */
export function saidFacts(linking: Linking, on: FactSubject, key: string, sayings: readonly Saying[]): Fact[] {
  if (sayings.length === 0) return [];
  const words = wordsOf(linking);
  const byName = new Map<string, Known[]>();
  for (const saying of sayings) {
    const named = propertyNamed(on, saying.key);
    const known = named && knownOf(linking, named.spec, saying, words);
    if (!named || known === null) continue;
    byName.set(named.name, [...(byName.get(named.name) ?? []), known]);
  }
  const rows: PropertyRows = factTable[on];
  return Object.keys(rows).flatMap((property) => {
    const all = byName.get(property);
    if (all === undefined) return [];
    const { value, saying } = all.find((known) => known.value !== UNKNOWN) ?? all[0]!;
    contradict(linking, property, value, saying, all);
    return [{ on, key, property, value, from: saying.from, because: null, location: saying.location }];
  });
}

function knownOf(linking: Linking, spec: PropertySpec, saying: Saying, words: ValueWords): Known | null {
  const read = readValue(spec, saying.value as PropertyValue, words);
  if (!("value" in read)) return null;
  const isList = spec.type === "assets" && typeof read.value !== "string";
  const value = isList
    ? [...new Set((read.value as readonly string[]).map((text) => resolveAsset(linking, text, saying.location)))]
    : read.value;
  return { value, saying };
}

function contradict(linking: Linking, property: string, value: FactValue, from: Saying, all: readonly Known[]): void {
  for (const { value: other, saying } of all) {
    if (other === UNKNOWN || meaningOf(other) === meaningOf(value)) continue;
    const { file, line } = from.location;
    const text = (one: FactValue): string => (typeof one === "string" ? one : valueText([...one]));
    const message = `${property} is ${text(other)} here and ${text(value)} at ${file}:${line}, which counts`;
    linking.diagnostics.push({
      file: saying.location.file,
      ...diagnose("contradicting-property", spot(saying.location), message),
    });
  }
}

const byProperty = (facts: readonly Fact[]): FactsOf => new Map(facts.map((fact) => [fact.property, fact]));

/** What was said of components and flows, by key. */
export interface StatedFacts {
  components: ReadonlyMap<string, FactsOf>;
  flows: ReadonlyMap<string, FactsOf>;
}

/**
 * Reads what was said of components and flows. Runs before the data assets are made, for those that are named here exist
 * from then on. `sayings`: of flows, by id.
 */
export function statedFacts(linking: Linking, sayings: ReadonlyMap<string, readonly Saying[]>): StatedFacts {
  const entries = [...linking.registries.component.entries.values()];
  const facts = (on: FactSubject, key: string, said: readonly Saying[]): [string, FactsOf] => [
    key,
    byProperty(saidFacts(linking, on, key, said)),
  ];
  return {
    components: new Map(entries.map((entry) => facts("component", entry.key, entry.sayings))),
    flows: new Map([...sayings].map(([id, said]) => facts("flow", id, said))),
  };
}

const NONE: FactsOf = new Map();

const rank: Record<FactSubject, ReadonlyMap<string, number>> = {
  component: new Map(Object.keys(factTable.component).map((name, index) => [name, index])),
  flow: new Map(Object.keys(factTable.flow).map((name, index) => [name, index])),
  data: new Map(Object.keys(factTable.data).map((name, index) => [name, index])),
  boundary: new Map(Object.keys(factTable.boundary).map((name, index) => [name, index])),
};

const inTableOrder = (a: Fact, b: Fact): number => rank[a.on].get(a.property)! - rank[b.on].get(b.property)!;

/** All facts: what was said, and what follows from it. Runs once everything else is made. */
export function allFacts(
  linking: Linking,
  stated: StatedFacts,
  model: Pick<ThreatModel, "components" | "flows" | "data" | "boundaries">,
): Fact[] {
  const { data, boundary } = linking.registries;
  const assets = new Set(data.entries.keys());
  const ofComponents = model.components.flatMap((component) => {
    const facts = stated.components.get(component.key) ?? NONE;
    return withConclusions("component", component.key, facts, aboutComponent(component, facts)).sort(inTableOrder);
  });
  const ofFlows = model.flows.flatMap((flow) => {
    const facts = stated.flows.get(flow.id) ?? NONE;
    return withConclusions("flow", flow.id, facts, aboutFlow(flow, facts, assets)).sort(inTableOrder);
  });
  const ofData = model.data.flatMap((asset) => {
    const facts = byProperty(saidFacts(linking, "data", asset.key, data.entries.get(asset.key)!.sayings));
    return withConclusions("data", asset.key, facts, aboutData(linking, asset, facts)).sort(inTableOrder);
  });
  const ofBoundaries = model.boundaries.flatMap(({ key }) =>
    saidFacts(linking, "boundary", key, boundary.entries.get(key)!.sayings),
  );
  return [...ofComponents, ...ofFlows, ...ofData, ...ofBoundaries];
}
