import type { AreaOfConcern, CriticalCoverage, Report } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { churnWords, reachWords, totalWords, whatWords } from "./words.js";

/** Areas of concern in a report, and in a document of their own, before the rest is only counted. */
const MOST_IN_REPORT = 15;
const MOST = 200;

function row(area: AreaOfConcern, at: number): string[] {
  const why = [reachWords(area, codeSpan), churnWords(area)].filter((text) => text !== "").join("; ");
  return [
    String(at + 1),
    area.severity,
    `${codeSpan(area.name)}<br>${codeSpan(`${area.file}:${area.line}`)}`,
    whatWords(area, codeSpan),
    why,
    codeSpan(area.suggestion.annotation),
  ];
}

function blocks(critical: CriticalCoverage, most: number): Section {
  const rows = critical.areas.slice(0, most).map(row);
  const left = critical.areas.length - rows.length;
  return [
    totalWords(critical),
    ...(rows.length > 0
      ? ["", ...table(["#", "Severity", "Function", "What it does", "Why here", "To say so"], rows)]
      : []),
    ...(left > 0 ? ["", `And ${left} more: \`threatloom coverage --critical --format json\` lists all.`] : []),
  ];
}

/** The areas of concern of a report; nothing where nobody looked, or nothing is critical. */
export function concernSection({ coverage }: Report): Section {
  const critical = coverage?.critical ?? null;
  if (critical === null || critical.found === 0) return [];
  return section("## Areas of concern", blocks(critical, MOST_IN_REPORT));
}

/** The critical functions as a Markdown document. */
export function criticalMarkdown({ project, coverage }: Report): string {
  const critical = coverage?.critical ?? null;
  const body = critical === null ? ["Nobody looked for critical functions."] : blocks(critical, MOST);
  return `# Critical functions of ${escapeMarkdown(project)}\n\n${body.join("\n")}\n`;
}
