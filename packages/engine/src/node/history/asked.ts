import {
  callableFlows,
  componentsWithCode,
  filesOwnedBy,
  saysTested,
  testedMitigations,
  type TestPlace,
  type Trace,
} from "@threatloom/analysis";
import { sameBranch, type Claim, type DriftPoint, type Flow, type ThreatModel } from "@threatloom/model";
import { folderOwners } from "../../code-owners.js";
import type { Scan } from "../../types.js";
import { filesWith, ownName } from "./named.js";

/** Flows and tests whose calls of one older point are asked for. */
export interface Asked {
  point: DriftPoint;
  flows: Flow[];
  tests: TestPlace[];
}

/** Files of one point in which calls are looked for; more of them, and the question is left. */
export const MOST_FILES = 400;

/** The flows that calls may show, and whose ends both own code today. */
export function askedFlows({ model, paths }: Pick<Scan, "model" | "paths">): Flow[] {
  const flows = callableFlows(model);
  if (flows.length === 0) return [];
  const owners = [...componentsWithCode(model, paths, folderOwners(model))];
  const known = new Map<string, boolean>();
  const owns = (key: string): boolean => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = owners.some((owner) => sameBranch(owner, key));
    known.set(key, found);
    return found;
  };
  return flows.filter(({ from, to }) => owns(from) && owns(to));
}

const sizeOf = ({ flows, tests }: Asked): number => flows.length + tests.length;

/** What is asked for, by points: that of a trace, else `since`. What history does not reach is asked for nowhere. */
export function askedAt(
  flows: readonly Trace<Flow>[],
  claims: readonly Trace<Claim>[],
  since: DriftPoint | null,
): Asked[] {
  const byCommit = new Map<string, Asked>();
  const at = ({ written }: Trace): Asked | null => {
    const point = written ?? since;
    if (point?.commit == null) return null;
    const known = byCommit.get(point.commit) ?? { point, flows: [], tests: [] };
    byCommit.set(point.commit, known);
    return known;
  };
  for (const trace of flows) at(trace)?.flows.push(trace.of);
  for (const trace of claims) {
    const { of: claim, path, symbol, source } = trace;
    if (saysTested(claim)) at(trace)?.tests.push({ claim, path: source ?? path, symbol });
  }
  const all = [...byCommit.values()];
  return all.sort((a, b) => sizeOf(b) - sizeOf(a) || (a.point.commit! < b.point.commit! ? -1 : 1));
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** Where calls of tests are looked for: beside the test, and where stands what it tests. */
async function filesOfTests(
  root: string,
  tests: readonly TestPlace[],
  { model, paths, commit }: CodePoint,
): Promise<string[]> {
  const folders = new Set(tests.map(({ path }) => folderOf(path)));
  const near = paths.filter((path) => folders.has(folderOf(path)));
  const claimed = tests.flatMap(({ claim }) => testedMitigations(model, claim).map(({ location }) => location.file));
  const words = [...new Set(tests.flatMap(({ claim }) => (claim.subject === null ? [] : [ownName(claim.subject)])))];
  const named = words.length === 0 ? [] : ((await filesWith(root, words, commit)) ?? []);
  return [...near, ...claimed, ...named];
}

/** A model and the files of a project at one point; `commit` null for the working tree. */
export interface CodePoint {
  model: ThreatModel;
  paths: readonly string[];
  commit: string | null;
}

/** The files in which the calls of flows and tests are looked for, sorted. */
export async function filesFor(root: string, { flows, tests }: Omit<Asked, "point">, at: CodePoint): Promise<string[]> {
  const { model, paths } = at;
  const ends = flows.flatMap(({ from, to }) => [from, to]);
  const own = ends.length === 0 ? [] : filesOwnedBy(ends, model, paths, folderOwners(model));
  const more = tests.length === 0 ? [] : await filesOfTests(root, tests, at);
  const listed = new Set(paths);
  return [...new Set([...own, ...more])].filter((path) => listed.has(path)).sort();
}
