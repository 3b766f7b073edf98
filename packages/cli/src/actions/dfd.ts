import { exitCodes } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { exactOf, refuseExact } from "./exact.js";
import { render, reporterOptions } from "./render.js";
import type { FlowSource } from "@threatloom/model";
import type { RenderArguments } from "./scan.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** The formats of a data flow diagram. */
export const pictureFormats = ["dot", "mermaid", "png", "svg"] as const;

/** What `dfd` is called with. */
export interface DfdArguments extends RenderArguments {
  flows: FlowSource;
}

/** `threatloom dfd`: the data flow diagram. */
export async function run(args: DfdArguments): Promise<number> {
  const format = formatOf(args, pictureFormats, "svg");
  const calls = args.flows !== "declared";
  if (!calls) refuseExact(args, "give --flows observed or both");
  const target = await openTarget(args.paths, args);
  const options = reporterOptions(args);
  const result = await walk(target, args, { coverage: false, calls, exact: exactOf(args) }, false);
  await deliver(await render(format, target.project, result, options), args.out);
  return exitCodes.clean;
}
