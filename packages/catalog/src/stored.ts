import { byId } from "./reference.js";
import {
  catalogIds,
  entryKinds,
  layouts,
  type Catalog,
  type CatalogEntry,
  type CatalogProblem,
  type CatalogSource,
} from "./types.js";

const FORMAT = 1;

/** How a catalogue is kept: JSON with one entry per line, so that a new version can be reviewed. In pieces. */
export function* catalogText(catalog: Catalog): Generator<string> {
  const { entries, ...head } = catalog;
  const opening = JSON.stringify({ schemaVersion: FORMAT, ...head });
  yield `${opening.slice(0, -1)},"entries":[\n`;
  for (let at = 0; at < entries.length; at++) yield `${at === 0 ? "" : ",\n"}${JSON.stringify(entries[at])}`;
  yield "\n]}\n";
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isOneOf = <T extends string>(list: readonly T[], value: unknown): value is T => list.includes(value as T);

function entryOf(value: unknown): CatalogEntry | null {
  if (!isFields(value)) return null;
  const { id, kind, name, text, level, related, deprecated } = value;
  if (!isText(id) || !isOneOf(entryKinds, kind) || !isText(name) || !isTextOrNull(text)) return null;
  if (!isTextOrNull(level) || !isTexts(related) || typeof deprecated !== "boolean") return null;
  return { id, kind, name, text, level, related, deprecated };
}

const isSource = (value: unknown): value is CatalogSource => isOneOf(layouts, value);

function catalogOf(value: unknown): Catalog | string {
  if (!isFields(value)) return "an object was expected";
  const { schemaVersion, name, catalog, version, source, notice, complete, entries, retired } = value;
  if (schemaVersion !== FORMAT) return `schemaVersion: ${FORMAT} was expected`;
  if (!isOneOf(catalogIds, catalog)) return `catalog: one of ${catalogIds.join(", ")} was expected`;
  if (!isText(name)) return "name: a text was expected";
  if (!isTextOrNull(version)) return "version: a text or null was expected";
  if (!isSource(source)) return `source: one of ${layouts.join(", ")} was expected`;
  if (!isText(notice)) return "notice: a text was expected";
  if (typeof complete !== "boolean") return "complete: true or false was expected";
  if (!isTexts(retired)) return "retired: a list of ids was expected";
  if (!Array.isArray(entries)) return "entries: a list was expected";
  const read = entries.map(entryOf);
  const broken = read.indexOf(null);
  if (broken >= 0) return `entries[${broken}]: an entry with id, kind, name and its other fields was expected`;
  const whole = read.filter((entry) => entry !== null).sort(byId);
  return { name, catalog, version, source, notice, complete, entries: whole, retired };
}

/** Line and column of an offset that a message of JSON.parse names; the start where it names none. */
function placeIn(text: string, message: string): { line: number; column: number } {
  const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Reads a kept catalogue back. The file lies in a repository and may hold anything: what is wrong is said. */
export function readCatalog(text: string): Catalog | CatalogProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const place = placeIn(text, error instanceof Error ? error.message : "");
    return { ...place, message: "this is not JSON" };
  }
  const catalog = catalogOf(value);
  return typeof catalog === "string" ? { line: 1, column: 1, message: catalog } : catalog;
}
