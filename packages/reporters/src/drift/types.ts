import type { DriftReport, ThreatModel } from "@threatloom/model";

/** What the formats of `threatloom drift` are given. */
export interface DriftView {
  report: DriftReport;
  model: ThreatModel;
  /** Escape sequences for colours may be used. */
  color?: boolean;
}
