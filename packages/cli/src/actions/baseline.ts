import { pathKind, readText } from "@threatloom/engine";
import type { BaselineEntry } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { resolve } from "node:path";
import { gateFor } from "../check/gate.js";
import { judgeFiles } from "../check/judge.js";
import type { TreeArguments } from "../options.js";
import { exitCodes, print, UsageError } from "../terminal.js";
import { save } from "./deliver.js";

/** What `baseline` is called with. */
export interface BaselineArguments extends TreeArguments {
  out: string;
  prune: boolean;
}

/** The entries of a baseline file, or the end of the command. */
export async function readEntries(path: string): Promise<BaselineEntry[]> {
  const { readBaseline } = await import("@threatloom/analysis");
  const source = readText(resolve(path));
  if (source === null) throw new UsageError(`${visible(path)}: cannot be read`, "threatloom baseline writes one.");
  const read = readBaseline(source);
  if ("problem" in read) throw new UsageError(`${visible(path)}:${read.line}: ${visible(read.problem)}`);
  return read.entries;
}

/** `threatloom baseline`: adopts everything the gate could say about the project today, or prunes what it adopted before. */
export async function run(args: BaselineArguments): Promise<number> {
  const { applyBaseline, baselineText, makeBaseline, pruneBaseline } = await import("@threatloom/analysis");
  const before = args.prune ? await readEntries(args.out) : null;
  if (before === null && pathKind(resolve(args.out)) === "folder")
    throw new UsageError(`${visible(args.out)}: is a folder`);
  const { items } = await judgeFiles(
    { ...args, paths: [], staged: false, since: undefined },
    await gateFor("all"),
    true,
  );
  if (before === null) {
    const entries = makeBaseline(items);
    save(resolve(args.out), baselineText(entries));
    await print(`${visible(args.out)}: ${entries.length} adopted\n`);
    return exitCodes.clean;
  }
  const { stale } = applyBaseline(items, before);
  const kept = pruneBaseline(before, stale);
  if (stale.length > 0) save(resolve(args.out), baselineText(kept));
  await print(`${visible(args.out)}: ${stale.length} removed, ${kept.length} kept\n`);
  return exitCodes.clean;
}
