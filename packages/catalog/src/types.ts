/** The catalogues the tool knows, in the order in which they are listed. */
export const catalogIds = ["stride", "cwe", "capec", "attack", "asvs"] as const;

/** One of the catalogues. */
export type CatalogId = (typeof catalogIds)[number];

/** What an entry is, in the words of its catalogue. */
export const entryKinds = [
  "threat",
  "weakness",
  "attack pattern",
  "technique",
  "tactic",
  "requirement",
  "section",
  "chapter",
  "category",
  "view",
] as const;

/** What an entry is. */
export type EntryKind = (typeof entryKinds)[number];

/** The layouts of the official files. */
export const layouts = ["stix", "xml", "asvs-flat", "asvs-nested", "cyclonedx"] as const;

/** Where the entries of a catalogue come from: our own table, or an official file in one of the layouts. */
export type CatalogSource = "bundled" | (typeof layouts)[number];

/** One weakness, attack pattern, technique or requirement. */
export interface CatalogEntry {
  /** `T`, `CWE-89`, `CAPEC-66`, `T1190`; for ASVS the number alone (`1.2.4`), for its version is the catalogue's. */
  id: string;
  kind: EntryKind;
  name: string;
  /** What it says at length; null where nothing is known. */
  text: string | null;
  /** ASVS: the lowest level that asks for it. */
  level: string | null;
  /** Ids of other catalogues that it names, sorted. */
  related: string[];
  /** Its catalogue advises against using it. */
  deprecated: boolean;
}

/** Entries of one catalogue, from one source. */
export interface Catalog {
  /** Names the file it is kept in: the id of its catalogue, and for ATT&CK the domain unless that is enterprise. */
  name: string;
  catalog: CatalogId;
  /** As the official file gives it; null where it does not. */
  version: string | null;
  source: CatalogSource;
  /** What its owner wants to be said wherever it is used. */
  notice: string;
  /** Whether an id that is not in it does not exist. */
  complete: boolean;
  /** Sorted by id. */
  entries: CatalogEntry[];
  /** Ids that were revoked or deprecated and are left out, sorted. */
  retired: string[];
}

/** What is wrong with a file, and where: line and column count from 1. */
export interface CatalogProblem {
  line: number;
  column: number;
  message: string;
}
