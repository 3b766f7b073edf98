import type { PropertyValue } from "../annotation.js";
import { canonicalKey } from "../key.js";
import { strideNames } from "../analysis.js";
import { nearest } from "../nearest.js";
import { severityOf, severityWords } from "../words.js";
import { dreadOf, gradeOf, gradeWords, isSentence } from "./grades.js";
import { squeezed } from "./names.js";
import { strideOf } from "./stride.js";
import type { FactValue, PropertySpec, PropertyType } from "./types.js";

/** The answer that stands for "nobody knows". */
export const UNKNOWN = "unknown";

/** What a value is read as, or what was expected instead. */
export type ReadValue = { value: FactValue } | { expected: string; near: string | null };

/** The words of the project that values are held against, as keys. */
export interface ValueWords {
  levels: ReadonlySet<string>;
  classes: ReadonlySet<string>;
}

const YES = new Set(["yes", "true", "on", "always"]);
const NO = new Set(["no", "false", "off", "never"]);
const NOBODY_KNOWS = new Set(["", "unknown", "?", "tbd", "null", "~"]);
/** An acceptance whose day nobody knows would never expire. */
const ALWAYS_SAID: ReadonlySet<PropertyType> = new Set(["day", "severity", "free"]);
const DURATION = /^\d{1,6} ?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|[smhdwy])$/;
const SPANS: readonly string[] = ["request", "session", "account", "forever"];

/** A day as ISO writes it, that is in the calendar: `2026-02-30` is none. A time behind it is allowed. */
export function isDay(text: string): boolean {
  const day = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/s.exec(text);
  if (!day) return false;
  const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && date >= 1 && date <= days[month - 1]!;
}

/** A value as the text it is written as. */
export function valueText(value: PropertyValue): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** The texts of a list, or of one text with commas; null for anything else. */
function textsOf(value: PropertyValue): string[] | null {
  const items = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [value];
  if (!items.every((item) => typeof item === "string" || typeof item === "number")) return null;
  return [...new Set(items.map((item) => String(item).trim()).filter((item) => item !== ""))];
}

function oneOf(value: PropertyValue, words: readonly string[]): ReadValue {
  const text = valueText(value);
  const found = words.find((word) => squeezed(word) === squeezed(text));
  if (found !== undefined) return { value: found };
  return { expected: words.join(", "), near: nearest(text, words) };
}

function keyIn(text: string, keys: ReadonlySet<string>): ReadValue {
  const key = canonicalKey(text);
  if (keys.has(key)) return { value: key };
  return { expected: [...keys].sort().join(", "), near: nearest(text, keys) };
}

function readFlag(value: PropertyValue): ReadValue {
  const word = valueText(value).trim().toLowerCase();
  if (YES.has(word)) return { value: "yes" };
  if (NO.has(word)) return { value: "no" };
  return { expected: "yes, no or unknown", near: nearest(word, ["yes", "no", UNKNOWN]) };
}

function readTexts(value: PropertyValue, each: (text: string) => ReadValue): ReadValue {
  const texts = textsOf(value);
  if (texts === null) return { expected: "a text or a list of texts", near: null };
  const read = texts.map(each);
  const wrong = read.find((one) => !("value" in one));
  return wrong ?? { value: read.flatMap((one) => ("value" in one ? one.value : [])) };
}

/** A number and a unit (`90 days`), or a span of life (`forever`), in lower case; null for anything else. */
export function durationOf(text: string): string | null {
  const word = text.trim().toLowerCase();
  return DURATION.test(word) || SPANS.includes(word) ? word : null;
}

function readDuration(value: PropertyValue): ReadValue {
  const text = valueText(value);
  const duration = durationOf(text);
  if (duration !== null) return { value: duration };
  return {
    expected: `a time such as 90 days, or ${SPANS.join(", ")}`,
    near: nearest(text.trim().toLowerCase(), SPANS),
  };
}

const plainText = (value: PropertyValue): ReadValue =>
  typeof value === "string" || typeof value === "number"
    ? { value: String(value).trim() }
    : { expected: "a text", near: null };

function readGrade(value: PropertyValue): ReadValue {
  const text = valueText(value);
  if (gradeOf(value) !== null || isSentence(value)) return { value: text };
  const words = [...gradeWords, ...severityWords.filter((word) => !gradeWords.includes(word))];
  return { expected: `a number from 1 to 5, or ${words.join(", ")}`, near: nearest(text, gradeWords) };
}

function readDread(value: PropertyValue): ReadValue {
  if (dreadOf(value) !== null) return { value: valueText(value) };
  const parts = "damage, reproducibility, exploitability, affected users, discoverability";
  return { expected: `a map or list of five numbers from 0 to 10: ${parts}`, near: null };
}

function readStride(value: PropertyValue): ReadValue {
  const { letters, wrong } = strideOf(value);
  if (wrong === null && letters.length > 0) return { value: letters };
  const names = Object.values(strideNames);
  return {
    expected: `letters of STRIDE, or ${names.join(", ")}`,
    near: wrong === null ? null : nearest(valueText(wrong), names),
  };
}

/** Reads a value as its property has it. Never throws; what does not fit says what was expected. */
export function readValue(spec: PropertySpec, value: PropertyValue, words: ValueWords): ReadValue {
  if (!ALWAYS_SAID.has(spec.type) && isUnknown(value)) return { value: UNKNOWN };
  switch (spec.type) {
    case "flag":
      return readFlag(value);
    case "word":
      return oneOf(value, spec.values ?? []);
    case "text":
      return plainText(value);
    case "texts":
    case "assets":
      return readTexts(value, (text) => ({ value: text }));
    case "classes":
      return readTexts(value, (text) => keyIn(text, words.classes));
    case "level":
      return keyIn(valueText(value), words.levels);
    case "duration":
      return readDuration(value);
    case "day":
      return isDay(valueText(value))
        ? { value: valueText(value) }
        : { expected: "a day written as 2026-12-31", near: null };
    case "severity": {
      const near = nearest(valueText(value), severityWords);
      return severityOf(value) ? { value: valueText(value) } : { expected: severityWords.join(", "), near };
    }
    case "grade":
      return readGrade(value);
    case "dread":
      return readDread(value);
    case "stride":
      return readStride(value);
    case "free":
      return { value: valueText(value) };
  }
}

function isUnknown(value: PropertyValue): boolean {
  return value === null || (typeof value === "string" && NOBODY_KNOWS.has(value.trim().toLowerCase()));
}
