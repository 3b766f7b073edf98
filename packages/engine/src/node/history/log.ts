import type { DriftPoint } from "@threatloom/model";
import { feedGit, git, parts } from "../git/run.js";

/** What a step does to a file: the ids of its plain contents, null where there is none. */
export interface FileChange {
  before: string | null;
  after: string | null;
}

/** One commit against its first parent, or the working tree against the newest commit. */
export interface Step {
  point: DriftPoint;
  /** The first parent; null for what has none here. */
  parent: string | null;
  /** By path below the folder git was asked in. */
  changes: Map<string, FileChange>;
}

const HEAD = /^([0-9a-f]{40,64}) ([0-9a-f ]*) (-?\d+)$/;

/** The day of a time in seconds, in UTC; null for a time beyond all calendars, which anybody can write into a commit. */
function dayOf(seconds: string): string | null {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().split("T")[0]!;
}

/** The id of a plain file; links and submodules are none. */
const contentOf = (mode: string, id: string): string | null => (mode.startsWith("100") ? id : null);

/** Takes `log --raw -z` apart: a head, then `:MODE MODE ID ID STATUS` and a path by turns. */
function stepsOf(output: Buffer): Step[] {
  const steps: Step[] = [];
  const rows = parts(output);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!.replace(/^\n/, "");
    const head = HEAD.exec(row);
    if (head !== null) {
      const [, commit = "", parents = "", seconds = ""] = head;
      steps.push({
        point: { commit, date: dayOf(seconds) },
        parent: parents.split(" ")[0] || null,
        changes: new Map(),
      });
      continue;
    }
    if (!row.startsWith(":")) continue;
    const [oldMode = "", newMode = "", before = "", after = ""] = row.slice(1).split(" ");
    const path = rows[++at];
    if (path === undefined) break;
    steps.at(-1)?.changes.set(path, { before: contentOf(oldMode, before), after: contentOf(newMode, after) });
  }
  return steps;
}

/** How git is asked for what files do in a step. */
const RAW = ["-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative", "--no-ext-diff", "--no-color"];

/**
 * The steps from one commit to another for each of some pairs, as if the older were the parent of the newer. Null where
 * git refuses.
 */
export async function stepsBetween(
  folder: string,
  pairs: readonly (readonly [older: string, newer: string])[],
): Promise<Step[] | null> {
  const input = pairs.map(([older, newer]) => `${newer} ${older}\n`).join("");
  const output = await feedGit(folder, ["diff-tree", "--stdin", "--always", ...RAW, "--format=%H %P %ct"], input);
  return output === null ? null : stepsOf(output);
}

/** The newest `count` commits on the first parents of `from`, without those of `since`. Null where git refuses. */
export async function stepsFrom(
  folder: string,
  from: string,
  count: number,
  since: string | null,
): Promise<Step[] | null> {
  const how = ["--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-show-signature"];
  const what = ["--relative", "--no-ext-diff", "--no-color", "--no-mailmap", "--format=%H %P %ct", `-n${count}`];
  const range = since === null ? [from] : [from, `^${since}`];
  // Merges stand against their first parent, whatever somebody has configured.
  const output = await git(folder, ["-c", "log.diffMerges=separate", "log", ...how, ...what, ...range, "--"]);
  return output === null ? null : stepsOf(output);
}

/** A commit as a point of history. */
export async function pointAt(folder: string, commit: string): Promise<DriftPoint> {
  const output = await git(folder, [
    "log",
    "-1",
    "--no-show-signature",
    "--format=%ct",
    "--end-of-options",
    commit,
    "--",
  ]);
  return { commit, date: output === null ? null : dayOf(output.toString("latin1").trim()) };
}
