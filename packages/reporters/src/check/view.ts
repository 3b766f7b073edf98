import type { BaselineEntry, CheckItem, CheckReport, Range, Severity } from "@threatloom/model";
import { unsaid, type Problem } from "../frames.js";
import { countLevels, counted, levelWords, type LevelCounts } from "../view.js";
import type { CheckOptions, RuleHelp } from "./types.js";

/** Characters of a message that formats for machines carry; a claim that is longer is an attack or an accident. */
export const MESSAGE = 1000;

/** Numbers of a report: items by level, and how many of them fail. */
export interface CheckCounts extends LevelCounts {
  failing: number;
}

/** Counts the items of a report. */
export function checkCounts({ items }: CheckReport): CheckCounts {
  return { ...countLevels(items.map((item) => item.level)), failing: items.filter((item) => item.fails).length };
}

/** The path of a file as the reader of a format knows it: inside the repository. Not escaped. */
export function repositoryPath(file: string, prefix = ""): string {
  const folders = prefix.split("/").filter((folder) => folder !== "" && folder !== ".");
  return [...folders, file].join("/");
}

/** The range of an item as formats accept it: everything counts from 1, and the end is not before the start. */
export function rangeOf(item: Range): Range {
  const [line, column] = [Math.max(1, item.line), Math.max(1, item.column)];
  const endLine = Math.max(line, item.endLine);
  return { line, column, endLine, endColumn: Math.max(endLine === line ? column : 1, item.endColumn) };
}

/**
 * One fingerprint per item, in order: its id and, behind a colon, which of those with this id it is. Ids are unique by
 * contract; the number keeps two claims apart even where a hash does not, for readers merge what looks alike.
 */
export function fingerprints(items: readonly Pick<CheckItem, "id">[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ id }) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return `${id}:${count}`;
  });
}

const severities: readonly (Severity | null)[] = ["critical", "high", "medium", "low", null];
const levels: readonly CheckItem["level"][] = ["error", "warning", "info"];

/** Items by what deserves to be seen where not all can be: failing first, then by level and severity; else in order. */
export function gravestFirst<T extends Pick<CheckItem, "fails" | "level" | "severity">>(items: readonly T[]): T[] {
  const rank = (item: T): number =>
    (item.fails ? 0 : 100) + levels.indexOf(item.level) * 10 + severities.indexOf(item.severity);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** The message of an item together with what was expected and meant, where the message does not say it. Not escaped. */
export function fullMessage(item: CheckItem): string {
  const { expected, suggestion } = unsaid(item);
  const more = [
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(suggestion === undefined ? [] : [`did you mean ${suggestion}?`]),
  ];
  return more.length === 0 ? item.message : `${item.message} (${more.join("; ")})`;
}

/** An item as it is shown in code frames. */
export function problemOf(item: CheckItem): Problem {
  return { ...item, label: item.severity === null ? item.rule : `${item.rule}, ${item.severity}` };
}

/** What is known about a rule. */
export function helpOf(rule: string, rules: CheckOptions["rules"] = {}): RuleHelp | undefined {
  return Object.hasOwn(rules, rule) ? rules[rule] : undefined;
}

/** What a run came to, in one sentence without a mark; `escape` makes the subject fit the place it is shown in. */
export function verdict(report: CheckReport, escape: (text: string) => string): string {
  const hidden = report.adopted === 0 ? "" : `, ${report.adopted} hidden by the baseline`;
  const subject = escape(report.subject);
  if (report.items.length > 0) {
    const counts = checkCounts(report);
    const failing = counts.failing === 0 ? "none fails" : counted(counts.failing, "fails", "fail");
    return `${levelWords(counts)} in ${subject}, ${failing}${hidden}`;
  }
  const { listed, annotated } = report.files;
  if (listed === 0 && hidden === "") return `nothing to check in ${subject}: no file of it is read`;
  return `no problems in ${subject}: ${counted(listed, "file")} checked, ${annotated} with annotations${hidden}`;
}

/** How many entries of the baseline no longer occur, and what to do about it. */
export function staleWords(stale: readonly BaselineEntry[]): string {
  return `${counted(stale.length, "entry", "entries")} of the baseline no longer ${stale.length === 1 ? "occurs" : "occur"} (threatloom baseline --prune)`;
}
