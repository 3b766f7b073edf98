import type { Role, Severity } from "./annotation.js";
import { canonicalKey } from "./key.js";

/** The severities as they are written, gravest first, and the priorities that stand for them. */
export const severityWords: readonly string[] = ["critical", "high", "medium", "low", "P0", "P1", "P2", "P3"];

/** The roles as they are written. */
export const roleWords: readonly Role[] = ["process", "data-store", "external-entity", "actor"];

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

/** A word of this length says nothing any more. */
const LONGEST = 64;

/** A severity as people write it, `P1` and `High` included; null for anything else. */
export function severityOf(value: unknown): Severity | null {
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const word = value.trim().toLowerCase();
  const priority = /^p([0-3])$/.exec(word)?.[1];
  if (priority !== undefined) return SEVERITIES[Number(priority)]!;
  return SEVERITIES.find((severity) => severity === word) ?? null;
}

/** A role as people write it (`data-store`, `Data Store`, `DataStore`); null for anything else. */
export function roleOf(value: unknown): Role | null {
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const word = canonicalKey(value).replaceAll("_", "");
  return roleWords.find((role) => role.replace("-", "") === word) ?? null;
}
