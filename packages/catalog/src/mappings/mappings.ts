import { compareIds, parseReference } from "../reference.js";
import { patternWeaknesses } from "./capec-cwe.js";
import { weaknessRequirements } from "./cwe-asvs.js";

/** The version of ASVS that the mappings speak of. */
export const ASVS_VERSION = "5.0.0";

/** The rows of a table: the first word, and the others. */
function tableOf(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    text
      .trim()
      .split("\n")
      .map((row) => row.split(" "))
      .map(([first, ...others]) => [first!, others]),
  );
}

const weaknesses = tableOf(weaknessRequirements);
const patterns = tableOf(patternWeaknesses);

const digitsOf = (id: string): string => id.slice(id.indexOf("-") + 1);

/** What one id asks for; nothing for ids of catalogues without a mapping, and of other versions of ASVS. */
function askedBy(text: string): readonly string[] {
  const reference = parseReference(text);
  if (reference === null) return [];
  const { catalog, id, version } = reference;
  if (catalog === "cwe") return weaknesses.get(digitsOf(id)) ?? [];
  if (catalog === "capec") return (patterns.get(digitsOf(id)) ?? []).flatMap((cwe) => weaknesses.get(cwe) ?? []);
  if (catalog !== "asvs" || (version !== null && version !== ASVS_VERSION)) return [];
  // Chapters and sections (`1`, `1.2`) are no requirements.
  return id.split(".").length === 3 ? [id] : [];
}

/**
 * The requirements of ASVS 5.0.0 that some references ask for, as numbers (`1.2.4`) in their order: those that are named,
 * those that speak to a weakness (`CWE-89`), and those that speak to the weaknesses an attack pattern (`CAPEC-66`) lives
 * on. What is no id, or has no mapping, asks for nothing.
 */
export function requirementsFor(references: Iterable<string>): string[] {
  const asked = new Set([...references].flatMap(askedBy));
  return [...asked].sort(compareIds);
}

/** Every row of the mappings, for holding them against the catalogues: an id, and the ids that it leads to. */
export function mappingRows(): { from: string; to: string[] }[] {
  const rows = (table: typeof patterns, prefix: string, target: string): { from: string; to: string[] }[] =>
    [...table].map(([from, to]) => ({ from: `${prefix}${from}`, to: to.map((id) => `${target}${id}`) }));
  return [...rows(weaknesses, "CWE-", `v${ASVS_VERSION}-`), ...rows(patterns, "CAPEC-", "CWE-")];
}
