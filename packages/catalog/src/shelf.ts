import { nearest } from "@threatloom/model";
import { bundledCatalogs } from "./bundled/bundled.js";
import { fullId, parseReference, type CatalogReference } from "./reference.js";
import { catalogIds, type Catalog, type CatalogEntry } from "./types.js";

/** An entry and the catalogue it was found in. */
export interface Found {
  catalog: Catalog;
  entry: CatalogEntry;
}

/** Every catalogue at hand, ready for looking ids up. */
export interface Shelf {
  /** In the order of `catalogIds`, imported ones before the bundled one. */
  catalogs: readonly Catalog[];
  /** Entries by catalogue and id; the first catalogue that holds an id wins. */
  byKey: ReadonlyMap<string, readonly Found[]>;
  /** Keys of what was revoked or deprecated. */
  retired: ReadonlySet<string>;
}

const keyOf = (catalog: string, id: string): string => `${catalog}:${id}`;

/** Puts imported catalogues on the shelf, in front of the bundled ones. */
export function makeShelf(imported: readonly Catalog[]): Shelf {
  const own = bundledCatalogs();
  const catalogs = catalogIds.flatMap((id) => [...imported, ...own].filter(({ catalog }) => catalog === id));
  const byKey = new Map<string, Found[]>();
  const retired = new Set<string>();
  for (const catalog of catalogs) {
    for (const entry of catalog.entries) {
      const key = keyOf(catalog.catalog, entry.id);
      const there = byKey.get(key);
      if (there === undefined) byKey.set(key, [{ catalog, entry }]);
      else there.push({ catalog, entry });
    }
    for (const id of catalog.retired) retired.add(keyOf(catalog.catalog, id));
  }
  return { catalogs, byKey, retired };
}

/** The entry a reference means, or null. A version that was named has to be the catalogue's, where that is known. */
export function findEntry(shelf: Shelf, reference: CatalogReference): Found | null {
  const { catalog, id, version } = reference;
  const found = shelf.byKey.get(keyOf(catalog, id)) ?? [];
  return found.find(({ catalog: of }) => version === null || of.version === null || of.version === version) ?? null;
}

/** The name of what a reference means, for showing beside it; null where it is no id, or none that is known. */
export function nameOf(shelf: Shelf, text: string): string | null {
  const reference = parseReference(text);
  return reference === null ? null : (findEntry(shelf, reference)?.entry.name ?? null);
}

/**
 * What is known of an id. `unjudged`: no complete catalogue of its kind and version is at hand, so that nobody can say
 * that it does not exist. `retired`: it was revoked or deprecated.
 */
export type Standing = "known" | "retired" | "unknown" | "unjudged";

/** Judges a reference against what is on the shelf. */
export function standingOf(shelf: Shelf, reference: CatalogReference): Standing {
  if (findEntry(shelf, reference) !== null) return "known";
  const { catalog, id, version } = reference;
  if (shelf.retired.has(keyOf(catalog, id))) return "retired";
  const judges = shelf.catalogs.filter(
    (one) => one.catalog === catalog && one.complete && (version === null || version === one.version),
  );
  return judges.some((one) => covers(one, id)) ? "unknown" : "unjudged";
}

/** Techniques of ATT&CK for industrial systems are numbered T0…, and only their own file can say which there are. */
function covers({ catalog, name }: Catalog, id: string): boolean {
  return catalog !== "attack" || id.startsWith("T0") === (name === "attack-ics");
}

/** The id nearest to one that is not known, as it is written with its catalogue's name; null where none is near. */
export function nearestId(shelf: Shelf, reference: CatalogReference): string | null {
  const of = shelf.catalogs.filter(({ catalog }) => catalog === reference.catalog);
  const near = nearest(
    reference.id,
    of.flatMap(({ entries }) => entries.map(({ id }) => id)),
  );
  if (near === null) return null;
  const from = of.find(({ entries }) => entries.some(({ id }) => id === near))!;
  return fullId({ ...from, version: reference.version ?? from.version }, near);
}

/** Everything that is said to go with an entry, in either direction, sorted; only what is on the shelf. */
export function relatedTo(shelf: Shelf, { catalog, entry }: Found): Found[] {
  const named = entry.related.flatMap((id) => {
    const reference = parseReference(id);
    const found = reference === null ? null : findEntry(shelf, reference);
    return found === null ? [] : [found];
  });
  const id = fullId(catalog, entry.id);
  const naming = [...shelf.byKey.values()].map(([first]) => first!).filter((one) => one.entry.related.includes(id));
  const all = new Set([...named, ...naming].map((found) => keyOf(found.catalog.catalog, found.entry.id)));
  return [...shelf.byKey].filter(([key]) => all.has(key)).map(([, [first]]) => first!);
}
