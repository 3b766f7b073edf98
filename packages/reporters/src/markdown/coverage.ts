import type { Coverage, FunctionCount, Report } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { namesOf } from "@threatloom/model";
import { counted, gaps, percent, share } from "../view.js";
import { section, table, type Section } from "./parts.js";

/** Files without coverage that are listed before the rest is only counted. */
const MOST_GAPS = 25;
const HEAD = ["Found", "Covered", "By type", "Tested"];

/** The coverage summary as a Markdown document. */
export function coverageMarkdown(report: Report): string {
  const blocks = coverageSection(report, "##");
  const body = blocks.length > 0 ? blocks : ["Coverage was not counted."];
  return `# Coverage of ${escapeMarkdown(report.project)}\n\n${body.join("\n")}\n`;
}

/** The coverage part of a report: totals, then per folder, component and owner, then files without any. */
export function coverageSection(report: Report, level: "##" | "###"): Section {
  const { coverage } = report;
  if (coverage === null) return [];
  const names = namesOf(report.model);
  const folders = coverage.folders.map((row) => [codeSpan(row.folder), ...numbers(row.functions)]);
  const components = coverage.components.map((row) => [
    escapeMarkdown(names.component(row.component)),
    ...numbers(row.functions),
    `${row.threats.open} of ${row.threats.total}`,
  ]);
  const owners = coverage.owners.map((row) => [escapeMarkdown(row.owner), ...numbers(row.functions)]);
  const parts = [
    totals(coverage),
    section(`${level} By folder`, table(["Folder", ...HEAD], folders)),
    section(`${level} By component`, table(["Component", ...HEAD, "Open threats"], components)),
    section(`${level} By owner`, table(["Owner", ...HEAD], owners)),
    section(`${level} Without coverage`, uncovered(coverage)),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part, at) => (at === 0 ? part : ["", ...part]));
}

function numbers(count: FunctionCount): string[] {
  return [
    `${count.found}`,
    `${count.covered} (${percent(count.covered, count.found)})`,
    `${count.byType}`,
    `${count.tested} (${percent(count.tested, count.found)})`,
  ];
}

function totals(coverage: Coverage): Section {
  const { functions, threats, excluded } = coverage;
  return table(
    ["What", "How many"],
    [
      ["Functions found", `${functions.found}`],
      ["Functions covered", share(functions.covered, functions.found)],
      ["Functions covered by type only", share(functions.byType, functions.found)],
      ["Functions tested", share(functions.tested, functions.found)],
      ["Threats mitigated", share(threats.mitigated, threats.total)],
      ["Threats tested", share(threats.tested, threats.total)],
      ["Threats detectable", share(threats.detectable, threats.total)],
      ["Threats open", share(threats.open, threats.total)],
      ["Files not counted", `${counted(excluded.tests, "test")}, ${excluded.generated} generated`],
    ],
  );
}

function uncovered(coverage: Coverage): Section {
  const files = gaps(coverage);
  const lines = files.slice(0, MOST_GAPS).map(({ file, functions }) => {
    const named = functions
      .slice(0, 5)
      .map((item) => `${codeSpan(item.name)} (line ${item.line})`)
      .join(", ");
    const more = functions.length > 5 ? ` and ${functions.length - 5} more` : "";
    return `- ${codeSpan(file)}: ${counted(functions.length, "function")}: ${named}${more}`;
  });
  return files.length > lines.length
    ? [...lines, `- and ${counted(files.length - lines.length, "more file", "more files")}`]
    : lines;
}
