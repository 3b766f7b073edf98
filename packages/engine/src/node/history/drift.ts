import { drifted, startTraces, type FileVersion } from "@threatloom/analysis";
import type { DriftReport } from "@threatloom/model";
import { scopeOf } from "../../scope.js";
import type { ConfigProblem, Project, Scan } from "../../types.js";
import { GitEnded, openObjects } from "../git/objects.js";
import { resolveSides, unborn, type RevisionProblem } from "../git/revisions.js";
import { git } from "../git/run.js";
import { configsAbove, rulesOf } from "../project.js";
import { ended } from "../states/compare.js";
import { openReadings } from "../states/readings.js";
import { readConfirmations } from "./confirmed.js";
import { missingNames } from "./named.js";
import { openVersions } from "./versions.js";
import { walkBack, type Walk } from "./walk.js";

/** What drift is asked for. */
export interface DriftOptions {
  /** Only what changed since this revision counts; null for all of history. */
  since: string | null;
  /** Read and write the cache; true by default. */
  cache?: boolean;
}

/** Why there is no answer: history cannot be read, or the file of confirmations cannot. */
export type DriftProblem = RevisionProblem | { problems: ConfigProblem[] };

type Scanned = Pick<Scan, "model" | "paths" | "records">;

function versionsOf({ records }: Scanned): Map<string, FileVersion> {
  // A model file has no code that could change.
  const said = records.filter(({ annotations, language }) => annotations.length > 0 && language !== "text");
  return new Map(said.map(({ path, annotations, symbols }) => [path, { annotations, symbols: symbols ?? [] }]));
}

/** Whether somebody has committed a cache of ours: they could hide annotations in it. */
export async function bringsCache(root: string): Promise<boolean> {
  const listing = await git(root, ["ls-files", "-z", "--", ".threatloom/cache", "node_modules/.cache/threatloom"]);
  return listing === null || listing.length > 0;
}

interface Ends {
  head: string | null;
  since: string | null;
}

/** The commits between which history is read. */
async function endsOf(root: string, since: string | null): Promise<Ends | RevisionProblem> {
  if (since === null && (await unborn(root))) return { head: null, since: null };
  const head = await resolveSides(root, { base: since ?? "HEAD", head: null, state: "worktree", direct: true });
  if ("problem" in head) return head;
  if (since === null) return { head: head.before.commit, since: null };
  const newest = await resolveSides(root, { base: "HEAD", head: null, state: "worktree", direct: true });
  return "problem" in newest ? newest : { head: newest.before.commit, since: head.before.commit };
}

/**
 * Holds the claims of a scan, which must not have counted functions, against history: whose code changed after they got
 * their words, whose function is gone, and what else no longer holds. Never throws for what is in a repository.
 */
export async function driftOf(
  project: Project,
  scan: Scanned,
  options: DriftOptions,
): Promise<DriftReport | DriftProblem> {
  const { root, config, configFile } = project;
  const { entries, problems } = readConfirmations(root);
  if (problems.length > 0) return { problems };
  const ends = await endsOf(root, options.since);
  if ("problem" in ends) return ends;
  const readings = openReadings(root, {
    stored: options.cache !== false && !(await bringsCache(root)),
    plain: false,
  });
  const objects = await openObjects(root, null);
  const scope = scopeOf(config, configFile, rulesOf(project, configsAbove(root, scan.paths)).rules);
  const reached = versionsOf(scan);
  const traces = startTraces(scan.model, reached);
  const versions = openVersions({ root, scope, limit: config.limits.fileSize, objects, readings });
  const walk: Walk = { root, ...ends, versions, reached, traces, arrivals: new Map(), missing: false };
  try {
    const history = await walkBack(walk);
    if (history === null) return { problem: "git could not read the history", hint: "git fsck says why." };
    readings.save(false);
    const isMissing = await missingNames(project, scan, options.cache !== false);
    const found = drifted({ model: scan.model, records: scan.records, traces, isMissing, confirmed: entries });
    return { project: project.name, since: options.since, history, ...found };
  } catch (error) {
    if (error instanceof GitEnded) return ended(error);
    throw error;
  } finally {
    objects.close();
  }
}
