import type { Severity } from "./annotation.js";

/** One threat on one component, as history speaks of it: it may be gone from the model of today, so it brings its names. */
export interface TrendExposure {
  /** The identity of the pair, as in a change of status between two states. */
  key: string;
  /** Keys in the model. */
  component: string;
  threat: string;
  /** For people. */
  componentName: string;
  threatName: string;
  /** As the pair has it; null if nobody said. */
  severity: Severity | null;
}

/** What a threat model looked like at one commit. Dates expired, or did not, as of the commit's own day. */
export interface TrendPoint {
  /** The full id. */
  commit: string;
  /** When it was committed: ISO 8601 in UTC, to the second (`2026-01-31T12:00:00Z`). */
  date: string;
  /** Pairs of component and threat by status; `open` are those that are exposed. */
  open: number;
  partial: number;
  mitigated: number;
  accepted: number;
  transferred: number;
  /** Acceptances past their date. */
  expired: number;
  /** Null where nobody asked. */
  functions: { found: number; covered: number; tested: number } | null;
  /** Pairs that are exposed or partial here and were not at the point before; none at the first point. Sorted by key. */
  opened: readonly TrendExposure[];
  /** The reverse. */
  closed: readonly TrendExposure[];
}

/** A pair that is open at the last point, and since when. */
export interface OpenSince extends TrendExposure {
  /** The first point of the row of points, up to the last one, at which it was open. */
  commit: string;
  date: string;
  /** Whole days from then to `Trend.until`. */
  days: number;
  /** It was open at the first point already: it may be older. */
  atLeast: boolean;
}

/** Which commits are points: each, or the last of every day or (from Monday on) week, in UTC. */
export type TrendStep = "commit" | "day" | "week";

/** How a threat model went over the commits on the first parents of one commit. */
export interface Trend {
  /** Oldest first; the last one is the commit that was asked about. Empty before the first commit. */
  points: readonly TrendPoint[];
  /** Oldest first. */
  open: readonly OpenSince[];
  every: TrendStep;
  /** As it was asked for; null for all of history. */
  since: string | null;
  /** The day ages are counted to, `YYYY-MM-DD`: that of the last point, unless another one was asked for; null without points. */
  until: string | null;
  /** The clone ends before what was asked for: what is older than the first point is not known. */
  shallow: boolean;
}
