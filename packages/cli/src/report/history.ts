import type { Report } from "@threatloom/model";
import { renderHistory } from "@threatloom/reporters";

/**
 * `history.csv`: the table that `threatloom history --format csv` writes, where the report knows how the model went over
 * time; null where it does not.
 */
export async function historyTable({ report: { project, trend } }: { report: Report }): Promise<string | null> {
  return trend === null || trend === undefined ? null : renderHistory({ project, trend }, "csv");
}
