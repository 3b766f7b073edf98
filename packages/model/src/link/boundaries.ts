import type { Annotation, Reference } from "../annotation.js";
import type { Boundary, Component, Flow } from "../graph.js";
import { canonicalKey, componentKey } from "../key.js";
import { componentSegments, resolveComponent } from "./resolve.js";
import { entryOf, giveId, note, unmarked, type Entry, type Linking } from "./registry.js";
import { recordDefinition } from "./definitions.js";

/** What boundary annotations say about components, by boundary key: references whose paths they contain, or two sides. */
export interface BoundaryClaims {
  contains: Map<string, Set<string>>;
  between: Map<string, [string, string]>;
}

/** Every path that a component lies below: naming one of these does not make it a component. */
function groupsOf(linking: Linking): Set<string> {
  return new Set([...linking.registries.component.entries.keys()].flatMap((key) => around(key).slice(0, -1)));
}

/** A key and the keys of the paths around it, outermost first: `a`, `a:b`, `a:b:c`. */
function around(key: string): string[] {
  const segments = key.split(":");
  return segments.map((_, index) => segments.slice(0, index + 1).join(":"));
}

/** Reads what boundaries contain and stand between; what is named there and is no group exists from then on. */
export function readBoundaries(linking: Linking, annotations: readonly Annotation[]): BoundaryClaims {
  const claims: BoundaryClaims = { contains: new Map(), between: new Map() };
  const groups = groupsOf(linking);
  for (const annotation of annotations) {
    if (annotation.kind !== "boundary") continue;
    const { between, contains, name } = annotation.fields;
    if (between?.length === 2) readBetween(linking, annotation, between, claims, groups);
    else if (name && contains) {
      const key = canonicalKey(name.text.replace(/^[#@]+/, ""));
      const keys = contains.map((ref) => namedKey(linking, ref, annotation, groups));
      const known = claims.contains.get(key) ?? new Set();
      for (const one of keys) known.add(one);
      claims.contains.set(key, known);
    }
  }
  return claims;
}

/** The key of a component, or of a group or zone that other components lie below. */
function namedKey(linking: Linking, ref: Reference, annotation: Annotation, groups: ReadonlySet<string>): string {
  const isId = ref.form === "id" && !ref.text.includes(":");
  const key = isId ? "" : componentKey(componentSegments(linking, ref, annotation));
  if (!groups.has(key) || linking.registries.component.entries.has(key))
    return resolveComponent(linking, ref, annotation);
  note(linking, "component", key, ref, annotation.file);
  return key;
}

function readBetween(
  linking: Linking,
  annotation: Annotation,
  between: readonly Reference[],
  claims: BoundaryClaims,
  groups: ReadonlySet<string>,
): void {
  const sides = between.map((ref) => namedKey(linking, ref, annotation, groups)) as [string, string];
  const registry = linking.registries.boundary;
  const { entries } = linking.registries.component;
  const names = sides.map((key, index) => entries.get(key)?.name ?? unmarked(between[index]!.text));
  const { name, id } = annotation.fields;
  const key = name ? canonicalKey(name.text.replace(/^[#@]+/, "")) : [...sides].sort().join("|");
  const entry = entryOf(registry, key, name?.text ?? names.join(" | "));
  if (!name) {
    recordDefinition(entry, annotation);
    if (id) giveId(linking, registry, entry, id, annotation.file);
  }
  claims.between.set(key, sides);
}

/** All boundaries: the zones of paths, the declared ones and those between two components. Fills `boundaries` of components. */
export function makeBoundaries(linking: Linking, claims: BoundaryClaims, components: Component[]): Boundary[] {
  const registry = linking.registries.boundary;
  const zones = new Set<string>();
  for (const { segments } of components) {
    if (segments.length < 2) continue;
    zones.add(entryOf(registry, canonicalKey(segments[0]!), segments[0]!).key);
  }
  components.forEach((component) => {
    nameZone(registry.entries, component);
  });
  const below = componentsByPath(components);
  const boundaries = [...registry.entries.values()].map((entry) => boundaryOf(entry, claims, zones, below));
  const byComponent = new Map<string, string[]>();
  for (const { key, contains } of boundaries) {
    for (const component of contains) {
      const list = byComponent.get(component);
      if (list) list.push(key);
      else byComponent.set(component, [key]);
    }
  }
  for (const component of components) {
    const zone = component.segments.length > 1 ? canonicalKey(component.segments[0]!) : null;
    const others = (byComponent.get(component.key) ?? []).filter((key) => key !== zone).sort();
    component.boundaries = [...(zone === null ? [] : [zone]), ...others];
  }
  return boundaries.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The keys of the components at and below every path. */
function componentsByPath(components: readonly Component[]): Map<string, string[]> {
  const below = new Map<string, string[]>();
  for (const { key } of components) {
    for (const path of around(key)) {
      const list = below.get(path);
      if (list) list.push(key);
      else below.set(path, [key]);
    }
  }
  return below;
}

/** A component that is only mentioned takes over the name its zone was defined with. */
function nameZone(zones: ReadonlyMap<string, Entry>, component: Component): void {
  const [first = "", ...rest] = component.segments;
  const zone = zones.get(canonicalKey(first));
  if (rest.length === 0 || component.definitions.length > 0 || !zone?.definitions.length) return;
  component.segments = [zone.name, ...rest];
  component.name = component.segments.join(":");
}

function boundaryOf(
  entry: Entry,
  claims: BoundaryClaims,
  zones: ReadonlySet<string>,
  below: ReadonlyMap<string, readonly string[]>,
): Boundary {
  const between = claims.between.get(entry.key) ?? null;
  const declared = claims.contains.get(entry.key) ?? new Set();
  const isZone = zones.has(entry.key);
  const inZone = isZone ? (below.get(entry.key) ?? []).filter((key) => key !== entry.key) : [];
  const contains = new Set([...inZone, ...[...declared].flatMap((key) => below.get(key) ?? [])]);
  const kind = between ? "between" : claims.contains.has(entry.key) || !zones.has(entry.key) ? "declared" : "zone";
  return {
    key: entry.key,
    name: entry.name,
    ids: [...entry.ids].sort(),
    description: entry.descriptions[0] ?? null,
    definitions: entry.definitions,
    properties: entry.properties as Boundary["properties"],
    kind,
    contains: [...contains].sort(),
    between,
  };
}

/**
 * Fills in which boundaries each flow crosses: those with exactly one of its ends inside, and those between its ends or
 * the paths around them.
 */
export function markCrossings(
  flows: readonly Pick<Flow, "crosses" | "from" | "to">[],
  boundaries: readonly Boundary[],
  components: readonly Component[],
): void {
  const containers = new Map(components.map(({ key, boundaries: keys }) => [key, keys]));
  const between = new Map<string, string[]>();
  for (const boundary of boundaries) {
    if (!boundary.between) continue;
    const [a, b] = boundary.between;
    for (const pair of [`${a}|${b}`, `${b}|${a}`]) between.set(pair, [...(between.get(pair) ?? []), boundary.key]);
  }
  for (const flow of flows) {
    const from = containers.get(flow.from) ?? [];
    const to = containers.get(flow.to) ?? [];
    const one = [...from.filter((key) => !to.includes(key)), ...to.filter((key) => !from.includes(key))];
    const named =
      between.size === 0
        ? []
        : around(flow.from).flatMap((a) => around(flow.to).flatMap((b) => between.get(`${a}|${b}`) ?? []));
    flow.crosses = [...new Set([...one, ...named])].sort();
  }
}
