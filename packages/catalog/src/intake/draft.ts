import { notices } from "../notices.js";
import { byId, compareIds } from "../reference.js";
import type { Catalog, CatalogEntry, CatalogId, CatalogSource } from "../types.js";
import { Fault, limits } from "./fault.js";

/** A catalogue while its file is being read. */
export interface Draft {
  /** Null until something told which catalogue the file holds. */
  of: { catalog: CatalogId; source: CatalogSource } | null;
  /** `mobile` or `ics` for the smaller domains of ATT&CK. */
  domain: string | null;
  version: string | null;
  /** The newest date of an entry: the version of a file that gives none. */
  newest: string;
  /** What the file says of its own terms. */
  statement: string | null;
  entries: Map<string, CatalogEntry>;
  retired: Set<string>;
  /** Entries that were met, those left out included. */
  met: number;
}

/** What reading a file gives. */
export interface Imported {
  catalog: Catalog;
  /** Entries in the file; those that are not in the catalogue were revoked, deprecated or said twice. */
  met: number;
}

/** A draft in which nothing stands yet. */
export const newDraft = (): Draft => ({
  of: null,
  domain: null,
  version: null,
  newest: "",
  statement: null,
  entries: new Map(),
  retired: new Set(),
  met: 0,
});

/** Notes which catalogue a part of the file belongs to; a file that holds two of them is none. */
export function settle(draft: Draft, catalog: CatalogId, source: CatalogSource): void {
  const { of } = draft;
  if (of === null) draft.of = { catalog, source };
  else if (of.catalog !== catalog || of.source !== source) {
    throw new Fault(`the file mixes ${of.catalog} (${of.source}) with ${catalog} (${source})`);
  }
}

/** Adds an entry; of two with one id the first counts. */
export function add(draft: Draft, entry: CatalogEntry): void {
  draft.met++;
  if (draft.met > limits.entries) throw new Fault(`more than ${limits.entries} entries are not read`);
  if (entry.name === "") throw new Fault(`${entry.id}: it has no name`);
  if (entry.name.length > limits.name) throw new Fault(`${entry.id}: its name has over ${limits.name} characters`);
  if (entry.related.length > limits.related) throw new Fault(`${entry.id}: it names over ${limits.related} others`);
  const related = [...new Set(entry.related)].sort(compareIds);
  if (!draft.entries.has(entry.id)) draft.entries.set(entry.id, { ...entry, related });
}

/** Notes an id that was revoked or deprecated. */
export function retire(draft: Draft, id: string): void {
  draft.met++;
  if (draft.met > limits.entries) throw new Fault(`more than ${limits.entries} entries are not read`);
  draft.retired.add(id);
}

/** The finished catalogue; a file in which none was found is a fault. */
export function finish(draft: Draft): Imported {
  const { of, domain, entries, statement, met } = draft;
  if (of === null || entries.size === 0) {
    throw new Fault("no entries of CAPEC, ATT&CK, CWE or ASVS are in it; is it an official file?");
  }
  const own = notices[of.catalog];
  const catalog: Catalog = {
    name: domain === null ? of.catalog : `${of.catalog}-${domain}`,
    catalog: of.catalog,
    version: draft.version ?? (draft.newest === "" ? null : draft.newest),
    source: of.source,
    notice: statement === null || own.includes(statement) ? own : `${own} ${statement}`,
    complete: true,
    entries: [...entries.values()].sort(byId),
    retired: [...draft.retired].filter((id) => !entries.has(id)).sort(compareIds),
  };
  return { catalog, met };
}
