import { report } from "@threatloom/engine";
import { flowFormats, renderFlows, type FlowFormat } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { exitCodes, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { exactOf, type ExactArguments } from "./exact.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `flows` is called with. */
export interface FlowsArguments extends TreeArguments, ExactArguments {
  paths: string[];
  format: string | undefined;
  out: string | undefined;
  suggest: boolean;
}

/** `threatloom flows`: declared and observed flows, with their evidence. */
export async function run(args: FlowsArguments): Promise<number> {
  const format = formatOf(args, flowFormats, "text") as FlowFormat;
  const target = await openTarget(args.paths, args);
  const result = await walk(
    target,
    args,
    { coverage: false, calls: true, exact: exactOf(args) },
    format === "text" && args.out === undefined,
  );
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  const options = { suggest: args.suggest, color };
  await deliver(await renderFlows(report(target.project, result), format, options), args.out);
  return exitCodes.clean;
}
