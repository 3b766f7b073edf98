import type { Report, Reporter, ReporterOptions } from "@threatloom/model";
import type { RenderedSvg } from "./dfd/layout.js";
import type { FindingsOptions } from "./findings/findings.js";

const reporters = {
  dot: async () => (await import("./dot.js")).dot,
  json: async () => (await import("./json/json.js")).json,
  markdown: async () => (await import("./markdown/markdown.js")).markdown,
  mermaid: async () => (await import("./mermaid.js")).mermaid,
  png: async () => (await import("./png.js")).png,
  svg: async () => (await import("./svg.js")).svg,
  text: async () => (await import("./text/text.js")).text,
} satisfies Record<string, () => Promise<Reporter>>;

/** The id of a reporter. */
export type ReporterId = keyof typeof reporters;

/** Ids of all reporters, sorted. */
export const reporterIds: readonly ReporterId[] = Object.keys(reporters) as ReporterId[];

/** Loads one reporter and what it needs, and nothing else. Rejects with a RangeError for an id that is not in `reporterIds`. */
export async function loadReporter(id: string): Promise<Reporter> {
  const load = Object.hasOwn(reporters, id) ? reporters[id as ReporterId] : undefined;
  if (load === undefined) throw new RangeError(`there is no reporter "${id}"; known are ${reporterIds.join(", ")}`);
  return load();
}

/** The formats of the coverage summary. */
export type CoverageFormat = "text" | "markdown" | "json";

/**
 * The coverage summary on its own, in pieces to be written one after the other: functions found, covered and tested, per
 * folder and component. Says so where the report holds none.
 */
export async function renderCoverage(
  report: Report,
  format: CoverageFormat,
  options: ReporterOptions = {},
): Promise<Iterable<string>> {
  if (format === "json") return (await import("./json/coverage.js")).coverageJson(report);
  if (format === "markdown") return [(await import("./markdown/coverage.js")).coverageMarkdown(report)];
  return [(await import("./text/coverage.js")).coverageText(report, options)];
}

/** The critical functions of a report; as JSON with the rest of its coverage. */
export async function renderCritical(
  report: Report,
  format: CoverageFormat,
  options: ReporterOptions = {},
): Promise<Iterable<string>> {
  if (format === "json") return renderCoverage(report, format);
  if (format === "markdown") return [(await import("./critical/markdown.js")).criticalMarkdown(report)];
  return [(await import("./critical/text.js")).criticalText(report, options)];
}

/** The data flow diagram as SVG together with what it shows: the depth that was chosen, and what is left out. */
export async function renderSvg(report: Report, options: ReporterOptions = {}): Promise<RenderedSvg> {
  return (await import("./dfd/layout.js")).renderSvg(report, options);
}

/** What somebody should act on, as SARIF 2.1.0: findings no claim answers, areas of concern, drift. */
export async function renderFindings(report: Report, options: FindingsOptions = {}): Promise<string> {
  return (await import("./findings/findings.js")).findingsSarif(report, options);
}

/** A small picture for a page about the project: how many threats are open, and how much is covered. */
export async function renderBadge(report: Report): Promise<string> {
  return (await import("./badge/badge.js")).badge(report);
}

/** The JSON Schema (draft 2020-12) of the output document, as data. */
export async function outputSchema(): Promise<object> {
  return (await import("./json/schema.js")).schema;
}
