import type { Trend, TrendExposure, TrendPoint } from "@threatloom/model";

const exposure = (key: string, threatName: string, more: Partial<TrendExposure> = {}): TrendExposure => ({
  key,
  component: "web_shop:checkout",
  threat: key,
  componentName: "Web Shop:Checkout",
  threatName,
  severity: null,
  ...more,
});

const INJECTION = exposure("a1", "SQL injection", { severity: "high" });
const HOSTILE = exposure("b2", '=<b>|`"\u202e', { componentName: "::error ]]>&\u001b[2J", severity: "critical" });

function point(at: number, more: Partial<TrendPoint> = {}): TrendPoint {
  return {
    commit: String(at % 10).repeat(40),
    date: new Date(Date.UTC(2026, 0, 4 + 7 * at, 12)).toISOString().replace(".000", ""),
    open: 1,
    partial: 0,
    mitigated: at,
    accepted: 1,
    transferred: 0,
    expired: 0,
    functions: { found: 200, covered: 10 * at + 1, tested: at },
    opened: [],
    closed: [],
    ...more,
  };
}

/** Fifteen weeks, in which one exposure goes and another comes. */
export function sampleTrend(): Trend {
  const points = Array.from({ length: 15 }, (_, at) => {
    if (at === 6) return point(at, { open: 2, opened: [HOSTILE] });
    if (at === 9) return point(at, { partial: 1, accepted: 0, expired: 1, closed: [INJECTION] });
    return at > 9 ? point(at, { partial: 1, accepted: 0, expired: 1 }) : point(at, at > 6 ? { open: 2 } : {});
  });
  const [first, sixth] = [points[0]!, points[6]!];
  return {
    points,
    open: [
      { ...exposure("c3", "Flooding"), commit: first.commit, date: first.date, days: 98, atLeast: true },
      { ...HOSTILE, commit: sixth.commit, date: sixth.date, days: 56, atLeast: false },
    ],
    every: "week",
    since: "180d",
    until: "2026-04-12",
    shallow: true,
  };
}

/** The trend of a repository without a commit. */
export function noTrend(): Trend {
  return { points: [], open: [], every: "week", since: "180d", until: null, shallow: false };
}

/** One commit, without functions. */
export function youngTrend(): Trend {
  return {
    ...noTrend(),
    points: [{ ...point(0), functions: null }],
    until: "2026-01-04",
    every: "commit",
    since: null,
  };
}
