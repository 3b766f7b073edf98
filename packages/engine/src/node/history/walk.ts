import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { settle, stepAcross, stepBack, stepSource, type FileVersion, type Trace } from "@threatloom/analysis";
import { languageOf } from "@threatloom/languages";
import type { DriftPoint, DriftReport } from "@threatloom/model";
import { touchedPaths, treeEntries } from "../git/entries.js";
import { git } from "../git/run.js";
import { stepsFrom, type FileChange, type Step } from "./log.js";
import type { Versions, Wanted } from "./versions.js";

/** Commits that are looked at. */
const MOST_COMMITS = 2000;
/** Commits that are asked for at once: few first, for most claims are young or their files seldom change. */
const FIRST_PAGE = 16;
const LARGEST_PAGE = 512;
/** Other files of one commit among which the origin of a claim is looked for. */
const MOST_ORIGINS = 40;

/** A walk back through history. */
export interface Walk {
  root: string;
  /** The newest commit; null before the first. */
  head: string | null;
  /** Where it ends; null for the first commit. */
  since: string | null;
  versions: Versions;
  /** What the files of the claims say at the point that was reached. */
  reached: Map<string, FileVersion>;
  traces: readonly Trace[];
  /** Versions of files that claims came from, while a step is taken: reached when all of it is. */
  arrivals: Map<string, FileVersion>;
  /** The contents of a file were not to be had. */
  missing: boolean;
}

const open = ({ traces }: Walk): Trace[] => traces.filter(({ done }) => !done);

/** The files that claims stand in at the point that was reached, with these claims. */
function standing(walk: Walk): Map<string, Trace[]> {
  const byPath = new Map<string, Trace[]>();
  for (const trace of open(walk)) byPath.set(trace.path, [...(byPath.get(trace.path) ?? []), trace]);
  return byPath;
}

const EMPTY: FileVersion = { annotations: [], symbols: [] };

async function versionOf(walk: Walk, path: string, id: string | null): Promise<FileVersion | null> {
  return id === null ? EMPTY : walk.versions.get({ path, id });
}

/** The files of a step that a claim of some file may have come from: first those that are gone after it. */
function origins(step: Step, path: string): [string, FileChange][] {
  const alike = sourcesOf(step).get(languageOf(path)) ?? [];
  return alike.filter(([other]) => other !== path).slice(0, MOST_ORIGINS);
}

/** By step: its files that were there before, by language, those that are gone first. A first commit of thousands has none. */
const sources = new WeakMap<Step, Sources>();

type Sources = ReadonlyMap<ReturnType<typeof languageOf>, readonly [string, FileChange][]>;

function sourcesOf(step: Step): Sources {
  const known = sources.get(step);
  if (known !== undefined) return known;
  const rank = ([, { after }]: [string, FileChange]): number => (after === null ? 0 : 1);
  const before = [...step.changes].filter(([, change]) => change.before !== null);
  before.sort((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1));
  const groups = new Map<ReturnType<typeof languageOf>, [string, FileChange][]>();
  for (const one of before) {
    const language = languageOf(one[0]);
    const group = groups.get(language);
    if (group === undefined) groups.set(language, [one]);
    else group.push(one);
  }
  sources.set(step, groups);
  return groups;
}

/** Claims that came into their file with a step: from another file of the same step, or with it. */
async function settleNews(walk: Walk, step: Step, path: string, news: readonly Trace[]): Promise<void> {
  let left = [...news];
  const others = left.length === 0 ? [] : origins(step, path);
  await walk.versions.fetch(others.map(([other, { before }]): Wanted => ({ path: other, id: before! })));
  for (const [other, { before: id, after: afterId }] of others) {
    const before = await versionOf(walk, other, id);
    if (before === null || before.annotations.length === 0) continue;
    // What the working tree holds was read already; the version that was reached may be an older one later on.
    const isNewest = step.point.commit === null;
    const after = isNewest ? (walk.reached.get(other) ?? EMPTY) : await versionOf(walk, other, afterId);
    if (after === null) continue;
    const moved = left.filter((trace) => stepAcross(trace, { path: other, before, after }, step.point));
    left = left.filter((trace) => !moved.includes(trace));
    if (moved.length > 0) walk.arrivals.set(other, before);
  }
  for (const trace of left) settle(trace, step.point);
}

