import { diagnose } from "../diagnostic.js";
import type { ConfiguredThing } from "../config.js";
import type { Flow } from "../graph.js";
import { canonicalKey, componentKey, pathSegments } from "../key.js";
import { nearest } from "../nearest.js";
import { propertyNamed } from "../properties/names.js";
import type { FactSubject } from "../properties/types.js";
import { spot } from "./facts.js";
import { checkProperty, wordsOf } from "./properties.js";
import { idKey, type Entry, type Linking, type Namespace, type Registry, type Saying } from "./registry.js";

function entryNamed(registry: Registry, name: string): Entry | null {
  const marked = /^[#@]/.test(name);
  const key = registry.namespace === "component" ? componentKey(pathSegments(name)) : canonicalKey(name);
  const id = registry.entries.get(registry.ids.get(idKey(name)) ?? "") ?? null;
  return marked ? id : (registry.entries.get(key) ?? id);
}

/** The known name nearest to one that nothing bears, or null. */
function nearestName(registry: Registry, name: string): string | null {
  return nearest(
    name,
    [...registry.entries.values()].flatMap((entry) => [entry.name, ...entry.ids]),
  );
}

function unknownThing(linking: Linking, thing: ConfiguredThing, message: string, near: string | null): void {
  const { location } = thing;
  const more = { suggestion: near ?? undefined };
  linking.diagnostics.push({ file: location.file, ...diagnose("dangling-reference", spot(location), message, more) });
}

/** Checks what is said of a thing; known properties come out under the names of the table. */
function sayingsOf(linking: Linking, subject: FactSubject, thing: ConfiguredThing): Saying[] {
  const words = wordsOf(linking);
  return thing.properties.map(({ key, value, location }) => {
    const { file } = location;
    checkProperty(linking, { ...spot(location), subject, key, value, file }, words);
    return { key: propertyNamed(subject, key)?.name ?? key, value, from: "configuration", location };
  });
}

/**
 * Adds what the configuration says of components, data assets or boundaries. It defines nothing: a name that no
 * annotation knows is reported. Where code says something else, code counts.
 */
export function configure(
  linking: Linking,
  subject: Exclude<FactSubject, "flow"> & Namespace,
  things: readonly ConfiguredThing[],
): void {
  const registry = linking.registries[subject];
  for (const thing of things) {
    const entry = entryNamed(registry, thing.name);
    if (entry === null) {
      const message = `no annotation speaks of the ${subject} "${thing.name}"`;
      unknownThing(linking, thing, message, nearestName(registry, thing.name));
    }
    for (const saying of sayingsOf(linking, subject, thing)) {
      if (entry === null) continue;
      entry.properties[saying.key] ??= saying.value;
      entry.sayings.push(saying);
    }
  }
}

/** The two names of `A -> B`, or null. */
function endsOf(name: string): [string, string] | null {
  const parts = name.split("->").map((part) => part.trim());
  return parts.length === 2 && parts.every((part) => part !== "") ? (parts as [string, string]) : null;
}

/**
 * What is said of flows, by their ids: by their annotations, then by the configuration, which speaks of all flows between
 * two components and makes none.
 */
export function flowSayings(
  linking: Linking,
  flows: readonly Flow[],
  things: readonly ConfiguredThing[],
): Map<string, Saying[]> {
  const said = new Map(
    flows.map(({ id, properties, location }) => [
      id,
      Object.entries(properties).map(([key, value]): Saying => ({ key, value, from: "code", location })),
    ]),
  );
  for (const thing of things) {
    const ends = endsOf(thing.name);
    const keys = ends?.map((name) => entryNamed(linking.registries.component, name)?.key);
    const meant = flows.filter(({ from, to, bidirectional }) => {
      if (!keys) return false;
      return (from === keys[0] && to === keys[1]) || (bidirectional && from === keys[1] && to === keys[0]);
    });
    if (meant.length === 0) {
      const message = ends === null ? `"${thing.name}" is not written as A -> B` : `no flow goes ${thing.name}`;
      unknownThing(linking, thing, message, null);
    }
    const sayings = sayingsOf(linking, "flow", thing);
    for (const flow of meant) {
      said.get(flow.id)!.push(...sayings);
      const own = Object.fromEntries(thing.properties.map(({ value }, index) => [sayings[index]!.key, value]));
      flow.properties = { ...own, ...flow.properties };
    }
  }
  return said;
}
