import { drift, hasHistory, type DriftProblem, type Project, type Scan } from "@threatloom/engine";
import type { DriftReport } from "@threatloom/model";
import { driftFormats, renderDrift, visible, type DriftFormat } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { complain, exitCodes, UsageError, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { openTarget, refuse, type Target } from "./target.js";
import { walk } from "./walk.js";

/** What `drift` is called with. */
export interface DriftArguments extends TreeArguments {
  since: string | undefined;
  format: string | undefined;
  out: string | undefined;
}

/** Ends the command where history or the file of confirmations cannot be read. */
export function unlessStuck<T extends object>(found: T | DriftProblem): T {
  if ("problems" in found) {
    refuse(found.problems, "the confirmations cannot be used", "Mend the lines above, or remove the file.");
  }
  if ("problem" in found) {
    throw new UsageError(visible(found.problem), found.hint === null ? null : visible(found.hint));
  }
  return found;
}

/** The drift of a scan, or the end of the command. */
export async function driftFor(
  project: Project,
  scan: Scan,
  { since, cache }: Pick<DriftArguments, "cache" | "since">,
): Promise<DriftReport> {
  return unlessStuck(await drift(project, scan, { since: since ?? null, cache }));
}

/** `threatloom drift`: the claims that may no longer hold. */
export async function run(args: DriftArguments): Promise<number> {
  const format = formatOf(args, driftFormats, "text") as DriftFormat;
  const target = await openTarget([], args);
  const found = await walk(target, args, { coverage: false }, format === "text" && args.out === undefined);
  const report = await driftFor(target.project, found, args);
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  await deliver(await renderDrift({ report, model: found.model, color }, format), args.out);
  return exitCodes.clean;
}

/**
 * The drift of a project, for reports about everything; null for a part of one, and where there is no history to read.
 * Functions have been counted there, and the symbols let go, so that files are looked up once more in the cache.
 */
export async function driftIn({ project, files }: Target, args: TreeArguments): Promise<DriftReport | null> {
  if (files !== undefined || !hasHistory(project)) return null;
  const found = await walk({ project, files }, { ...args, explainFiles: false }, { coverage: false }, true);
  const report = await drift(project, found, { since: null, cache: args.cache });
  if (!("problem" in report)) return unlessStuck(report);
  // A report says what else there is to say.
  complain(`drift: ${visible(report.problem)}`);
  return null;
}
