import { nearest, roleOf as knownRole, roleWords, severityOf as knownSeverity, severityWords } from "@threatloom/model";
import type { AnnotationFields, Role, Severity } from "@threatloom/model";

/** What a word is read as where only certain values are known: null for none, with what could have been meant. */
export interface ValueReading<T> {
  value: T | null;
  /** The known values, for a message. */
  expected: string;
  suggestion: string | null;
}

/** GuardLink's classes of data. */
export const dataClasses: readonly string[] = ["pii", "phi", "financial", "secrets", "internal", "public"];

/** What v0.1 aliases and describes. */
export const aliasKinds = ["boundary", "component", "threat"] as const;

function reading<T>(value: T | null | undefined, text: string, known: readonly string[]): ValueReading<T> {
  return {
    value: value ?? null,
    expected: known.map((word) => `\`${word}\``).join(", "),
    suggestion: value === undefined || value === null ? nearest(text, known) : null,
  };
}

/** Reads a role; `data store` and `DataStore` are `data-store`. */
export function roleOf(text: string): ValueReading<Role> {
  return reading(knownRole(text), text, roleWords);
}

/** Reads `[high]` or `[P1]`. */
export function severityOf(text: string): ValueReading<Severity> {
  const word = text
    .replace(/^\[\s*/, "")
    .slice(0, 64)
    .replace(/\]$/, "")
    .trim();
  return reading(knownSeverity(word), word, severityWords);
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
