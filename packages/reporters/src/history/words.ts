import type { OpenSince, Trend, TrendExposure, TrendPoint } from "@threatloom/model";
import { counted } from "../view.js";

type Escape = (text: string) => string;

const SHORT_ID = 10;

/** The beginning of a commit's id. */
export function shortId({ commit }: Pick<TrendPoint, "commit">): string {
  return commit.slice(0, SHORT_ID);
}

/** The day of a point. */
export function dayOf({ date }: Pick<TrendPoint, "date">): string {
  return date.slice(0, 10);
}

const STEPS: Readonly<Record<Trend["every"], string>> = {
  commit: "every commit",
  day: "the last commit of each day",
  week: "the last commit of each week",
};

const openAt = ({ open, partial }: TrendPoint): number => open + partial;

/** How many threats are open now, and how many were. */
export function headWords({ points }: Pick<Trend, "points">): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "there is no commit yet";
  const now = counted(openAt(last), "open threat");
  return points.length === 1 ? now : `${now}, ${openAt(first)} at the first of ${points.length} points`;
}

/** Which commits were looked at, and how far back they go. */
export function spanWords({ points, every, shallow }: Pick<Trend, "every" | "points" | "shallow">): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "history starts with the first commit";
  const span = `${STEPS[every]} from ${dayOf(first)} (${shortId(first)}) to ${dayOf(last)} (${shortId(last)})`;
  if (!shallow) return span;
  return `${span}; the clone is shallow and ends there: git fetch --unshallow brings what is older`;
}

/** `high: SQL injection on App:Web`. */
export function exposureWords(exposure: TrendExposure, escape: Escape): string {
  const { severity, threatName, componentName } = exposure;
  return `${severity === null ? "" : `${severity}: `}${escape(threatName)} on ${escape(componentName)}`;
}

/** `at least 12 days`. */
export function ageWords({ days, atLeast }: Pick<OpenSince, "atLeast" | "days">): string {
  return `${atLeast ? "at least " : ""}${counted(days, "day")}`;
}

/** What opened or closed at a point. */
export interface Event {
  point: TrendPoint;
  kind: "closed" | "opened";
  exposure: TrendExposure;
}

/** What opened and closed, newest first. */
export function eventsOf({ points }: Pick<Trend, "points">): Event[] {
  return [...points]
    .reverse()
    .flatMap((point) => [
      ...point.opened.map((exposure): Event => ({ point, kind: "opened", exposure })),
      ...point.closed.map((exposure): Event => ({ point, kind: "closed", exposure })),
    ]);
}
