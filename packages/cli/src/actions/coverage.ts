import { report } from "@threatloom/engine";
import { renderCoverage } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { exitCodes, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** The formats of the coverage summary. */
export const coverageFormats = ["json", "markdown", "text"] as const;

/** What `coverage` is called with. */
export interface CoverageArguments extends TreeArguments {
  paths: string[];
  format: string | undefined;
  out: string | undefined;
}

/** `threatloom coverage`: functions found, covered and tested, with the lists behind the numbers. */
export async function run(args: CoverageArguments): Promise<number> {
  const format = formatOf(args, coverageFormats, "text") as (typeof coverageFormats)[number];
  const target = await openTarget(args.paths, args);
  const result = await walk(target, args, { coverage: true }, format === "text" && args.out === undefined);
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  await deliver(await renderCoverage(report(target.project, result), format, { color }), args.out);
  return exitCodes.clean;
}
