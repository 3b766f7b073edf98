import type { DiffReport, SourceRecord, SubmoduleChange } from "@threatloom/model";
import type { CompareOptions, Comparison, Project, State } from "../../types.js";
import { changedPaths, indexEntries, noEntries, touchedPaths, treeEntries, type Entries } from "../git/entries.js";
import { gitTop, repositoryFolder } from "../git/files.js";
import { GitEnded, openObjects, type Objects } from "../git/objects.js";
import type { RevisionProblem, Side, Sides } from "../git/revisions.js";
import { inCache } from "../listing.js";
import { CONFIG, openMemory, THREATSPEC } from "../memory.js";
import { openStore } from "../store.js";
import { openReadings } from "./readings.js";
import { quietState, stateOfTree, stateOfWorktree, type Counting } from "./state.js";
import { openTree, readJobs, readWanted, takeReadings, type Tree, type TreeMeans } from "./trees.js";

/** Above this many files that differ, functions are counted only where that is asked for. */
const MOST_COUNTED = 500;
const FETCH = "Fetch them: git fetch --refetch --no-filter origin";

async function entriesOf(root: string, side: Side): Promise<Entries | null> {
  const { source } = side;
  if (source.kind === "commit") return treeEntries(root, source.commit);
  if (source.kind === "index") return indexEntries(root, source.index);
  return noEntries();
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

/** Whether the files that differ can say nothing: then the rest of the project need not be looked at. */
async function saysNothing(trees: readonly Tree[], changed: readonly string[], means: TreeMeans): Promise<boolean> {
  const own = new Set(changed);
  if (changed.some((path) => path.endsWith(CONFIG) || path.endsWith(THREATSPEC))) return false;
  // What a model file says may be located in code that holds no annotation.
  if (trees.some(({ jobs }) => jobs.some(({ manner }) => manner.modelFile !== null))) return false;
  const jobs = trees.flatMap((tree) => tree.jobs.filter(({ path }) => own.has(path)));
  await readJobs(jobs, means);
  return jobs.every(({ key, trouble }) => key === null && trouble === null);
}

function ended({ message }: GitEnded): RevisionProblem {
  if (message.includes("promisor")) {
    return { problem: "contents of files are not in this clone: it is a partial one", hint: FETCH };
  }
  return {
    problem: "git could not read the contents of files",
    hint: "git fsck says whether the repository is whole.",
  };
}

function missingIn(trees: readonly Tree[]): RevisionProblem | null {
  const missing = new Set(trees.flatMap(({ jobs }) => jobs.filter((j) => j.trouble === "missing").map((j) => j.id)));
  if (missing.size === 0) return null;
  return {
    problem: `the contents of ${missing.size} ${missing.size === 1 ? "file" : "files"} are not in this clone`,
    hint: FETCH,
  };
}

interface Run {
  project: Project;
  sides: Sides;
  options: CompareOptions;
  objects: Objects;
}

/** What both sides are read with: one process for objects, one memory, one set of readings. */
function meansOf(run: Run, entries: readonly Entries[], counting: Counting): TreeMeans & { save: () => void } {
  const { root } = run.project;
  // Whoever can commit a cache could hide annotations in it; a bare repository has no folder for one.
  const foreign = entries.some(({ files }) => [...files.keys()].some(inCache));
  const stored = run.options.cache !== false && !foreign && gitTop(root) !== null;
  const memory = openMemory(stored ? openStore(root) : null);
  const readings = openReadings(root, { stored, plain: run.options.coverage === "project" });
  const everything = (path: string): boolean => counting.wanted && counting.has(path);
  return {
    objects: run.objects,
    readings,
    memory,
    everything,
    save: () => {
      memory.save();
      readings.save();
    },
  };
}

const annotatedIn = (records: readonly SourceRecord[]): string[] =>
  records.filter(({ annotations }) => annotations.length > 0).map(({ path }) => path);

/**
 * The files of one side whose functions the other side asks for: those that hold annotations there, and, where such a
 * file is gone, all that differ: its functions may have moved.
 */
function askedFor(
  there: readonly SourceRecord[],
  here: readonly SourceRecord[],
  changed: readonly string[],
): readonly string[] {
  const annotated = annotatedIn(there);
  const own = new Set(here.map(({ path }) => path));
  if (changed.length > MOST_COUNTED || annotated.every((path) => own.has(path))) return annotated;
  return [...annotated, ...changed];
}

async function readTrees(trees: readonly Tree[], means: TreeMeans): Promise<SourceRecord[][] | RevisionProblem> {
  const jobs = trees.flatMap((tree) => tree.jobs);
  await readJobs(jobs, means);
  return missingIn(trees) ?? trees.map((tree) => takeReadings(tree, means.readings));
}

/** Of two states that say nothing: what compares them need not even be loaded. */
function quietReport(run: Run, name: string, submodules: SubmoduleChange[]): DiffReport {
  const { before, after } = run.sides;
  return {
    project: name,
    folder: repositoryFolder(run.project.root),
    before: { name: before.name, commit: before.commit },
    after: { name: after.name, commit: after.commit },
    diff: {
      components: [],
      boundaries: [],
      threats: [],
      controls: [],
      data: [],
      flows: [],
      claims: [],
      statuses: [],
      code: [],
      coverage: null,
    },
    affected: { components: [], flows: [] },
    names: { components: {}, threats: {}, controls: {}, data: {}, boundaries: {} },
    diagnostics: { added: [], removed: [] },
    submodules,
  };
}

async function reportOf(run: Run, before: State, after: State, ends: [Entries, Entries | null]): Promise<DiffReport> {
  const { affectedPart, diagnosticsDiff, diffModels, namesIn } = await import("@threatloom/analysis");
  const scope = run.options.coverage === "project" ? "project" : "changed";
  const diff = diffModels(before, after, scope);
  const affected = affectedPart(before.model, after.model, diff);
  const { sides } = run;
  return {
    project: after.project.name,
    folder: repositoryFolder(run.project.root),
    before: { name: sides.before.name, commit: sides.before.commit },
    after: { name: sides.after.name, commit: sides.after.commit },
    diff,
    affected,
    names: namesIn(before.model, after.model, diff, affected),
    diagnostics: diagnosticsDiff(before.diagnostics, after.diagnostics),
    submodules: ends[1] === null ? [] : submodulesOf(ends[0], ends[1]),
  };
}

async function compareTrees(run: Run, before: Entries, after: Entries): Promise<Comparison | RevisionProblem> {
  const { project, options } = run;
  const changed = changedPaths(before, after);
  const counting = countingOf(options, changed);
  const means = meansOf(run, [before, after], counting);
  const trees = [await openTree(project.root, before, means), await openTree(project.root, after, means)] as const;
  if (options.quick && (await saysNothing(trees, changed, means))) {
    means.save();
    const own = new Set(changed);
    const [old, now] = trees.map((tree) => quietState(tree, tree.jobs.filter(({ path }) => own.has(path)).length));
    const report = quietReport(run, now!.project.name, submodulesOf(before, after));
    return { before: old!, after: now!, changed, report };
  }
  const records = await readTrees(trees, means);
  if ("problem" in records) return records;
  const [first, second] = records as [SourceRecord[], SourceRecord[]];
  await readWanted(trees[0], first, askedFor(second, first, changed), means);
  await readWanted(trees[1], second, askedFor(first, second, changed), means);
  const old = await stateOfTree(trees[0], first, counting, options.today);
  const now = await stateOfTree(trees[1], second, counting, options.today);
  means.save();
  return { before: old, after: now, changed, report: await reportOf(run, old, now, [before, after]) };
}

async function compareWorktree(run: Run, before: Entries): Promise<Comparison | RevisionProblem> {
  const { project, sides, options } = run;
  const changed = await touchedPaths(project.root, sides.before.commit!);
  const counting = countingOf(options, changed);
  const means = meansOf(run, [before], counting);
  const tree = await openTree(project.root, before, means);
  const records = await readTrees([tree], means);
  if ("problem" in records) return records;
  const [own] = records as [SourceRecord[]];
  const parse = [...annotatedIn(own), ...(changed.length > MOST_COUNTED ? [] : changed)];
  const now = await stateOfWorktree(project, options, parse, counting);
  await readWanted(tree, own, askedFor(now.records, own, changed), means);
  const old = await stateOfTree(tree, own, counting, options.today);
  means.save();
  return { before: old, after: now, changed, report: await reportOf(run, old, now, [before, null]) };
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
  const { root } = project;
  const opening = openObjects(root);
  const [objects, before, after] = await Promise.all([
    opening,
    entriesOf(root, sides.before),
    entriesOf(root, sides.after),
  ]);
  const run: Run = { project, sides, options, objects };
  try {
    if (before === null || after === null) {
      const name = before === null ? sides.before.name : sides.after.name;
      return {
        problem: `${name}: git could not list its files`,
        hint: "git fsck says whether the repository is whole.",
      };
    }
    return sides.after.source.kind === "worktree"
      ? await compareWorktree(run, before)
      : await compareTrees(run, before, after);
  } catch (error) {
    if (error instanceof GitEnded) return ended(error);
    throw error;
  } finally {
    objects.close();
  }
}
