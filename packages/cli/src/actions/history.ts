import { history } from "@threatloom/engine";
import type { TrendStep } from "@threatloom/model";
import { historyFormats, renderHistory, type HistoryFormat } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { exitCodes, progressBar, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { unless } from "./sides.js";
import { openRoot } from "./target.js";
import { dateOf } from "./date.js";

/** What `history` is called with. */
export interface HistoryArguments extends Pick<TreeArguments, "cache" | "color" | "date" | "root"> {
  since: string;
  every: TrendStep;
  coverage: boolean;
  format: string | undefined;
  out: string | undefined;
}

/** `threatloom history`: what the threat model was at the commits of the past. */
export async function run(args: HistoryArguments): Promise<number> {
  const format = formatOf(args, historyFormats, "text") as HistoryFormat;
  const { since, every, coverage, cache } = args;
  const until = args.date === undefined ? null : dateOf(args.date);
  const project = openRoot(args);
  const bar = progressBar("replaying");
  const found = await history(project, { since, every, coverage, cache, until, onProgress: bar.update });
  bar.done();
  const trend = unless(found);
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  await deliver(await renderHistory({ project: project.name, trend, color }, format), args.out);
  return exitCodes.clean;
}
