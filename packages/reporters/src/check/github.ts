import type { CheckItem, CheckReport } from "@threatloom/model";
import { escapeCommands, visible } from "../escape.js";
import { headline } from "../frames.js";
import { cell, paint } from "../text/style.js";
import { staleLines, subject } from "./text.js";
import type { CheckOptions } from "./types.js";
import { fullMessage, gravestFirst, helpOf, MESSAGE, problemOf, rangeOf, repositoryPath, verdict } from "./view.js";

/** A step shows this many annotations of each level, and drops the rest without a word. */
const SHOWN = 10;

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * Workflow commands of GitHub Actions, which become annotations of a change: at most ten of each level, failing ones
 * first. What is beyond follows as plain lines, then the verdict. No text of a repository can become a command.
 *
 * @mitigates #reporters against #workflow-commands with #command-escaping
 */
export function github(report: CheckReport, options: CheckOptions): string {
  const levels = Object.keys(COMMANDS) as CheckItem["level"][];
  const groups = levels.map((level) => gravestFirst(report.items.filter((item) => item.level === level)));
  const annotated = groups.flatMap((group) => group.slice(0, SHOWN));
  const rest = groups.flatMap((group) => group.slice(SHOWN));
  const plain = [
    ...(rest.length > 0 ? ["Without an annotation, for there are no more than ten of each level:"] : []),
    ...rest.map((item) => line(item, options)),
    `${report.failed ? "✗ " : ""}${verdict(report, subject)}`,
    ...staleLines(report.stale, options.prefix),
  ];
  const commands = annotated.map((item) => command(item, options));
  return `${[...commands, ...plain.map(escapeCommands)].join("\n")}\n`;
}

function line(item: CheckItem, { prefix }: CheckOptions): string {
  const problem = { ...problemOf(item), message: fullMessage(item), file: repositoryPath(item.file, prefix) };
  return `  - ${headline(problem, paint(false))}`;
}

function command(item: CheckItem, options: CheckOptions): string {
  const { line, column, endLine, endColumn } = rangeOf(item);
  const properties = [
    `file=${property(path(repositoryPath(item.file, options.prefix)))}`,
    `line=${line}`,
    `endLine=${endLine}`,
    // Columns are only allowed where both are of one line.
    ...(line === endLine ? [`col=${column}`, `endColumn=${endColumn}`] : []),
    `title=${property(cell(titleOf(item.rule, options), 160))}`,
  ];
  return `::${COMMANDS[item.level]} ${properties.join(",")}::${data(cell(fullMessage(item), MESSAGE))}`;
}

function titleOf(rule: string, { rules }: CheckOptions): string {
  const help = helpOf(rule, rules);
  return help === undefined ? rule : `${rule}: ${help.title}`;
}

/** A path as it is, for the annotation has to find its file; only what would act on a terminal is spelled out. */
function path(file: string): string {
  return file.replace(/[^\r\n]+/g, visible);
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
