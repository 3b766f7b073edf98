import { graver, type OpenSince, type Trend, type TrendExposure, type TrendPoint } from "@threatloom/model";
import { compareText } from "../diff/matching.js";
import type { Moment } from "./moment.js";

const DAY = 24 * 60 * 60 * 1000;

const dayOf = (date: string): string => date.slice(0, 10);

/** Whole days from one day to another; none where that lies behind. */
function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY));
}

function pointOf(moment: Moment, before: Moment | undefined): TrendPoint {
  const { exposed, ...counts } = moment;
  const now = new Set(exposed.map(({ key }) => key));
  const earlier = new Set((before ?? moment).exposed.map(({ key }) => key));
  return {
    ...counts,
    opened: exposed.filter(({ key }) => !earlier.has(key)),
    closed: (before?.exposed ?? []).filter(({ key }) => !now.has(key)),
  };
}

interface Since {
  commit: string;
  date: string;
  atLeast: boolean;
}

/** Since when each pair has been open without a break, by key, at the last point. */
function sinceWhen(points: readonly TrendPoint[], first: readonly TrendExposure[]): Map<string, Since> {
  const since = new Map<string, Since>();
  points.forEach(({ commit, date, opened, closed }, at) => {
    for (const { key } of at === 0 ? first : opened) since.set(key, { commit, date, atLeast: at === 0 });
    for (const { key } of closed) since.delete(key);
  });
  return since;
}

/** Oldest first, then gravest, then by name. */
function byAge(a: OpenSince, b: OpenSince): number {
  if (a.date !== b.date && a.days !== b.days) return b.days - a.days;
  if (a.severity !== b.severity) return graver(a.severity, b.severity) === a.severity ? -1 : 1;
  return compareText(a.component, b.component) || compareText(a.threat, b.threat);
}

/** How a trend was asked for. */
export interface TrendFrame extends Pick<Trend, "every" | "shallow" | "since"> {
  /** The day ages are counted to; null for that of the last moment. */
  until: string | null;
}

/** Makes a trend of what the model says at each commit, oldest first. */
export function trendOf(moments: readonly Moment[], { every, since, shallow, until: asked }: TrendFrame): Trend {
  const points = moments.map((moment, at) => pointOf(moment, moments[at - 1]));
  const last = moments.at(-1);
  const until = last === undefined ? null : (asked ?? dayOf(last.date));
  const from = sinceWhen(points, moments[0]?.exposed ?? []);
  const open = (last?.exposed ?? []).map((exposure): OpenSince => {
    const { commit, date, atLeast } = from.get(exposure.key)!;
    return { ...exposure, commit, date, days: daysBetween(date, until!), atLeast };
  });
  return { points, open: open.sort(byAge), every, since, until, shallow };
}
