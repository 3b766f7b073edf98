import type { Trend } from "@threatloom/model";
import { countSeries, shareSeries, sparkline, type Series, type SeriesId } from "./series.js";
import { dayOf, shortId } from "./words.js";

/** A line of numbers: its name, what it was first, how it went, and what it is now. */
export type SeriesRow = readonly [title: string, first: string, spark: string, last: string];

const seriesOf = ({ points }: Pick<Trend, "points">): Series[] => [...countSeries(points), ...shareSeries(points)];

/** The lines of a trend; none without points. */
export function seriesRows(trend: Pick<Trend, "points">, width: number): SeriesRow[] {
  const { points } = trend;
  if (points.length === 0) return [];
  return seriesOf(trend).map((series) => {
    const values = points.map(series.value);
    return [series.title, series.text(points[0]!), sparkline(values, width), series.text(points.at(-1)!)];
  });
}

/** The newest points as a table, newest first: its head and its rows. Without `only` all lines have a column. */
export function pointRows(
  trend: Pick<Trend, "points">,
  most: number,
  only: ReadonlySet<SeriesId> | null = null,
): { head: string[]; rows: string[][] } {
  const series = seriesOf(trend).filter(({ id }) => only === null || only.has(id));
  const rows = trend.points
    .slice(-most)
    .map((point) => [
      dayOf(point),
      shortId(point),
      ...series.map(({ text }) => text(point)),
      point.opened.length === 0 ? "" : `+${point.opened.length}`,
      point.closed.length === 0 ? "" : `−${point.closed.length}`,
    ]);
  return { head: ["date", "commit", ...series.map(({ short }) => short), "opened", "closed"], rows: rows.reverse() };
}
