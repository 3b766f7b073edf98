import type { PropertyValue } from "../annotation.js";
import { RISK_GRADES } from "../risk.js";
import { severityOf } from "../words.js";

/** A longer text is no grade. */
const LONGEST = 64;

/** From this many words on a text is a sentence about the risk, not a grade that somebody got wrong. */
const SENTENCE = 4;

const WORDS: Readonly<Record<string, number>> = {
  critical: 5,
  high: 4,
  medium: 3,
  low: 2,
  "very high": 5,
  moderate: 3,
  "very low": 1,
};

/** The words for a grade, gravest first. */
export const gradeWords: readonly string[] = ["critical", "very high", "high", "medium", "moderate", "low", "very low"];

function numberOf(value: PropertyValue | undefined, from: number, to: number): number | null {
  const isText = typeof value === "string" && value.length <= LONGEST && /^\s*\d{1,2}(?:\.\d{1,3})?\s*$/.test(value);
  const number = isText ? Number(value) : value;
  return typeof number === "number" && number >= from && number <= to ? number : null;
}

/** A grade from 1 to 5, as a number or a word; null for anything else: a number beyond is on some other scale. */
export function gradeOf(value: PropertyValue | undefined): number | null {
  const number = numberOf(value, 1, RISK_GRADES);
  if (number !== null) return Math.round(number);
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const word = value.trim().toLowerCase().replace(/[-_]/g, " ");
  const name = severityOf(word) ?? word;
  return Object.hasOwn(WORDS, name) ? WORDS[name]! : null;
}

/** Whether a text tells in words what a grade would tell as a number. */
export function isSentence(value: PropertyValue): boolean {
  return typeof value === "string" && value.trim().split(/\s+/, SENTENCE).length === SENTENCE;
}

/** The five parts of DREAD, each from 0 to 10. */
export type DreadParts = readonly [
  damage: number,
  reproducibility: number,
  exploitability: number,
  affected: number,
  discoverability: number,
];

/** The first letters that tell the five parts apart, in their order: `damage` and `discoverability` share one. */
const PARTS = ["da", "r", "e", "a", "di"] as const;

/** The five parts in their order: a list, a text of five numbers, or a map by their names. */
function partsOf(value: PropertyValue | undefined): (PropertyValue | undefined)[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value.length > LONGEST ? [] : value.split(/[,/;]/);
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  return PARTS.map((start) => entries.find(([key]) => key.trim().toLowerCase().startsWith(start))?.[1]);
}

/** The five numbers of DREAD; null where one is missing, or is none from 0 to 10. */
export function dreadOf(value: PropertyValue | undefined): DreadParts | null {
  const parts = partsOf(value);
  if (parts.length !== PARTS.length) return null;
  const numbers = parts.map((part) => numberOf(part, 0, 10));
  return numbers.includes(null) ? null : (numbers as unknown as DreadParts);
}
