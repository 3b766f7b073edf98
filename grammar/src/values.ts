import { nearest } from "@threatloom/model";
import type { AnnotationFields, Role, Severity } from "@threatloom/model";

/** What a word is read as where only certain values are known: null for none, with what could have been meant. */
export interface ValueReading<T> {
  value: T | null;
  /** The known values, for a message. */
  expected: string;
  suggestion: string | null;
}

const ROLES: Readonly<Record<string, Role>> = {
  process: "process",
  datastore: "data-store",
  externalentity: "external-entity",
  actor: "actor",
};

/** The roles as they are written. */
export const roles: readonly Role[] = ["process", "data-store", "external-entity", "actor"];

const SEVERITIES: Readonly<Record<string, Severity>> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  low: "low",
  p0: "critical",
  p1: "high",
  p2: "medium",
  p3: "low",
};

/** The severities as they are written in brackets. */
export const severities: readonly string[] = ["critical", "high", "medium", "low", "P0", "P1", "P2", "P3"];

/** GuardLink's classes of data. */
export const dataClasses: readonly string[] = ["pii", "phi", "financial", "secrets", "internal", "public"];

/** What v0.1 aliases and describes. */
export const aliasKinds = ["boundary", "component", "threat"] as const;

function reading<T>(value: T | undefined, text: string, known: readonly string[]): ValueReading<T> {
  return {
    value: value ?? null,
    expected: known.map((word) => `\`${word}\``).join(", "),
    suggestion: value === undefined ? nearest(text, known) : null,
  };
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Reads a role; `data store` and `DataStore` are `data-store`. */
export function roleOf(text: string): ValueReading<Role> {
  const key = text.length > 32 ? "" : text.toLowerCase().replace(/[\s_-]/g, "");
  return reading(own(ROLES, key), text, roles);
}

/** Reads `[high]` or `[P1]`. */
export function severityOf(text: string): ValueReading<Severity> {
  const word = text
    .replace(/^\[\s*/, "")
    .slice(0, 64)
    .replace(/\]$/, "")
    .trim();
  return reading(own(SEVERITIES, word.toLowerCase()), word, severities);
}

/** Reads a GuardLink class of data. */
export function classOf(text: string): ValueReading<string> {
  const word = text.toLowerCase();
  return reading(dataClasses.includes(word) ? word : undefined, text, dataClasses);
}

/** Reads `boundary`, `component` or `threat`. */
export function kindOf(text: string): ValueReading<NonNullable<AnnotationFields["of"]>> {
  const word = text.toLowerCase();
  return reading(
    aliasKinds.find((kind) => kind === word),
    text,
    aliasKinds,
  );
}
