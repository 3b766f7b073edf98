import type { Report } from "@threatloom/model";
import { schemaVersion } from "./document.js";

/** The coverage of a report as JSON: `{ schemaVersion, project, coverage }`, `coverage` null where nobody counted. */
export function coverageJson(report: Report): string {
  return `${JSON.stringify({ schemaVersion, project: report.project, coverage: report.coverage }, null, 2)}\n`;
}
