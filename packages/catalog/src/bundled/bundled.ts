import { notices } from "../notices.js";
import { byId } from "../reference.js";
import type { Catalog, CatalogEntry, CatalogId, EntryKind } from "../types.js";
import { chapters, requirements, sections } from "./asvs.js";
import { tactics, techniques } from "./attack.js";
import { categories, patterns } from "./capec.js";
import { categories as weaknessCategories, weaknesses } from "./cwe.js";
import { kinds } from "./stride.js";

/** The rows of a table: the first word and the rest. */
function rows(table: string): [string, string][] {
  return table
    .trim()
    .split("\n")
    .map((row) => [row.slice(0, row.indexOf(" ")), row.slice(row.indexOf(" ") + 1)]);
}

const entry = (id: string, kind: EntryKind, name: string, more: Partial<CatalogEntry> = {}): CatalogEntry => ({
  id,
  kind,
  name,
  text: null,
  level: null,
  related: [],
  deprecated: false,
  ...more,
});

const of = (table: string, kind: EntryKind, prefix = ""): CatalogEntry[] =>
  rows(table).map(([id, name]) => entry(`${prefix}${id}`, kind, name));

function made(catalog: CatalogId, version: string | null, entries: CatalogEntry[]): Catalog {
  const complete = catalog === "stride";
  const notice = notices[catalog];
  return { name: catalog, catalog, version, source: "bundled", notice, complete, entries, retired: [] };
}

const leveled = ([id, rest]: [string, string]): CatalogEntry =>
  entry(id, "requirement", rest.slice(2), { level: rest.slice(0, 1) });

/**
 * What ships with the tool: STRIDE, and the ids and names that rules and most annotations refer to. Only STRIDE is
 * complete: what the other tables do not hold may well exist.
 */
export function bundledCatalogs(): Catalog[] {
  const asvs = [...of(chapters, "chapter"), ...of(sections, "section"), ...rows(requirements).map(leveled)];
  return [
    made(
      "stride",
      null,
      kinds.map(([id, name, text]) => entry(id, "threat", name, { text })),
    ),
    made(
      "cwe",
      null,
      [...of(weaknesses, "weakness", "CWE-"), ...of(weaknessCategories, "category", "CWE-")].sort(byId),
    ),
    made(
      "capec",
      "3.9",
      [...of(patterns, "attack pattern", "CAPEC-"), ...of(categories, "category", "CAPEC-")].sort(byId),
    ),
    made("attack", null, [...of(techniques, "technique"), ...of(tactics, "tactic")].sort(byId)),
    made("asvs", "5.0.0", asvs.sort(byId)),
  ];
}
