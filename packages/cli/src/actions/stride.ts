import { report } from "@threatloom/engine";
import { renderStride, strideFormats, type StrideFormat } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { boundaryNamed } from "../show/named.js";
import { exitCodes, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { mentionProblems } from "./problems.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `stride` is called with. */
export interface StrideArguments extends TreeArguments {
  paths: string[];
  format: string | undefined;
  out: string | undefined;
  boundary: string | undefined;
  open: boolean;
}

/** `threatloom stride`: the STRIDE matrix, and the threats across every trust boundary. */
export async function run(args: StrideArguments): Promise<number> {
  const format = formatOf(args, strideFormats, "text") as StrideFormat;
  const target = await openTarget(args.paths, args);
  const isText = format === "text" && args.out === undefined;
  const result = await walk(target, args, { coverage: false, analyse: true }, isText);
  const boundary = args.boundary === undefined ? undefined : boundaryNamed(args.boundary, result.model);
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  const options = { boundary, open: args.open, color };
  await deliver(await renderStride(report(target.project, result), format, options), args.out);
  mentionProblems(result.diagnostics);
  return exitCodes.clean;
}
