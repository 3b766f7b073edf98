import type { Annotation } from "../annotation.js";
import { diagnose, type Range } from "../diagnostic.js";

import { editDistance, nearest } from "../nearest.js";
import { roleOf, roleWords, severityOf, severityWords } from "../words.js";
import type { Linking } from "./registry.js";

/** Properties the tool reads or shows; others are the project's own and are kept as they are. */
export const knownProperties: readonly string[] = [
  ...["data", "description", "dread", "encrypted", "expires", "impact", "likelihood", "owner", "protocol"],
  ...["references", "role", "severity", "ticket"],
];

/** A day as ISO writes it, that is in the calendar: `2026-02-30` is none. A time behind it is allowed. */
export function isDay(text: string): boolean {
  const day = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/s.exec(text);
  if (!day) return false;
  const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && date >= 1 && date <= days[month - 1]!;
}

/** What is wrong with a value, or null. */
const checks: Readonly<Record<string, (value: string) => { expected: string; near: string | null } | null>> = {
  expires: (value) => (isDay(value) ? null : { expected: "a day written as 2026-12-31", near: null }),
  role: (value) => (roleOf(value) ? null : { expected: roleWords.join(", "), near: nearest(value, roleWords) }),
  severity: (value) =>
    severityOf(value) ? null : { expected: severityWords.join(", "), near: nearest(value, severityWords) },
};

/**
 * Reports property values that cannot be read (an acceptance with such a date would never expire), and keys that are one
 * letter from a known one.
 */
export function checkProperties(linking: Linking, annotations: readonly Annotation[]): void {
  for (const annotation of annotations) {
    const { file, properties } = annotation;
    for (const [key, value] of Object.entries(properties)) {
      const check = Object.hasOwn(checks, key) ? checks[key]! : null;
      const text = typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
      const wrong = check?.(text) ?? null;
      if (wrong) {
        const more = { expected: wrong.expected, suggestion: wrong.near ?? undefined };
        const message = `${key}: "${text}" cannot be read`;
        linking.diagnostics.push({ file, ...diagnose("unknown-value", lineOf(annotation), message, more) });
      }
      const meant = check === null ? nearMiss(key) : null;
      if (meant === null) continue;
      const message = `the property "${key}" is kept, but nothing reads it`;
      const more = { suggestion: meant };
      linking.diagnostics.push({ file, ...diagnose("unlikely-property", lineOf(annotation), message, more) });
    }
  }
}

function nearMiss(key: string): string | null {
  if (knownProperties.includes(key)) return null;
  return knownProperties.find((known) => editDistance(key.toLowerCase(), known, 1) <= 1) ?? null;
}

/** The line of the annotation itself: its range reaches over the properties below. */
function lineOf({ line, column, text }: Annotation): Range {
  return { line, column, endLine: line, endColumn: column + text.length };
}
