import { diffFormats, renderDiff, type DiffFormat } from "@threatloom/reporters";
import { diffReport, type Comparison } from "@threatloom/engine";
import type { TreeArguments } from "../options.js";
import { exitCodes, UsageError, wantsColor } from "../terminal.js";
import { deliver, formatOf } from "./deliver.js";
import { compareSides, explainState, sidesFor } from "./sides.js";
import { openRoot, openTarget } from "./target.js";
import { dateOf } from "./date.js";

/** Which states are compared. */
export interface StateArguments extends TreeArguments {
  base: string | undefined;
  head: string | undefined;
  staged: boolean;
  worktree: boolean;
  direct: boolean;
  coverage: boolean;
}

/** What `diff` is called with. */
export interface DiffArguments extends StateArguments {
  format: string | undefined;
  out: string | undefined;
}

function stateOf(args: StateArguments): "commit" | "index" | "worktree" {
  if (args.staged && args.worktree) throw new UsageError("--staged and --worktree: only one state can be compared");
  const state = args.staged ? "index" : args.worktree ? "worktree" : "commit";
  if (state !== "commit" && args.head !== undefined) {
    throw new UsageError(`--${args.staged ? "staged" : "worktree"} stands for the second state`, "Leave HEAD out.");
  }
  return state;
}

/** Compares the two states that a command was called with. */
export async function compareFor(args: StateArguments): Promise<Comparison> {
  const state = stateOf(args);
  const today = dateOf(args.date);
  const project = state === "worktree" ? (await openTarget([], args)).project : openRoot(args);
  const asked = { base: args.base ?? null, head: args.head ?? null, state, direct: args.direct };
  const sides = await sidesFor(project, asked);
  const coverage = args.coverage ? "project" : "changed";
  const { cache, explainFiles: explain } = args;
  return compareSides(project, sides, { today, cache, coverage, explain, quick: false });
}

/** `threatloom diff`: what a change does to the threat model. */
export async function run(args: DiffArguments): Promise<number> {
  const format = formatOf(args, diffFormats, "text") as DiffFormat;
  const comparison = await compareFor(args);
  if (args.explainFiles) await explainState(comparison, format === "text" && args.out === undefined);
  const color = args.color ?? (args.out === undefined && wantsColor(process.stdout));
  await deliver(await renderDiff(await diffReport(comparison), format, { color }), args.out);
  return exitCodes.clean;
}
