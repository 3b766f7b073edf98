import { history, hasHistory } from "@threatloom/engine";
import type { Trend, TrendStep } from "@threatloom/model";
import type { TreeArguments } from "../options.js";
import { complain, progressBar } from "../terminal.js";
import { visible } from "@threatloom/reporters";
import { unless } from "./sides.js";
import type { Target } from "./target.js";
import { dateOf } from "./date.js";

/** How far back a report looks. */
export interface TrendArguments extends Pick<TreeArguments, "cache" | "date"> {
  history: boolean;
  since: string | undefined;
  every: TrendStep;
}

/** How far back it looks where nobody says. */
const USUAL_SINCE = "180d";

/**
 * How the model went over time, for a report; null where that was not wanted, where only a part of the project is looked
 * at, and where there is no history. Only what was asked for by name ends the command when it cannot be had.
 */
export async function trendFor({ project, files }: Target, args: TrendArguments): Promise<Trend | null> {
  if (!args.history || files) return null;
  const { since = USUAL_SINCE, every, cache } = args;
  const until = args.date === undefined ? null : dateOf(args.date);
  const bar = progressBar("replaying");
  const found = await history(project, { since, every, coverage: true, cache, until, onProgress: bar.update });
  bar.done();
  if (!("problem" in found)) return found;
  if (args.since !== undefined) return unless<Trend>(found);
  if (hasHistory(project)) complain(`history was left out: ${visible(found.problem)}`);
  return null;
}
