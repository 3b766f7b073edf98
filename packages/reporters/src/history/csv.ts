import { csvText } from "../csv.js";
import type { HistoryView } from "./types.js";

/** Columns are only ever added, at the end. */
const HEAD = [
  "date",
  "commit",
  "open",
  "partial",
  "mitigated",
  "accepted",
  "transferred",
  "expired",
  "functions_found",
  "functions_covered",
  "functions_tested",
  "opened",
  "closed",
];

const cell = (count: number | undefined): string => (count === undefined ? "" : String(count));

/** History as a table, one row per point, oldest first; what was not counted is empty. */
export function historyCsv({ trend }: HistoryView): string {
  const rows = trend.points.map((point) => [
    point.date,
    point.commit,
    ...[point.open, point.partial, point.mitigated, point.accepted, point.transferred, point.expired].map(cell),
    ...[point.functions?.found, point.functions?.covered, point.functions?.tested].map(cell),
    ...[point.opened.length, point.closed.length].map(cell),
  ]);
  return csvText([HEAD, ...rows]);
}
