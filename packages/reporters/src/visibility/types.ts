import type { ThreatModel, VisibilityReport } from "@threatloom/model";

/** What a format of visibility is given. */
export interface VisibilityView {
  /** The name of the project. */
  project: string;
  report: VisibilityReport;
  /** For the names of components and threats, and the claims. */
  model: ThreatModel;
  /** Escape sequences for colours may be used. */
  color: boolean;
}
