import type { BaselineEntry, CheckReport } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { frames } from "../frames.js";
import { cell, paint } from "../text/style.js";
import type { CheckOptions } from "./types.js";
import { problemOf, repositoryPath, staleWords, verdict } from "./view.js";

/** The result of a check for a terminal: code frames as of diagnostics, then the verdict. One line where all is well. */
export function text(report: CheckReport, options: CheckOptions): string {
  const colors = paint(options.color === true);
  const blocks = frames(report.items.map(problemOf), options);
  const words = verdict(report, subject);
  const mark = report.failed ? `${colors.red("✗")} ` : "";
  const lines = [
    ...(blocks.length > 0 ? [...blocks, ""] : []),
    mark + escapeCommands(words),
    ...staleLines(report.stale).map(colors.quiet),
  ];
  return `${lines.join("\n")}\n`;
}

/** Entries of a baseline that are listed before the rest is only counted. */
const MOST_STALE = 20;

/** Entries of the baseline that no longer occur, the first of them below a line that counts all; nothing without any. */
export function staleLines(stale: readonly BaselineEntry[], prefix?: string): string[] {
  if (stale.length === 0) return [];
  const entry = ({ file, message, rule }: BaselineEntry): string =>
    `  - ${cell(repositoryPath(file, prefix), 200)} ${cell(message, 300)} [${cell(rule)}]`;
  const rest = stale.length - MOST_STALE;
  return [
    `${staleWords(stale)}:`,
    ...stale.slice(0, MOST_STALE).map(entry).map(escapeCommands),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

/** What was judged, for one line of plain text. */
export function subject(words: string): string {
  return cell(words, 100);
}
