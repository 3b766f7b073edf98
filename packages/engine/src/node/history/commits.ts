import type { TrendStep } from "@threatloom/model";
import { resolveSides, unborn, type RevisionProblem } from "../git/revisions.js";
import { git } from "../git/run.js";
import { startOf, thinned, type Dated } from "./since.js";
import { shallowEnds } from "./walk.js";

/** The word for all of history. */
export const ALL = "all";

/** What part of history was asked for. */
export interface Span {
  /** `180d`, `12w`, `6m`, `1y`, a day, a revision, or `all`. */
  since: string;
  every: TrendStep;
}

/** The commits that are points, oldest first. */
export interface Chosen {
  commits: Dated[];
  /** The clone ends before what was asked for. */
  shallow: boolean;
}

const ROW = /^(\d+) ([0-9a-f]{40,64})$/;

/** The commits on the first parents of a commit, newest first. Null where git refuses. */
async function firstParents(root: string, head: string): Promise<Dated[] | null> {
  const output = await git(root, ["rev-list", "--first-parent", "--timestamp", head, "--"]);
  if (output === null) return null;
  return output
    .toString("latin1")
    .split("\n")
    .flatMap((row) => {
      const [, seconds, commit] = ROW.exec(row) ?? [];
      return commit === undefined ? [] : [{ commit, seconds: Number(seconds) }];
    });
}

/** How many of these commits are not behind a revision; a problem where there is no such revision. */
async function beyond(root: string, revision: string): Promise<number | RevisionProblem> {
  const sides = await resolveSides(root, { base: revision, head: null, state: "commit", direct: true });
  if ("problem" in sides) {
    const words = "A span is written 180d, 12w, 6m or 1y, a day 2026-01-31; all is all of history.";
    return { problem: `--since ${sides.problem}`, hint: sides.hint === null ? words : `${sides.hint} ${words}` };
  }
  const range = [sides.after.commit!, `^${sides.before.commit!}`, "--"];
  const count = await git(root, ["rev-list", "--count", "--first-parent", ...range]);
  return count === null ? NO_HISTORY : Number(count.toString("latin1"));
}

const NO_HISTORY: RevisionProblem = { problem: "git could not read the history", hint: "git fsck says why." };

/** How many of the commits of a line count, newest first. */
async function reach(root: string, line: readonly Dated[], since: string): Promise<number | RevisionProblem> {
  if (since === ALL) return line.length + 1;
  const start = startOf(since, line[0]!.seconds);
  if (start !== null) {
    const last = line.findLastIndex(({ seconds }) => seconds >= start);
    return last === line.length - 1 ? line.length + 1 : Math.max(1, last + 1);
  }
  const news = await beyond(root, since);
  // The commit that stood there at that revision is what its successors are held against.
  return typeof news === "number" ? news + 1 : news;
}

/** Chooses the commits that are points; none before the first commit. */
export async function chooseCommits(root: string, { since, every }: Span): Promise<Chosen | RevisionProblem> {
  if (await unborn(root)) return { commits: [], shallow: false };
  const sides = await resolveSides(root, { base: "HEAD", head: null, state: "commit", direct: true });
  if ("problem" in sides) return sides;
  const line = await firstParents(root, sides.after.commit!);
  if (line === null || line.length === 0) return NO_HISTORY;
  const count = await reach(root, line, since);
  if (typeof count !== "number") return count;
  const ends = await shallowEnds(root);
  const commits = thinned(line.slice(0, count), every).reverse();
  return { commits, shallow: count > line.length && ends.has(line.at(-1)!.commit) };
}
