import type { Annotation, Reference } from "../annotation.js";
import type { Boundary, Component, Flow } from "../graph.js";
import { canonicalKey } from "../key.js";
import { componentSegments, resolveComponent } from "./resolve.js";
import { entryOf, giveId, type Entry, type Linking } from "./registry.js";
import { recordDefinition } from "./definitions.js";

/** What boundary annotations say about components, by boundary key: references whose paths they contain, or two sides. */
export interface BoundaryClaims {
  contains: Map<string, string[]>;
  between: Map<string, [string, string]>;
}

/** Reads what boundaries contain and stand between; the sides of a `between` exist from then on. */
export function readBoundaries(linking: Linking, annotations: readonly Annotation[]): BoundaryClaims {
  const claims: BoundaryClaims = { contains: new Map(), between: new Map() };
  for (const annotation of annotations) {
    if (annotation.kind !== "boundary") continue;
    const { between, contains, name } = annotation.fields;
    if (between?.length === 2) readBetween(linking, annotation, between, claims);
    else if (name && contains) {
      const key = canonicalKey(name.text.replace(/^[#@]+/, ""));
      const keys = contains.map((ref) => containedKey(linking, ref, annotation));
      claims.contains.set(key, [...(claims.contains.get(key) ?? []), ...keys]);
    }
  }
  return claims;
}

/** A path that other components lie under is a group: naming it in a boundary does not make it a component. */
function containedKey(linking: Linking, ref: Reference, annotation: Annotation): string {
  const segments = componentSegments(linking, ref, annotation);
  const key = segments.map(canonicalKey).join(":");
  const isGroup = [...linking.registries.component.entries.keys()].some((other) => other.startsWith(`${key}:`));
  return isGroup ? key : resolveComponent(linking, ref, annotation);
}

function readBetween(
  linking: Linking,
  annotation: Annotation,
  between: readonly Reference[],
  claims: BoundaryClaims,
): void {
  const sides = between.map((ref) => resolveComponent(linking, ref, annotation)) as [string, string];
  const registry = linking.registries.boundary;
  const names = sides.map((key) => linking.registries.component.entries.get(key)!.name);
  const { name, id } = annotation.fields;
  const key = name ? canonicalKey(name.text.replace(/^[#@]+/, "")) : [...sides].sort().join("|");
  const entry = entryOf(registry, key, name?.text ?? names.join(" | "));
  if (!name) {
    recordDefinition(entry, annotation);
    if (id) giveId(linking, registry, entry, id, annotation.file);
  }
  claims.between.set(key, sides);
}

const inside = (component: string, container: string): boolean =>
  component === container || component.startsWith(`${container}:`);

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
  const boundaries = [...registry.entries.values()].map((entry) => boundaryOf(entry, claims, zones, components));
  for (const component of components) {
    const around = boundaries.filter((b) => b.contains.includes(component.key)).map((b) => b.key);
    const zone = component.segments.length > 1 ? canonicalKey(component.segments[0]!) : null;
    component.boundaries = [...(zone === null ? [] : [zone]), ...around.filter((key) => key !== zone).sort()];
  }
  return boundaries.sort((a, b) => (a.key < b.key ? -1 : 1));
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
  components: readonly Component[],
): Boundary {
  const between = claims.between.get(entry.key) ?? null;
  const declared = claims.contains.get(entry.key) ?? [];
  const contains = components
    .filter(
      (c) =>
        declared.some((key) => inside(c.key, key)) ||
        (zones.has(entry.key) && c.segments.length > 1 && canonicalKey(c.segments[0]!) === entry.key),
    )
    .map((c) => c.key);
  const kind = between ? "between" : claims.contains.has(entry.key) || !zones.has(entry.key) ? "declared" : "zone";
  return {
    key: entry.key,
    name: entry.name,
    ids: [...entry.ids].sort(),
    description: entry.descriptions[0] ?? null,
    definitions: entry.definitions,
    properties: entry.properties as Boundary["properties"],
    kind,
    contains: contains.sort(),
    between,
  };
}

/** Fills in which boundaries each flow crosses: those with exactly one of its ends inside, and those between its ends. */
export function markCrossings(flows: readonly Flow[], boundaries: readonly Boundary[]): void {
  const contained = boundaries.map((boundary) => ({ boundary, contains: new Set(boundary.contains) }));
  for (const flow of flows) {
    flow.crosses = contained
      .filter(({ boundary, contains }) => {
        if (!boundary.between) return contains.has(flow.from) !== contains.has(flow.to);
        const [a, b] = boundary.between;
        return (inside(flow.from, a) && inside(flow.to, b)) || (inside(flow.from, b) && inside(flow.to, a));
      })
      .map(({ boundary }) => boundary.key)
      .sort();
  }
}
