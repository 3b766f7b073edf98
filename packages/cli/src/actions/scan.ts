import { report } from "@threatloom/engine";
import { reporterIds } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { exitCodes, UsageError } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { visibilityFor } from "./detection.js";
import { exactOf, refuseExact, type ExactArguments } from "./exact.js";
import { findingsOf, type FindingsArguments } from "./findings.js";
import { renderReport, reporterOptions } from "./render.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `scan` and `dfd` are called with. */
export interface RenderArguments extends TreeArguments, ExactArguments, FindingsArguments {
  paths: string[];
  format: string | undefined;
  out: string | undefined;
  depth: number | undefined;
  coverage: boolean | undefined;
}

/** Formats whose output holds the coverage numbers and what the rules say. */
const COUNTING = new Set(["json", "markdown"]);

/** `threatloom scan`: the whole model in any format. */
export async function run(args: RenderArguments): Promise<number> {
  const format = formatOf(args, reporterIds, "text");
  const target = await openTarget(args.paths, args);
  const options = reporterOptions(args);
  const analyse = COUNTING.has(format);
  if (args.findings !== undefined && !analyse) {
    throw new UsageError(`--findings: nothing of it is shown as ${format}`, "Give --format json or markdown.");
  }
  const counts = args.coverage ?? analyse;
  const critical = analyse && counts;
  if (!critical) refuseExact(args, "give --format json or markdown, with coverage");
  const findings = await findingsOf(args, target.project);
  const result = await walk(
    target,
    args,
    // Without history: the same for the same tree.
    { coverage: counts, analyse, findings, ...(critical && { critical: { commits: 0 }, exact: exactOf(args) }) },
    format === "text" && args.out === undefined,
  );
  const isWhole = target.files === undefined;
  const seen = format === "markdown" && isWhole ? await visibilityFor(target.project, result) : null;
  await deliver(await renderReport(format, report(target.project, result, seen), options), args.out);
  return exitCodes.clean;
}
