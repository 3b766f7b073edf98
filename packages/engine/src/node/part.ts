import { setImmediate } from "node:timers/promises";
import { wantedSymbols, type SourceRecord } from "@threatloom/model";
import { emptyRecord, recordOf } from "../records.js";
import { scopeOf, type Scope } from "../scope.js";
import type { ConfigProblem, Project, Scan, ScanOptions } from "../types.js";
import { openCache, type Cache } from "./cache.js";
import type { Crew } from "./crew.js";
import { namedPath, type FileDoor } from "./files.js";
import { gather } from "./gather.js";
import type { Listing } from "./listing.js";
import { usualThreads } from "./misses.js";
import { configsAbove, folderConfigs, rulesOf } from "./project.js";
import type { Gathered, GatherOptions } from "./run.js";
import { workerFile } from "./worker-file.js";

/** What one scan works with. */
export interface Session {
  project: Project;
  options: ScanOptions;
  door: FileDoor;
  cache: Cache;
  crew: Crew | null;
  problems: ConfigProblem[];
  /** The tree is listed at most once. */
  listing: () => Promise<Listing>;
}

/** A part of the project that was read. */
export interface Part {
  gathered: Gathered;
  /** One record per file that is in, those without annotation included. */
  records: SourceRecord[];
  /** Where each file stands. */
  scope: Scope;
}

function settings(session: Session, scope: Scope, everything: boolean, stamps: boolean): GatherOptions {
  const { project, options, door, cache, crew } = session;
  const limit = project.config.limits.fileSize;
  const { threads, onProgress, explain = false } = options;
  return { root: project.root, limit, scope, door, cache, everything, stamps, explain, threads, crew, onProgress };
}

/** Where each file stands under these configurations; what is wrong with them is noted in the session. */
export function scopeFor(session: Session, configs: readonly string[]): Scope {
  const { config, configFile } = session.project;
  const { rules, problems } = rulesOf(session.project, configs);
  session.problems = problems;
  return scopeOf(config, configFile, rules, session.options.calls === true);
}

function recordsOf(gathered: Gathered): SourceRecord[] {
  const { reads, imported } = gathered;
  return gathered.admitted.map((path) => {
    const read = reads.get(path);
    return read === undefined ? emptyRecord(path) : recordOf(path, read, imported.has(path));
  });
}

/**
 * Reads files for their annotations (or all they hold), then parses those whose functions the annotations of others
 * name. Imported files count for their definitions only.
 */
async function readPart(session: Session, paths: readonly string[], scope: Scope, stamps: boolean): Promise<Part> {
  const { coverage, calls = false } = session.options;
  const everything = coverage || calls;
  const gathered = await gather(paths, settings(session, scope, everything, stamps));
  const records = recordsOf(gathered);
  const byPath = new Map(records.map((record, i) => [record.path, i]));
  const named = new Set([...wantedSymbols(records), ...(session.options.parse ?? [])]);
  const wanted = [...named].filter((path) => records[byPath.get(path) ?? -1]?.symbols === null).sort();
  if (wanted.length === 0) return { gathered, records, scope };
  const more = await gather(wanted, { ...settings(session, scope, true, stamps), onProgress: undefined });
  for (const [path, read] of more.reads) records[byPath.get(path)!] = recordOf(path, read, gathered.imported.has(path));
  return { gathered, records, scope };
}

/** Reads the whole project. */
export async function readTree(session: Session): Promise<Part> {
  const listing = session.listing();
  // While git lists, the cache is opened.
  await setImmediate();
  session.cache.prepare();
  session.crew = await crewFor(session);
  try {
    const { paths, foreignCache } = await listing;
    // Whoever can commit a cache could hide annotations in it.
    if (foreignCache) session.cache = openCache(session.project.root, false);
    return await readPart(session, paths, scopeFor(session, folderConfigs(paths)), true);
  } finally {
    session.crew?.dismiss();
    session.crew = null;
  }
}

/** Where all of a large tree will have to be parsed, threads get ready while git lists it. */
async function crewFor({ project, options, cache }: Session): Promise<Crew | null> {
  const { coverage, calls = false, threads = usualThreads() } = options;
  const file = (coverage || calls) && threads > 1 && cache.blank() ? workerFile() : null;
  if (file === null) return null;
  const { looksLarge, startCrew } = await import("./crew.js");
  return looksLarge(project.root) ? startCrew(file, { job: "parse", root: project.root, known: [] }, threads) : null;
}

/**
 * The files that were named, sorted: one by one (`files`) or with a folder; and what could not be found among them.
 */
export async function resolveNames(
  session: Session,
  names: readonly string[],
): Promise<Pick<Scan, "unreadable"> & { paths: string[]; files: ReadonlySet<string> }> {
  const files = new Set<string>();
  const folders: string[] = [];
  const unreadable: Scan["unreadable"] = [];
  for (const name of names) {
    const found = namedPath(session.project.root, name);
    if (found.path === null) unreadable.push({ path: name, reason: found.reason });
    else if (found.folder) folders.push(found.path === "" ? "" : `${found.path}/`);
    else files.add(found.path);
  }
  const paths = new Set(files);
  if (folders.length > 0) {
    const listed = await session.listing();
    for (const path of listed.paths) if (folders.some((folder) => path.startsWith(folder))) paths.add(path);
  }
  return { paths: [...paths].sort(), files, unreadable };
}

/** Reads named files, under the configurations that hold for them. */
export async function readNamed(session: Session, paths: readonly string[]): Promise<Part> {
  return readPart(session, paths, scopeFor(session, configsAbove(session.project.root, paths)), false);
}
