import { escapeCommands, visible } from "@threatloom/reporters";
import { scan, type Scan, type ScanOptions } from "@threatloom/engine";
import type { TreeArguments } from "../options.js";
import { complain, print, progressBar, UsageError } from "../terminal.js";
import { dateOf } from "./date.js";
import { refuse, type Target } from "./target.js";

/** How many commits a command was asked to look at for churn. Anything but a whole number from 0 is a UsageError. */
export function commitsOf(asked: number): number {
  if (Number.isSafeInteger(asked) && asked >= 0) return asked;
  throw new UsageError("--commits: not a number of commits", "Give a whole number; 0 leaves history out.");
}

/** What a command needs besides the model: the numbers of coverage, calls, what the rules say, and what others found. */
export type Wanted = Pick<
  ScanOptions,
  "analyse" | "calls" | "coverage" | "critical" | "exact" | "findings" | "references"
>;

/** Walks the line for a command: scans its target, with a progress bar; unreadable named files end in a UsageError. */
export async function walk(target: Target, args: TreeArguments, wanted: Wanted, text: boolean): Promise<Scan> {
  const { threads } = args;
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) {
    throw new UsageError("--threads: not a number of threads", "Give a whole number from 1.");
  }
  const bar = progressBar("reading");
  const result = await scan(target.project, {
    today: dateOf(args.date),
    ...wanted,
    cache: args.cache,
    explain: args.explainFiles,
    onProgress: bar.update,
    ...(target.files && { files: target.files }),
    ...(threads !== undefined && { threads }),
  });
  bar.done();
  if (args.explainFiles) await explainFiles(result, text);
  if (result.problems.length > 0) refuse(result.problems);
  sayExact(result);
  if (result.unreadable.length > 0) {
    for (const { path, reason } of result.unreadable) complain(`${visible(path)}: ${visible(reason)}`);
    throw new UsageError("not every named file could be read");
  }
  return result;
}

/** Says what exact sources of calls gave; one that was asked for and cannot be used ends the command. */
function sayExact({ calls }: Scan): void {
  const { notes = [], refused = null } = calls ?? {};
  for (const note of notes) complain(visible(note));
  if (refused !== null) refuse(refused.problems, refused.message, refused.hint);
}

/** Says why each file was read or left out: on standard output in front of text, else on standard error. */
async function explainFiles(result: Scan, text: boolean): Promise<void> {
  const lines = result.decisions.map((d) => `${d.in ? "in " : "out"}  ${visible(d.path)}  ${visible(d.reason)}`);
  if (text) await print(`${lines.map(escapeCommands).join("\n")}\n`);
  else for (const line of lines) complain(line);
}
