import type { Trend } from "@threatloom/model";

/** What the formats of `threatloom history` are given. */
export interface HistoryView {
  project: string;
  trend: Trend;
  /** Escape sequences for colours may be used. */
  color?: boolean;
}
