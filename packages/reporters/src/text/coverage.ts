import type { Coverage, FunctionCount, Report, ReporterOptions } from "@threatloom/model";
import { namesOf } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { counted, gaps, percent, share } from "../view.js";
import { cell, columns, paint } from "./style.js";

/** Rows of a table, and files without coverage, that are shown before the rest is only counted. */
const MOST_ROWS = 40;
const MOST_GAPS = 15;

/** The coverage summary for a terminal: functions found, covered and tested, per folder and component, then the gaps. */
export function coverageText(report: Report, options: ReporterOptions = {}): string {
  const { coverage } = report;
  if (coverage === null) return "No coverage was counted.\n";
  const colors = paint(options.color === true);
  const names = namesOf(report.model);
  const blocks = [
    [colors.bold(`Coverage of ${cell(report.project)}`), ...totals(coverage)],
    table(
      "Folder",
      coverage.folders.map((row) => [row.folder, row.functions] as const),
    ),
    table(
      "Component",
      coverage.components.map((row) => [names.component(row.component), row.functions] as const),
    ),
    table(
      "Owner",
      coverage.owners.map((row) => [row.owner, row.functions] as const),
    ),
    uncovered(coverage),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(escapeCommands).join("\n"))
    .join("\n\n")}\n`;
}

function totals(coverage: Coverage): string[] {
  const { functions, threats, excluded } = coverage;
  return columns([
    ["Functions found", `${functions.found}`],
    ["Functions covered", share(functions.covered, functions.found)],
    ["  by type only", share(functions.byType, functions.found)],
    ["Functions tested", share(functions.tested, functions.found)],
    ["Threats mitigated", share(threats.mitigated, threats.total)],
    ["  tested", share(threats.tested, threats.total)],
    ["  detectable", share(threats.detectable, threats.total)],
    ["  open", share(threats.open, threats.total)],
    ["Not counted", `${counted(excluded.tests, "test file")}, ${counted(excluded.generated, "generated file")}`],
  ]);
}

function table(title: string, rows: readonly (readonly [string, FunctionCount])[]): string[] {
  if (rows.length === 0) return [];
  const shown = rows
    .slice(0, MOST_ROWS)
    .map(([name, count]) => [
      cell(name),
      `${count.found}`,
      withPercent(count.covered, count.found),
      `${count.byType}`,
      withPercent(count.tested, count.found),
    ]);
  const lines = columns([[title, "found", "covered", "by type", "tested"], ...shown], [1, 2, 3, 4]);
  return rows.length > MOST_ROWS ? [...lines, `and ${rows.length - MOST_ROWS} more`] : lines;
}

function withPercent(part: number, whole: number): string {
  return `${part} ${percent(part, whole).padStart(6)}`;
}

function uncovered(coverage: Coverage): string[] {
  const files = gaps(coverage);
  if (files.length === 0) return [];
  const rows = files.slice(0, MOST_GAPS).map(({ file, functions }) => {
    const named = functions
      .slice(0, 3)
      .map((item) => `${cell(item.name, 30)}:${item.line}`)
      .join(", ");
    const more = functions.length > 3 ? ` +${functions.length - 3}` : "";
    return [`${functions.length}`, cell(file, 70), named + more];
  });
  const total = files.reduce((sum, { functions }) => sum + functions.length, 0);
  const rest = files.length - rows.length;
  return [
    `Without coverage: ${counted(total, "function")} in ${counted(files.length, "file")}`,
    ...columns(rows, [0]).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${counted(rest, "more file", "more files")}`] : []),
  ];
}
