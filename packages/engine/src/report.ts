import type { DriftReport, Report, Trend, VisibilityReport } from "@threatloom/model";
import type { Project, Scan } from "./types.js";

/** What reporters are given: the part of a scan that is about the project, not about how it was read. */
export function report(
  project: Project,
  scan: Scan,
  visibility: VisibilityReport | null = null,
  drift: DriftReport | null = null,
  trend: Trend | null = null,
): Report {
  const { model, symbols, coverage, analysis, references, observed, diagnostics, files } = scan;
  const found = { model, symbols, coverage, analysis, references, observed, diagnostics, files };
  return { project: project.name, ...found, visibility, drift, trend };
}
