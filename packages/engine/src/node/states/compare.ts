import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SourceRecord, SubmoduleChange } from "@threatloom/model";
import { emptyRecord } from "../../records.js";
import type { CompareOptions, Comparison, Project, State } from "../../types.js";
import {
  changedPaths,
  indexEntries,
  leftOut,
  noEntries,
  touchedPaths,
  treeEntries,
  unstaged,
  without,
  type Entries,
} from "../git/entries.js";
import { GitEnded, openObjects } from "../git/objects.js";
import { unborn, unlisted, type RevisionProblem, type Side, type Sides } from "../git/revisions.js";
import { inCache } from "../listing.js";
import { readBlobs, type BlobJob } from "./blobs.js";
import { meansOf, openKnown, type Run } from "./means.js";
import { lookQuietly } from "./quiet.js";
import { unconfirmedIn } from "./confirmed.js";
import { addUnread, readWanted, takeReadings, type TreeRead } from "./records.js";
import { stateOfTree, stateOfWorktree, type Counting } from "./state.js";
import { openTree, openTwin, type Tree, type TreeMeans } from "./trees.js";

/** Above this many files that differ, functions are counted only where that is asked for. */
const MOST_COUNTED = 500;
const FETCH =
  "In a partial clone: git fetch --refetch --no-filter origin. Else something is damaged: git fsck says what.";

async function entriesOf(root: string, side: Side): Promise<Entries | null> {
  const { source } = side;
  if (source.kind === "commit") return treeEntries(root, source.commit);
  if (source.kind === "index") return indexEntries(root, source.index);
  if (source.kind === "worktree") return noEntries();
  return (await treeEntries(root, "HEAD")) ?? ((await unborn(root)) ? noEntries() : null);
}

/** The files of both sides; where it is known what is staged, the older side follows from the newer one. */
async function bothEntries({ project, sides, staged }: Run): Promise<[Entries | null, Entries | null]> {
  const { root } = project;
  if (staged === null) return Promise.all([entriesOf(root, sides.before), entriesOf(root, sides.after)]);
  const after = await entriesOf(root, sides.after);
  return [after === null ? null : unstaged(after, staged), after];
}

function submodulesOf(before: Entries, after: Entries): SubmoduleChange[] {
  const paths = [...new Set([...before.submodules.keys(), ...after.submodules.keys()])].sort();
  return paths.flatMap((path) => {
    const ends = { before: before.submodules.get(path) ?? null, after: after.submodules.get(path) ?? null };
    return ends.before === ends.after ? [] : [{ path, ...ends }];
  });
}

function countingOf(options: CompareOptions, changed: readonly string[]): Counting {
  if (options.coverage === "project") return { wanted: true, has: () => true };
  const set = new Set(changed);
  return { wanted: options.coverage === "changed" && changed.length <= MOST_COUNTED, has: (path) => set.has(path) };
}

/** Why git ended before it had answered, for people. */
export function ended({ message }: GitEnded): RevisionProblem {
  if (message.includes("promisor")) {
    return { problem: "contents of files are not in this clone: it is a partial one", hint: FETCH };
  }
  return {
    problem: "git could not read the contents of files",
    hint: "git fsck says whether the repository is whole.",
  };
}

/** The files whose contents are not in this clone. */
function missingIn(trees: readonly Tree[]): RevisionProblem | null {
  const jobs = trees.flatMap((tree) => tree.jobs.filter(({ trouble }) => trouble === "missing"));
  const missing = new Map(jobs.map(({ id, path }) => [id, path]));
  return missing.size === 0 ? null : notHere([...missing.values()]);
}

/** That the contents of files are not in this clone. */
export function notHere(paths: readonly string[]): RevisionProblem {
  const more = paths.length === 1 ? "" : ` and of ${paths.length - 1} more`;
  const [first] = paths;
  return { problem: `the contents of ${first!}${more} are not in this clone`, hint: FETCH };
}

const annotatedIn = (records: readonly SourceRecord[]): string[] =>
  records.filter(({ annotations }) => annotations.length > 0).map(({ path }) => path);

/**
 * The files of one side whose functions the other side asks for: those that hold annotations there, and, where such a
 * file is gone, all that differ: its functions may have moved.
 */
function askedFor(
  there: readonly SourceRecord[],
  isHere: (path: string) => boolean,
  changed: readonly string[],
): readonly string[] {
  const annotated = annotatedIn(there);
  if (changed.length > MOST_COUNTED || annotated.every(isHere)) return annotated;
  return [...annotated, ...changed];
}

/** The same for the working tree. */
function withUnread(root: string, records: SourceRecord[], there: readonly string[]): SourceRecord[] {
  const own = new Set(records.map(({ path }) => path));
  const unread = there.filter((path) => !own.has(path) && existsSync(join(root, path)));
  return [...records, ...unread.map(emptyRecord)];
}

