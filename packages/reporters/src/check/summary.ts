import type { BaselineEntry, CheckItem, CheckReport } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { table } from "../markdown/parts.js";
import { cell } from "../text/style.js";
import { place } from "../view.js";
import type { CheckOptions } from "./types.js";
import { fullMessage, gravestFirst, repositoryPath, staleWords, verdict } from "./view.js";

/** A step may write this many bytes of summary; a kilobyte of it is kept for the lines that say what was left out. */
const MOST = 1024 * 1024 - 1024;

const HEAD = ["Fails", "Level", "What", "Where", "Rule", "Severity"];
const STALE_HEAD = ["What", "File", "Rule"];

/**
 * The result of a check as Markdown for the summary of a CI job: the verdict, a table of the items, failing ones first,
 * and the entries of the baseline that no longer occur. Rows that do not fit into a step's limit are counted.
 */
export function checkSummary(report: CheckReport, options: CheckOptions = {}): string {
  const mark = report.failed ? "✗ " : "";
  const opening = `## ${mark}Threatloom: ${verdict(report, (text) => escapeMarkdown(cell(text, 100)))}`;
  const items = gravestFirst(report.items).map((item) => itemRow(item, options));
  const first = fit(HEAD, items, MOST - Buffer.byteLength(opening));
  const second = fit(
    STALE_HEAD,
    report.stale.map((entry) => staleRow(entry, options)),
    first.room,
  );
  const stale = report.stale.length === 0 ? [] : [`${staleWords(report.stale)}:`];
  return `${[[opening], first.lines, stale, second.lines]
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

/** A table of as many rows as there is room for, a line that counts the others, and the room that remains. */
function fit(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  room: number,
): { lines: string[]; room: number } {
  const [first = "", second = "", ...body] = table(head, rows);
  let left = room - Buffer.byteLength(first + second);
  const until = body.findIndex((row) => (left -= Buffer.byteLength(row) + 1) < 0);
  if (until < 0) return { lines: [first, second, ...body].filter((line) => line !== ""), room: left };
  return { lines: [first, second, ...body.slice(0, until), "", `… and ${body.length - until} more.`], room: 0 };
}

function itemRow(item: CheckItem, { prefix }: CheckOptions): string[] {
  return [
    item.fails ? "✗" : "",
    item.level,
    words(fullMessage(item)),
    codeSpan(place({ ...item, file: cell(repositoryPath(item.file, prefix), 200) })),
    codeSpan(cell(item.rule)),
    item.severity ?? "",
  ];
}

function staleRow({ file, message, rule }: BaselineEntry, { prefix }: CheckOptions): string[] {
  return [words(message), codeSpan(cell(repositoryPath(file, prefix), 200)), codeSpan(cell(rule))];
}

function words(text: string): string {
  return escapeMarkdown(cell(text, 300));
}
