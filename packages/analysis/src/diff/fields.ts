import { canonicalKey, type FieldChange, type PropertyValue, type Properties } from "@threatloom/model";

/** One field of a thing: what is compared, and what is shown. */
export interface Field {
  name: string;
  /** What decides whether the field differs; null where nothing is said. */
  meaning: string | null;
  /** For people, at any length; null where nothing is said. */
  text: string | null;
}

const LONGEST = 200;

/** A text on one line, cut to a length that can be shown. */
function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LONGEST) return line;
  const points = Array.from(line.slice(0, LONGEST * 2));
  return points.length <= LONGEST ? line : `${points.slice(0, LONGEST - 1).join("")}…`;
}

/** A value that is compared as it stands. */
export function plain(name: string, value: string | null): Field {
  return { name, meaning: value, text: value };
}

/** Words of a person: line breaks and other white space do not matter. */
export function prose(name: string, value: string | null): Field {
  return { name, meaning: value === null ? null : value.replace(/\s+/g, " ").trim(), text: value };
}

/** A name, or what is told apart as a name is: casing and punctuation do not matter. */
export function named(name: string, value: string | null): Field {
  return { name, meaning: value === null ? null : canonicalKey(value), text: value };
}

/** A key of the model, shown by a display name. */
export function keyed(name: string, key: string | null, display: (key: string) => string): Field {
  return { name, meaning: key, text: key === null ? null : display(key) };
}

/** Several values whose order does not matter; null where there are none. */
export function listed(name: string, keys: readonly string[], display = (key: string): string => key): Field {
  if (keys.length === 0) return { name, meaning: null, text: null };
  const sorted = [...keys].sort();
  return { name, meaning: JSON.stringify(sorted), text: sorted.map(display).join(", ") };
}

/** A mark that is there or not. */
export function marked(name: string, value: boolean): Field {
  return plain(name, value ? "yes" : "no");
}

/** The author's own properties, sorted, as `properties.key`; those in `placed` stand in fields of their own. */
export function propertyFields(properties: Properties, placed: ReadonlySet<string>): Field[] {
  return Object.entries(properties)
    .filter(([key]) => !placed.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => plain(`properties.${key}`, stableText(value)));
}

const DEEPEST = 100;

/** A value as text, the keys of its parts sorted; a text as it is. */
function stableText(value: PropertyValue): string {
  return typeof value === "string" ? value : JSON.stringify(sortedKeys(value, 0));
}

function sortedKeys(value: PropertyValue, depth: number): PropertyValue {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => sortedKeys(item, depth + 1));
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortedKeys(item, depth + 1)]));
}

/** The fields that differ: named ones in their order, then properties. */
export function differing(before: readonly Field[], after: readonly Field[]): FieldChange[] {
  const was = new Map(before.map((field) => [field.name, field]));
  const is = new Map(after.map((field) => [field.name, field]));
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const isProperty = (name: string): boolean => name.startsWith("properties.");
  const own = names.filter((name) => !isProperty(name));
  return [...own, ...names.filter(isProperty).sort()]
    .filter((name) => (was.get(name)?.meaning ?? null) !== (is.get(name)?.meaning ?? null))
    .map((field) => ({ field, before: shown(was.get(field)), after: shown(is.get(field)) }));
}

function shown(field: Field | undefined): string | null {
  return field?.text == null ? null : short(field.text);
}

/** One text for what a list of fields means: equal where none of them differs. */
export function contentOf(fields: readonly Field[]): string {
  return JSON.stringify(
    fields.map(({ name, meaning }) => (name.startsWith("properties.") ? [name, meaning] : meaning)),
  );
}