async function readTrees(trees: readonly Tree[], means: TreeMeans): Promise<TreeRead[] | RevisionProblem> {
  const jobs = trees.flatMap((tree) => tree.jobs);
  await readBlobs(trees[0]!.project.root, jobs, means.objects, means.readings);
  const made = new Map<BlobJob, SourceRecord>();
  return missingIn(trees) ?? trees.map((tree) => takeReadings(tree, means.readings, made));
}

async function concluded(
  run: Run,
  states: readonly [State, State],
  changed: string[],
  submodules: SubmoduleChange[],
): Promise<Comparison> {
  const { diagnosticsDiff, diffModels } = await import("@threatloom/analysis");
  const [before, after] = states;
  const diff = diffModels(before, after, run.options.coverage === "project" ? "project" : "changed");
  diff.code = await unconfirmedIn(after, diff.code, run.objects);
  const diagnostics = diagnosticsDiff(before.diagnostics, after.diagnostics);
  return { sides: run.sides, before, after, changed, diff, diagnostics, submodules };
}

const isForeign = (entries: Entries): boolean => [...entries.files.keys()].some(inCache);

async function compareTrees(run: Run, before: Entries, after: Entries): Promise<Comparison | RevisionProblem> {
  const { project, options } = run;
  const changed = changedPaths(before, after);
  const counting = countingOf(options, changed);
  const known = openKnown(run, () => isForeign(before) || isForeign(after));
  const means = meansOf(run, known, counting, changed);
  const first = await openTree(project.root, before, means);
  const trees = [first, await openTwin(first, after, changed, means)];
  const reads = await readTrees(trees, means);
  if ("problem" in reads) return reads;
  const [old, now] = reads as [TreeRead, TreeRead];
  await readWanted(
    old,
    askedFor([...now.records.values()], (path) => before.files.has(path), changed),
    means,
  );
  await readWanted(
    now,
    askedFor([...old.records.values()], (path) => after.files.has(path), changed),
    means,
  );
  const marked = [old, now].map(({ records }) => annotatedIn([...records.values()]));
  addUnread(old, marked[1]!);
  addUnread(now, marked[0]!);
  const states = [
    await stateOfTree(old, counting, options, means.differs),
    await stateOfTree(now, counting, options, means.differs),
  ] as const;
  known.save(true);
  return concluded(run, states, changed, submodulesOf(before, after));
}

async function compareWorktree(run: Run, all: Entries): Promise<Comparison | RevisionProblem> {
  const { project, sides, options } = run;
  // What a sparse checkout leaves out is the same on both sides.
  const absent = await leftOut(project.root);
  const before = absent.size === 0 ? all : without(all, absent);
  const touched = await touchedPaths(project.root, sides.before.commit);
  const changed = touched.filter((path) => !absent.has(path));
  const counting = countingOf(options, changed);
  const known = openKnown(run, () => isForeign(before));
  const means = meansOf(run, known, counting, changed);
  const reads = await readTrees([await openTree(project.root, before, means)], means);
  if ("problem" in reads) return reads;
  const [old] = reads as [TreeRead];
  const parse = [...annotatedIn([...old.records.values()]), ...(changed.length > MOST_COUNTED ? [] : changed)];
  const now = await stateOfWorktree(project, options, parse, changed, counting);
  now.records = withUnread(project.root, now.records, annotatedIn([...old.records.values()]));
  addUnread(old, annotatedIn(now.records));
  await readWanted(
    old,
    askedFor(now.records, (path) => before.files.has(path), changed),
    means,
  );
  const states = [await stateOfTree(old, counting, options, means.differs), now] as const;
  known.save(true);
  return concluded(run, states, changed, []);
}

async function compareEntries(run: Run): Promise<Comparison | RevisionProblem> {
  const { project, sides } = run;
  const [before, after] = await bothEntries(run);
  if (before === null) return unlisted(project.root, sides.before);
  if (after === null) return unlisted(project.root, sides.after);
  return sides.after.source.kind === "worktree" ? compareWorktree(run, before) : compareTrees(run, before, after);
}

/**
 * Reads two states of a project from git's objects (the newer one perhaps from the index or the working tree) and
 * compares their threat models. Every content is read once, and not at all where the cache knows it.
 */
export async function compareStates(
  project: Project,
  sides: Sides,
  options: CompareOptions,
): Promise<Comparison | RevisionProblem> {
  const { source } = sides.after;
  const index = source.kind === "index" ? source.index : null;
  const objects = await openObjects(project.root, index);
  const run: Run = { project, sides, options, objects, known: null, staged: null };
  try {
    const quick = options.quick && source.kind === "index" && sides.before.source.kind === "head";
    return (quick ? await lookQuietly(run, index) : null) ?? (await compareEntries(run));
  } catch (error) {
    if (error instanceof GitEnded) return ended(error);
    throw error;
  } finally {
    objects.close();
  }
}
