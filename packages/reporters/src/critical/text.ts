import type { AreaOfConcern, Report, ReporterOptions } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { cell, paint, type Paint } from "../text/style.js";
import { churnWords, reachWords, totalWords, whatWords } from "./words.js";

/** Areas of concern that are shown before the rest is only counted. */
const MOST = 30;
const WIDE = 200;

const show = (text: string): string => cell(text, WIDE);

function block(area: AreaOfConcern, at: number, colors: Paint): string[] {
  const grave = area.severity === "critical" || area.severity === "high";
  const severity = grave ? colors.red(area.severity) : colors.yellow(area.severity);
  const why = [reachWords(area, show), churnWords(area)].filter((text) => text !== "").join("; ");
  return [
    `${String(at + 1).padStart(3)}. ${severity}  ${colors.bold(show(area.name))}  ${show(area.file)}:${area.line}`,
    `     ${whatWords(area, show)}`,
    `     ${why}`,
    `     ${colors.cyan(show(area.suggestion.annotation))}`,
  ];
}

/** The critical functions for a terminal: the numbers, then what no claim covers, the most worrying first. */
export function criticalText({ project, coverage }: Report, options: ReporterOptions = {}): string {
  const critical = coverage?.critical ?? null;
  if (critical === null) return "Nobody looked for critical functions.\n";
  const colors = paint(options.color === true);
  const shown = critical.areas.slice(0, MOST).map((area, at) => block(area, at, colors));
  const left = critical.areas.length - shown.length;
  const blocks = [
    [colors.bold(`Critical functions of ${cell(project)}`), totalWords(critical)],
    ...shown,
    ...(left > 0 ? [[`and ${left} more: --format json lists all`]] : []),
  ];
  return `${blocks.map((lines) => lines.map(escapeCommands).join("\n")).join("\n\n")}\n`;
}