/** The code of claims that a `@source` puts there changed. */
async function takeSources(walk: Walk, step: Step): Promise<void> {
  for (const trace of open(walk)) {
    const change = trace.source === null ? undefined : step.changes.get(trace.source);
    if (change === undefined) continue;
    const version = await versionOf(walk, trace.source!, change.before);
    if (version === null) walk.missing = true;
    else stepSource(trace, version, step.point);
  }
}

async function takeStep(walk: Walk, step: Step): Promise<void> {
  const before = new Map<string, FileVersion>();
  for (const [path, traces] of standing(walk)) {
    const change = step.changes.get(path);
    if (change === undefined) continue;
    const version = await versionOf(walk, path, change.before);
    if (version === null) {
      walk.missing = true;
      for (const trace of traces) trace.done = true;
      continue;
    }
    const after = walk.reached.get(path)!;
    before.set(path, version);
    const news = traces.filter((trace) => !stepBack(trace, after, version, step.point));
    await settleNews(walk, step, path, news);
  }
  await takeSources(walk, step);
  for (const [path, version] of [...before, ...walk.arrivals]) walk.reached.set(path, version);
  walk.arrivals.clear();
}

const UNCOMMITTED: DriftPoint = { commit: null, date: null };

/** What the working tree changes: the newest step, of which only the older side is asked for. */
async function worktreeStep({ root, head, reached }: Walk): Promise<Step | null> {
  const touched = new Set(await touchedPaths(root, head));
  const entries = head === null ? null : await treeEntries(root, head);
  if (head !== null && entries === null) return null;
  const changes = new Map<string, FileChange>();
  for (const path of new Set([...touched, ...reached.keys()])) {
    const before = entries?.files.get(path) ?? null;
    const isSame = before !== null && !touched.has(path);
    if (!isSame) changes.set(path, { before, after: null });
  }
  return { point: UNCOMMITTED, parent: head, changes };
}

/** The commits at which a shallow clone ends. */
export async function shallowEnds(root: string): Promise<ReadonlySet<string>> {
  const path = (await git(root, ["rev-parse", "--git-path", "shallow"]))?.toString("utf8").replace(/\n$/, "");
  if (path === undefined || !existsSync(resolve(root, path))) return new Set();
  return new Set(readFileSync(resolve(root, path), "utf8").split("\n"));
}

async function fetchPage(walk: Walk, page: readonly Step[]): Promise<void> {
  const sources = open(walk).flatMap(({ source }) => source ?? []);
  const paths = [...new Set([...standing(walk).keys(), ...sources])];
  const wanted = page.flatMap(({ changes }) =>
    paths.flatMap((path): Wanted[] => {
      const id = changes.get(path)?.before ?? null;
      return id === null ? [] : [{ path, id }];
    }),
  );
  await walk.versions.fetch(wanted);
}

type History = DriftReport["history"];

/** Follows claims back until each one's words are accounted for, or history ends. Null where git refuses. */
export async function walkBack(walk: Walk): Promise<History | null> {
  const first = await worktreeStep(walk);
  if (first === null) return null;
  await takeStep(walk, first);
  const ends = await shallowEnds(walk.root);
  const history: History = { reach: "found", commits: 0, oldest: null };
  let from = walk.head;
  for (let size = FIRST_PAGE; open(walk).length > 0; size = Math.min(size * 2, LARGEST_PAGE)) {
    const count = Math.min(size, MOST_COMMITS - history.commits);
    if (count === 0) return { ...history, reach: "limit" };
    const page = from === null ? [] : await stepsFrom(walk.root, from, count, walk.since);
    if (page === null) return null;
    await fetchPage(walk, page);
    for (const step of page) {
      if (open(walk).length === 0) break;
      history.commits++;
      history.oldest = step.point;
      if (ends.has(step.point.commit ?? "")) return { ...history, reach: "shallow" };
      await takeStep(walk, step);
    }
    from = page.at(-1)?.parent ?? null;
    if (page.length < count || from === null) return endOf(walk, history);
  }
  return walk.missing ? { ...history, reach: "missing" } : history;
}

function endOf(walk: Walk, history: History): History {
  if (walk.missing) return { ...history, reach: "missing" };
  if (open(walk).length === 0) return history;
  return { ...history, reach: walk.since === null ? "whole" : "since" };
}
