import type { TrendStep } from "@threatloom/model";

/** A commit and the second it was committed in. */
export interface Dated {
  commit: string;
  seconds: number;
}

const DAY = 24 * 60 * 60;
/** The last second that has a date of four digits: anybody can write a later one into a commit. */
const LATEST = 253402300799;

/** ISO 8601 in UTC, to the second. */
export function isoDate(seconds: number): string {
  return new Date(Math.min(Math.max(seconds, 0), LATEST) * 1000).toISOString().replace(".000", "");
}

/** The Monday of a day's week, in days since 1970. */
const monday = (day: number): number => day - ((day + 3) % 7);

function stretchOf({ seconds }: Dated, every: TrendStep): number {
  const day = Math.floor(Math.min(Math.max(seconds, 0), LATEST) / DAY);
  return every === "week" ? monday(day) : day;
}

/** The commits, newest first, that are the last of their day or week; of all that are no such, the newest stands for it. */
export function thinned(commits: readonly Dated[], every: TrendStep): Dated[] {
  if (every === "commit") return [...commits];
  const seen = new Set<number>();
  return commits.filter((commit) => {
    const stretch = stretchOf(commit, every);
    const isLast = !seen.has(stretch);
    seen.add(stretch);
    return isLast;
  });
}

const SPAN = /^(\d{1,5})([dwmy])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The second from which on commits count: so many days, weeks, months or years before the newest one, or the start of a
 * day; null for what is neither, and may be a revision.
 */
export function startOf(since: string, newest: number): number | null {
  if (DATE.test(since)) {
    const start = Date.parse(since);
    return Number.isNaN(start) ? null : start / 1000;
  }
  const [, count, unit] = SPAN.exec(since) ?? [];
  if (count === undefined) return null;
  const n = Number(count);
  if (unit === "d") return newest - n * DAY;
  if (unit === "w") return newest - n * 7 * DAY;
  const at = new Date(Math.min(Math.max(newest, 0), LATEST) * 1000);
  const months = unit === "m" ? n : n * 12;
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return Number.isNaN(at.getTime()) ? -Infinity : at.getTime() / 1000;
}
