import { RISK_GRADES, severityOf, type Properties, type PropertyValue } from "@threatloom/model";

/** What DREAD comes to. */
interface Dread {
  /** From 1 to 5: of reproducibility, exploitability and discoverability. */
  likelihood: number;
  /** From 1 to 5: of damage and affected users. */
  impact: number;
  /** From 0 to 10: of all five. */
  score: number;
}

/** What was written about a risk; null where nothing was, or nothing that can be read. */
export interface Grades {
  likelihood: number | null;
  impact: number | null;
  dread: Dread | null;
}

/** A longer text is no grade. */
const LONGEST = 64;

const WORDS: Readonly<Record<string, number>> = {
  critical: 5,
  high: 4,
  medium: 3,
  low: 2,
  "very high": 5,
  moderate: 3,
  "very low": 1,
};

/** The first letters that tell the five parts apart, in their order: `damage` and `discoverability` share one. */
const PARTS = ["da", "r", "e", "a", "di"] as const;

function numberOf(value: PropertyValue | undefined, from: number, to: number): number | null {
  const isText = typeof value === "string" && value.length <= LONGEST && /^\s*\d{1,2}(?:\.\d{1,3})?\s*$/.test(value);
  const number = isText ? Number(value) : value;
  return typeof number === "number" && number >= from && number <= to ? number : null;
}

/** A grade from 1 to 5, as a number or a word; a number beyond is on some other scale, and says nothing. */
function gradeOf(value: PropertyValue | undefined): number | null {
  const number = numberOf(value, 1, RISK_GRADES);
  if (number !== null) return Math.round(number);
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const word = value.trim().toLowerCase().replace(/[-_]/g, " ");
  return WORDS[severityOf(word) ?? word] ?? null;
}

/** The five parts in their order: a list, a text of five numbers, or a map by their names. */
function partsOf(value: PropertyValue | undefined): (PropertyValue | undefined)[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value.length > LONGEST ? [] : value.split(/[,/;]/);
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  return PARTS.map((start) => entries.find(([key]) => key.trim().toLowerCase().startsWith(start))?.[1]);
}

function dreadOf(value: PropertyValue | undefined): Dread | null {
  const parts = partsOf(value).map((part) => numberOf(part, 0, 10));
  const [damage, reproducible, exploitable, affected, discoverable] = parts;
  if (parts.length !== PARTS.length || parts.includes(null)) return null;
  const grade = (...numbers: (number | null | undefined)[]): number => {
    const mean = numbers.reduce<number>((sum, n) => sum + (n ?? 0), 0) / numbers.length;
    return Math.min(RISK_GRADES, Math.max(1, Math.round(mean / 2)));
  };
  return {
    likelihood: grade(reproducible, exploitable, discoverable),
    impact: grade(damage, affected),
    score: Math.round(parts.reduce<number>((sum, n) => sum + (n ?? 0), 0) * 2) / 10,
  };
}

/** Reads `likelihood`, `impact` and `dread` of a threat or an exposure. What cannot be read counts as not said. */
export function gradesOf({ likelihood, impact, dread }: Properties): Grades {
  return { likelihood: gradeOf(likelihood), impact: gradeOf(impact), dread: dreadOf(dread) };
}

/**
 * What is said of an exposure and of its threat, together: the nearer one counts, and the wider one fills in what it
 * leaves out. DREAD of the exposure counts before the grades of the threat.
 */
export function joined(near: Grades, wide: Grades): Grades {
  if (near.dread !== null && (near.likelihood === null || near.impact === null)) {
    return { ...near, likelihood: null, impact: null };
  }
  return {
    likelihood: near.likelihood ?? wide.likelihood,
    impact: near.impact ?? wide.impact,
    dread: near.dread ?? wide.dread,
  };
}
