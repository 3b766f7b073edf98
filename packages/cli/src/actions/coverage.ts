import { report } from "@threatloom/engine";
import { renderCoverage, renderCritical } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { exitCodes, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { exactOf, refuseExact, type ExactArguments } from "./exact.js";
import { openTarget } from "./target.js";
import { commitsOf, walk } from "./walk.js";

/** The formats of the coverage summary. */
export const coverageFormats = ["json", "markdown", "text"] as const;

/** What `coverage` is called with. */
export interface CoverageArguments extends TreeArguments, ExactArguments {
  paths: string[];
  format: string | undefined;
  out: string | undefined;
  critical: boolean;
  commits: number;
}

/** `threatloom coverage`: functions found, covered and tested, with the lists behind the numbers. */
export async function run(args: CoverageArguments): Promise<number> {
  const format = formatOf(args, coverageFormats, "text") as (typeof coverageFormats)[number];
  if (!args.critical) refuseExact(args, "give --critical");
  const target = await openTarget(args.paths, args);
  const critical = args.critical ? { critical: { commits: commitsOf(args.commits) }, exact: exactOf(args) } : {};
  const result = await walk(target, args, { coverage: true, ...critical }, format === "text" && args.out === undefined);
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  const render = args.critical ? renderCritical : renderCoverage;
  await deliver(await render(report(target.project, result), format, { color }), args.out);
  return exitCodes.clean;
}
