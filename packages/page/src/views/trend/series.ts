import type { Trend, TrendPoint } from "@threatloom/model";
import type { Series } from "../../parts/chart.js";

/** The day of a point, as `YYYY-MM-DD`. */
export function dayOf({ date }: Pick<TrendPoint, "date">): string {
  return date.slice(0, 10);
}

/** The lines of the threats. */
export function threatSeries({ points }: Trend): Series[] {
  return [
    { id: "exposed", title: "exposed", values: points.map(({ open }) => open) },
    { id: "partial", title: "partial", values: points.map(({ partial }) => partial) },
    { id: "mitigated", title: "mitigated", values: points.map(({ mitigated }) => mitigated) },
  ];
}

/** The lines of coverage, in percent; none where nobody counted. */
export function coverageSeries({ points }: Trend): Series[] {
  if (points.every(({ functions }) => (functions?.found ?? 0) === 0)) return [];
  const part = (name: "covered" | "tested"): (number | null)[] =>
    points.map(({ functions }) =>
      functions === null || functions.found === 0 ? null : Math.round((100 * functions[name]) / functions.found),
    );
  return [
    { id: "covered", title: "covered", values: part("covered") },
    { id: "tested", title: "tested", values: part("tested") },
  ];
}

/** How far history goes, in words. */
export function reachWords({ points, every, since, shallow }: Trend): string {
  const [first] = points;
  const steps = { commit: "every commit", day: "one a day", week: "one a week" }[every];
  const from = first === undefined ? "" : `, from ${dayOf(first)}`;
  const asked = since === null ? "" : ` (since ${since})`;
  const short = shallow ? ". The clone ends there; what is older is not known" : "";
  return `${points.length} points, ${steps}${from}${asked}${short}.`;
}
