import type { Moment } from "@threatloom/analysis";
import type { Trend } from "@threatloom/model";
import type { Project } from "../../types.js";
import { treeEntries } from "../git/entries.js";
import { gitTop } from "../git/files.js";
import { GitEnded, openObjects } from "../git/objects.js";
import type { RevisionProblem } from "../git/revisions.js";
import { openMemory } from "../memory.js";
import { ended, notHere } from "../states/compare.js";
import { openStore, type Store } from "../store.js";
import { ALL, chooseCommits, type Span } from "./commits.js";
import { bringsCache } from "./drift.js";
import { openFacts } from "./facts.js";
import { openMoments, type KeptMoments } from "./kept.js";
import { stepsBetween, type Step } from "./log.js";
import { openWeaver } from "./moments.js";
import type { Dated } from "./since.js";
import { readAhead, standingOf, walkOn, type Standing, type StandingMeans } from "./standing.js";

/** What history is asked for. */
export interface TrendOptions extends Span {
  /** Count functions. */
  coverage: boolean;
  /** ISO date to which the age of exposures is counted; null for the day of the newest commit. */
  until: string | null;
  /** Read and write the cache; true by default. */
  cache?: boolean;
  /** Called with how many of how many commits are done, whenever something was read. */
  onProgress?: (done: number, total: number) => void;
}

/** Commits whose changes are asked for at once. */
const PAGE = 32;
/** How long a killed run may have worked in vain. */
const SAVE_EVERY_MS = 2000;

/** A row of commits on its way to moments. */
interface Replay {
  means: StandingMeans;
  kept: KeptMoments;
  /** Called with each moment. */
  take: (moment: Moment) => void;
}

const GONE: RevisionProblem = { problem: "git could not list the files of a commit", hint: "git fsck says why." };

/** The tree of the first commit of a row, read as a whole. */
async function firstStanding({ means }: Replay, commit: string): Promise<Standing | null> {
  const entries = await treeEntries(means.root, commit);
  return entries === null ? null : standingOf(entries.files, means);
}

/** The steps between the neighbours of a row. */
async function stepsOf(root: string, row: readonly Dated[]): Promise<Step[] | null> {
  const pairs = row.slice(1).map(({ commit }, at) => [row[at]!.commit, commit] as const);
  const steps = await stepsBetween(root, pairs);
  return steps?.length === pairs.length ? steps : null;
}

/** Goes along a row of commits nobody knows yet; gives what stands in the way. */
async function replay(run: Replay, row: readonly Dated[]): Promise<RevisionProblem | null> {
  const { means, kept, take } = run;
  const { facts, root } = means;
  const weaver = openWeaver(means, await import("@threatloom/analysis"));
  let standing = await firstStanding(run, row[0]!.commit);
  if (standing === null) return GONE;
  facts.save(false);
  let saved = performance.now();
  for (let at = 0; at < row.length; at += PAGE) {
    const steps = await stepsOf(root, row.slice(Math.max(0, at - 1), at + PAGE));
    if (steps === null) return GONE;
    await readAhead(
      standing,
      steps.map(({ changes }) => changes),
      means,
    );
    for (const [i, commit] of row.slice(at, at + PAGE).entries()) {
      const step = steps[at === 0 ? i - 1 : i];
      if (step !== undefined) standing = await walkOn(standing, step.changes, means);
      if (standing.missing !== null) return notHere([standing.missing]);
      take(kept.put(await weaver(standing, commit)));
      if (performance.now() - saved < SAVE_EVERY_MS) continue;
      kept.save();
      saved = performance.now();
    }
    facts.ease();
  }
  return null;
}

async function meansFor(
  root: string,
  store: Store | null,
  coverage: boolean,
  onRead: () => void,
): Promise<StandingMeans> {
  const { countedFunctions } = await import("@threatloom/analysis");
  const facts = openFacts(root, { store, plain: coverage, functionsOf: countedFunctions, onRead });
  return { root, objects: await openObjects(root, null), memory: openMemory(store), facts, coverage };
}

/** What the model says at each of some commits; what earlier runs know is not looked at again. */
async function momentsOf(
  { root }: Project,
  commits: readonly Dated[],
  options: TrendOptions,
): Promise<Moment[] | RevisionProblem> {
  const { coverage, onProgress } = options;
  const isTrusted = options.cache !== false && gitTop(root) !== null && !(await bringsCache(root));
  const store = isTrusted ? openStore(root) : null;
  const kept = openMoments(store);
  const moments = new Map<string, Moment>();
  const tell = (): void => onProgress?.(moments.size, commits.length);
  const take = (moment: Moment): void => {
    moments.set(moment.commit, moment);
    tell();
  };
  for (const commit of commits) {
    const known = kept.get(commit, coverage);
    if (known !== null) moments.set(commit.commit, known);
  }
  const row = commits.filter(({ commit }) => !moments.has(commit));
  if (row.length > 0) {
    const means = await meansFor(root, store, coverage, tell);
    try {
      const problem = await replay({ means, kept, take }, row);
      if (problem !== null) return problem;
      means.memory.save();
      means.facts.save(false);
    } catch (error) {
      if (error instanceof GitEnded) return ended(error);
      throw error;
    } finally {
      means.objects.close();
      kept.save();
    }
  }
  return commits.map(({ commit }) => moments.get(commit)!);
}

/**
 * Replays the commits of a project and says what its threat model was at each. Of the commits that are no points nothing
 * is read. Never throws for what is in a repository.
 */
export async function historyOf(project: Project, options: TrendOptions): Promise<Trend | RevisionProblem> {
  const chosen = await chooseCommits(project.root, options);
  if ("problem" in chosen) return chosen;
  const moments = await momentsOf(project, chosen.commits, options);
  if ("problem" in moments) return moments;
  const { trendOf } = await import("@threatloom/analysis");
  const { every, since, until } = options;
  return trendOf(moments, { every, since: since === ALL ? null : since, until, shallow: chosen.shallow });
}
