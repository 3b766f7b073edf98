import { canonicalKey } from "../key.js";
import { editDistance } from "../nearest.js";
import { factSubjects, propertyRows } from "./table.js";
import type { PropertySpec, PropertySubject } from "./types.js";

/** A key of this length is nobody's spelling of a known one. */
const LONGEST = 64;

/** A word without what people spell differently: casing, `-`, `_`, spaces. */
export function squeezed(text: string): string {
  return text.length > LONGEST ? text : canonicalKey(text).replaceAll("_", "");
}

/** A property and its row in the table. */
export interface NamedProperty {
  name: string;
  spec: PropertySpec;
}

function namesFor(subject: PropertySubject): Map<string, NamedProperty> {
  const names = new Map<string, NamedProperty>();
  const rows = propertyRows(subject);
  for (const [name, spec] of rows) names.set(squeezed(name), { name, spec });
  for (const [name, spec] of rows) {
    for (const other of spec.also ?? []) if (!names.has(squeezed(other))) names.set(squeezed(other), { name, spec });
  }
  return names;
}

const bySubject = {
  component: namesFor("component"),
  flow: namesFor("flow"),
  data: namesFor("data"),
  boundary: namesFor("boundary"),
  claim: namesFor("claim"),
} as const satisfies Record<PropertySubject, unknown>;

/** The property that a key means for a subject, in any spelling; null for a key of the project's own. */
export function propertyNamed(subject: PropertySubject, key: string): NamedProperty | null {
  return bySubject[subject].get(squeezed(key)) ?? null;
}

/** The known property that an unknown key is one letter from (two, from ten letters); null where none is. */
export function nearProperty(subject: PropertySubject, key: string): string | null {
  const word = squeezed(key);
  const limit = word.length < 10 ? 1 : 2;
  let best: { name: string; distance: number } | null = null;
  for (const [spelling, { name }] of bySubject[subject]) {
    const distance = editDistance(word, spelling, limit);
    if (distance <= limit && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
}

/** The other subjects that a key is known for: where it means nothing here, it may belong to one of them. */
export function readersOf(key: string): PropertySubject[] {
  return factSubjects.filter((subject) => bySubject[subject].has(squeezed(key)));
}

/** Every name in the table, sorted. */
export const knownProperties: readonly string[] = [
  ...new Set(factSubjects.flatMap((subject) => propertyRows(subject).map(([name]) => name))),
].sort();
