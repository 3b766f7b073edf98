import { strideLetterOf } from "@threatloom/model";
import type { Catalog, CatalogEntry, CatalogId } from "./types.js";

/** What a reference in an annotation or on the command line means. */
export interface CatalogReference {
  catalog: CatalogId;
  /** As `CatalogEntry.id` writes it. */
  id: string;
  /** ASVS: the version that was named. */
  version: string | null;
  /** Whether the text says which catalogue is meant; a bare `T1190` or `v5.0.0-1.2.4` may be a ticket or a release. */
  named: boolean;
}

/** No id is longer. */
const LONGEST = 64;

const number = (digits: string): string => String(Number(digits));

/** The readings, each for one spelling; none can backtrack, for no two neighbouring parts share a character. */
const readings: readonly ((text: string) => Omit<CatalogReference, "named"> | null)[] = [
  (text) => {
    const digits = /^(?:cwe:\s?)?cwe[-_ ]?(\d{1,5})$/i.exec(text)?.[1] ?? /^cwe:\s?(\d{1,5})$/i.exec(text)?.[1];
    return digits === undefined ? null : { catalog: "cwe", id: `CWE-${number(digits)}`, version: null };
  },
  (text) => {
    const digits = /^(?:capec:\s?)?capec[-_ ]?(\d{1,5})$/i.exec(text)?.[1] ?? /^capec:\s?(\d{1,5})$/i.exec(text)?.[1];
    return digits === undefined ? null : { catalog: "capec", id: `CAPEC-${number(digits)}`, version: null };
  },
  (text) => {
    const id = /^(?:(?:mitre|attack|att&ck)[:-]\s?)?(ta?\d{4}(?:[./]\d{3})?)$/i.exec(text)?.[1];
    return id === undefined ? null : { catalog: "attack", id: id.toUpperCase().replace("/", "."), version: null };
  },
  (text) => {
    const [, version, id] =
      /^(?:asvs[:-]\s?)?v(\d{1,2}(?:\.\d{1,2}){2})-v?(\d{1,2}(?:\.\d{1,3}){0,2})$/i.exec(text) ?? [];
    return id === undefined ? null : { catalog: "asvs", id, version: version ?? null };
  },
  (text) => {
    const id = /^(?:owasp[- ])?asvs[:\- ]\s?v?(\d{1,2}(?:\.\d{1,3}){0,2})$/i.exec(text)?.[1];
    return id === undefined ? null : { catalog: "asvs", id, version: null };
  },
  (text) => {
    const word = /^stride[:-]\s?([a-z][a-z \-_]*)$/i.exec(text)?.[1];
    const id = word === undefined ? null : strideLetterOf(word);
    return id === null ? null : { catalog: "stride", id, version: null };
  },
];

/**
 * Reads the spellings of an id that people use: `CWE-89`, `cwe:CWE-89`, `cwe:89`, `capec:66`, `attack:T1190`, `T1059.001`,
 * `asvs:v5.0.0-1.2.4`, `ASVS-1.2.4`, `STRIDE:T`. Null for everything else: a reference may be a ticket, too.
 */
export function parseReference(text: string): CatalogReference | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  for (const reading of readings) {
    const reference = reading(trimmed);
    if (reference !== null) return { ...reference, named: /^(?:[a-z&]{3,6}[:-]|cwe|capec|asvs|owasp)/i.test(trimmed) };
  }
  return null;
}

/** An id as it is written where no catalogue is named beside it: `CWE-89`, `v5.0.0-1.2.4`, `STRIDE:T`. */
export function fullId({ catalog, version }: Pick<Catalog, "catalog" | "version">, id: string): string {
  if (catalog === "stride") return `STRIDE:${id}`;
  if (catalog !== "asvs") return id;
  return version === null ? `ASVS-${id}` : `v${version}-${id}`;
}

/** Compares ids by their numbers: `CWE-9` before `CWE-10`, `1.2` before `1.2.1`. */
export function compareIds(a: string, b: string): number {
  const [one, two] = [a, b].map((id) => id.split(/\D+/).filter((part) => part !== ""));
  const head = (id: string): string => /^\D*/.exec(id)![0];
  if (head(a) !== head(b)) return head(a) < head(b) ? -1 : 1;
  for (let at = 0; at < Math.max(one!.length, two!.length); at++) {
    const difference = Number(one![at] ?? -1) - Number(two![at] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of entries in a catalogue. */
export const byId = (a: Pick<CatalogEntry, "id">, b: Pick<CatalogEntry, "id">): number => compareIds(a.id, b.id);
