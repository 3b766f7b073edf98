import { drifted, sayingsIn, startTraces, type FileVersion, type Trace } from "@threatloom/analysis";
import type { Annotation, Claim, DriftReport, Flow } from "@threatloom/model";
import { scopeOf } from "../../scope.js";
import type { ConfigProblem, Project, Scan } from "../../types.js";
import { GitEnded, openObjects } from "../git/objects.js";
import { resolveSides, unborn, type RevisionProblem } from "../git/revisions.js";
import { git } from "../git/run.js";
import { configsAbove, rulesOf } from "../project.js";
import { ended } from "../states/compare.js";
import { openReadings } from "../states/readings.js";
import { askedAt, askedFlows } from "./asked.js";
import { astrayIn } from "./astray.js";
import { readConfirmations } from "./confirmed.js";
import { goneSince } from "./evidence.js";
import { pointAt } from "./log.js";
import { missingNames } from "./named.js";
import { openVersions, type Versions } from "./versions.js";
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

/** The claims and flows that are followed through history, and the files that are read for them. */
interface Followed {
  claims: Claim[];
  flows: Flow[];
  said: ReadonlyMap<Claim | Flow, Annotation>;
  reached: Map<string, FileVersion>;
  /** Files that a `@source` names. */
  sources: ReadonlySet<string>;
}

function followed(scan: Scanned): Followed {
  const { model, records } = scan;
  const languages = new Map(records.map(({ path, language }) => [path, language]));
  const said = sayingsIn(model);
  const isCode = ({ file }: Annotation): boolean => languages.get(file) !== "text";
  // A claim in a model file has no code that could change, but where a `@source` gives it some.
  const claims = model.claims.filter((claim) => {
    const annotation = said.get(claim);
    return annotation !== undefined && (isCode(annotation) || annotation.located !== undefined);
  });
  const flows = askedFlows(scan);
  const places = [...claims, ...flows].flatMap((one) => said.get(one) ?? []);
  const sources = new Set(
    places.flatMap(({ file, located }) => (located && located.file !== file ? located.file : [])),
  );
  const files = new Set([...places.map(({ file }) => file), ...sources]);
  const own = records.filter(({ path }) => files.has(path));
  const reached = new Map(own.map(({ path, annotations, symbols }) => [path, { annotations, symbols: symbols ?? [] }]));
  return { claims, flows, said, reached, sources };
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

interface Told {
  history: DriftReport["history"];
  claims: readonly Trace<Claim>[];
  flows: readonly Trace<Flow>[];
}

/** Walks back until the words of all claims and flows are accounted for. Null where git refuses. */
async function history(
  root: string,
  { claims, flows, said, reached }: Followed,
  { head, since }: Ends,
  versions: Versions,
): Promise<Told | null> {
  const traces = { claims: startTraces(claims, said, reached), flows: startTraces(flows, said, reached) };
  const all = [...traces.claims, ...traces.flows];
  const walk: Walk = { root, head, since, versions, reached, traces: all, arrivals: new Map(), missing: false };
  const found = await walkBack(walk);
  return found && { history: found, ...traces };
}

const UNREADABLE: RevisionProblem = { problem: "git could not read the history", hint: "git fsck says why." };

/**
 * Holds the claims of a scan, which must not have counted functions, against history: whose code changed after they got
 * their words, whose function is gone, whose calls are gone, and what else no longer holds. Never throws for what is in a
 * repository.
 */
export async function driftOf(
  project: Project,
  scan: Scanned,
  options: DriftOptions,
): Promise<DriftReport | DriftProblem> {
  const { root, config, configFile } = project;
  const { model, records } = scan;
  const { entries, problems } = readConfirmations(root);
  if (problems.length > 0) return { problems };
  const ends = await endsOf(root, options.since);
  if ("problem" in ends) return ends;
  const cache = options.cache !== false;
  const readings = openReadings(root, { stored: cache && !(await bringsCache(root)), plain: true });
  const objects = await openObjects(root, null);
  const scope = scopeOf(config, configFile, rulesOf(project, configsAbove(root, scan.paths)).rules);
  const all = followed(scan);
  const limit = config.limits.fileSize;
  const versions = openVersions({ root, scope, limit, objects, readings, parsed: all.sources });
  try {
    const told = await history(root, all, ends, versions);
    if (told === null) return UNREADABLE;
    const since = ends.since === null ? null : await pointAt(root, ends.since);
    const asked = askedAt(told.flows, told.claims, since);
    const { evidence, ...gone } = await goneSince(asked, { project, scan, scope, objects, readings }, scan, cache);
    readings.save(false);
    const isMissing = await missingNames(project, scan, cache);
    const astray = astrayIn(root, model, records);
    const uncalled = gone.uncalled.filter(({ claim }) => claim.subject === null || !isMissing(claim.subject));
    const input = { model, records, traces: told.claims, isMissing, astray, confirmed: entries };
    const found = drifted({ ...input, flows: gone.flows, uncalled });
    return { project: project.name, since: options.since, history: told.history, ...found, evidence };
  } catch (error) {
    if (error instanceof GitEnded) return ended(error);
    throw error;
  } finally {
    objects.close();
  }
}
