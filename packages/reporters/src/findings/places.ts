import type { DiagnosticSeverity, Location, Severity } from "@threatloom/model";
import type { SarifPlace } from "../sarif/types.js";

/** Other places that are shown beside a result. */
export const MOST_RELATED = 10;

/** A place that is known by where it begins. */
export function at({ file, line, column }: Location, message: string): SarifPlace {
  return { file, line, column, endLine: line, endColumn: column, message };
}

/** The level of a result by the severity of what it is about. */
export function levelOf(severity: Severity | null): DiagnosticSeverity {
  if (severity === "critical" || severity === "high") return "error";
  return severity === "low" ? "info" : "warning";
}
