import {
  checkKinds,
  nearest,
  severityWords,
  type CheckItem,
  type CheckKind,
  type DiagnosticSeverity,
  type Severity,
} from "@threatloom/model";
import { severityOf } from "./severities.js";

/** What makes an item fail: one word of `--fail-on`. */
export type Condition =
  | { type: "all" }
  /** Items of this level and graver ones. */
  | { type: "level"; level: DiagnosticSeverity }
  /** What is said about threats and code, of this severity and graver ones; never diagnostics. */
  | { type: "severity"; severity: Severity }
  /** Items of one kind; with a severity, of this one and graver ones. */
  | { type: "kind"; kind: CheckKind; severity: Severity | null };

/** What fails where nobody says anything else: errors, which are broken annotations and removed mitigations. */
export const defaultConditions: readonly Condition[] = [{ type: "level", level: "error" }];

/** The conditions of a text, or what is wrong with it and the nearest word that would be right. */
export type ParsedConditions = { conditions: Condition[] } | { problem: string; suggestion: string | null };

const LEVELS: readonly DiagnosticSeverity[] = ["error", "warning", "info"];
const SEVERITIES = severityWords.slice(0, 4) as readonly Severity[];

/** Every single word that conditions are made of, in the order of the documentation. */
export const conditionWords: readonly string[] = ["never", "all", ...LEVELS, ...SEVERITIES, ...checkKinds];

/** The longest text that is read; there are not that many words. */
const LONGEST = 1000;

/**
 * Reads the words of `--fail-on`, separated by commas: a level (`error`), a severity (`high`), a kind (`exposed`), a kind
 * and a severity (`exposed:high`), `all`, or `never` alone. Case and white space do not matter. Where no condition asks
 * for diagnostics, broken annotations fail all the same: what cannot be read cannot be judged.
 */
export function parseConditions(text: string): ParsedConditions {
  const words = text
    .slice(0, LONGEST)
    .split(",")
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== "");
  if (words.length === 0) return { problem: `nothing is said; give ${conditionWords.join(", ")}`, suggestion: null };
  if (words.includes("never")) {
    const isAlone = words.every((word) => word === "never");
    return isAlone ? { conditions: [] } : { problem: "never stands alone: it fails nothing", suggestion: "never" };
  }
  const conditions: Condition[] = [];
  for (const word of words) {
    const condition = conditionOf(word);
    if (condition === null) return unknown(word);
    conditions.push(condition);
  }
  return { conditions };
}

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T => words.includes(word as T);

function conditionOf(word: string): Condition | null {
  if (word === "all") return { type: "all" };
  if (isOneOf(LEVELS, word)) return { type: "level", level: word };
  if (isOneOf(SEVERITIES, word)) return { type: "severity", severity: word };
  const [kind = "", severity, ...more] = word.split(":").map((part) => part.trim());
  if (!isOneOf(checkKinds, kind) || more.length > 0) return null;
  if (severity === undefined) return { type: "kind", kind, severity: null };
  return isOneOf(SEVERITIES, severity) && kind !== "diagnostics" ? { type: "kind", kind, severity } : null;
}

function unknown(word: string): ParsedConditions {
  const [kind = "", severity] = word.split(":").map((part) => part.trim());
  if (severity === undefined)
    return { problem: `"${word}" is none of ${conditionWords.join(", ")}`, suggestion: nearest(word, conditionWords) };
  const kinds = checkKinds.filter((known) => known !== "diagnostics");
  const near = { kind: nearest(kind, kinds), severity: nearest(severity, SEVERITIES) };
  const suggestion = near.kind !== null && near.severity !== null ? `${near.kind}:${near.severity}` : null;
  return {
    problem: `"${word}" is no kind and severity: give ${kinds.join(", ")}, a colon, and ${SEVERITIES.join(", ")}`,
    suggestion,
  };
}

/** Whether an item makes the run fail. Broken annotations do unless nothing may; one without a severity has that of its rule. */
export function failsBy(
  item: Pick<CheckItem, "kind" | "level" | "severity" | "rule">,
  conditions: readonly Condition[],
): boolean {
  if (item.kind === "diagnostics" && item.level === "error") return conditions.length > 0;
  const severity = severityOf(item);
  return conditions.some((condition) => {
    switch (condition.type) {
      case "all":
        return true;
      case "level":
        return LEVELS.indexOf(item.level) <= LEVELS.indexOf(condition.level);
      case "severity":
        return isAtLeast(severity, condition.severity);
      case "kind":
        return item.kind === condition.kind && (condition.severity === null || isAtLeast(severity, condition.severity));
    }
  });
}

/** Diagnostics have no severity, which is below every other. */
function isAtLeast(severity: Severity | null, bound: Severity): boolean {
  return severity !== null && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(bound);
}

/** Whether conditions name a kind itself: what costs much is looked for only then. */
export function names(kind: CheckKind, conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => condition.type === "kind" && condition.kind === kind);
}

/** Whether conditions ask for a kind by its name, by a severity or all at once; levels ask for no kind. */
export function asksFor(kind: CheckKind, conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => {
    if (condition.type === "kind") return condition.kind === kind;
    return condition.type === "all" || (condition.type === "severity" && kind !== "diagnostics");
  });
}
