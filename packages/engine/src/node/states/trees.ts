import { languageOf } from "@threatloom/languages";
import { defaultConfig } from "../../config/read.js";
import { parseGlobs } from "../../glob.js";
import { fileMatcher } from "../../glob-match.js";
import { scopeOf, type Scope } from "../../scope.js";
import type { ConfigProblem, Decision, FolderRules, Project } from "../../types.js";
import type { Entries } from "../git/entries.js";
import type { Objects } from "../git/objects.js";
import { folderName } from "../git/revisions.js";
import { inCache, sift } from "../listing.js";
import { CONFIG, THREATSPEC, type Memory } from "../memory.js";
import { folderConfigs } from "../project.js";
import type { BlobJob } from "./blobs.js";
import type { Readings } from "./readings.js";
import { readTexts } from "./texts.js";

/** How the files of a state are read: by the configuration that stands in that state. */
export interface Settings {
  project: Project;
  scope: Scope;
  problems: ConfigProblem[];
}

/** A git tree, or the index, on its way to a threat model. */
export interface Tree extends Settings {
  entries: Entries;
  /** The files that are in and may say something, sorted by path: those known to hold no marker are left out. */
  jobs: BlobJob[];
  /** The files that are in, sorted by path. */
  all: () => BlobJob[];
}

/** What trees are read with. */
export interface TreeMeans {
  objects: Objects;
  readings: Readings;
  memory: Memory;
  /** Paths that are parsed although they hold no annotation. */
  everything: (path: string) => boolean;
  /** Paths that differ: those are always looked at. */
  differs: (path: string) => boolean;
}

const LARGEST_CONFIG = 1024 * 1024;

/** Whether a path is that of a configuration file, or decides which folders hold copied dependencies. */
export function governs(path: string): boolean {
  return path.endsWith(CONFIG) || path.endsWith(THREATSPEC) || path.endsWith("vendor/modules.txt");
}

/** The settings that configuration files make, by path; `root` is the folder they are relative to. */
export function settingsOf(root: string, texts: ReadonlyMap<string, string>, memory: Memory): Settings {
  const rootFile = texts.has(CONFIG) ? CONFIG : texts.has(THREATSPEC) ? THREATSPEC : null;
  const read = rootFile === null ? null : memory.root(rootFile, texts.get(rootFile)!);
  const config = read?.config ?? defaultConfig();
  const problems = [...(read?.problems ?? [])];
  const excluded = fileMatcher(parseGlobs(config.exclude));
  const rules: FolderRules[] = [];
  for (const file of folderConfigs([...texts.keys()]).sort()) {
    if (excluded(file)) continue;
    const parsed = memory.folder(file, texts.get(file)!);
    rules.push(parsed.rules);
    problems.push(...parsed.problems);
  }
  const project: Project = { root, name: config.project.name ?? folderName(root), config, configFile: rootFile };
  return { project, problems, scope: scopeOf(config, rootFile, rules) };
}

/** The job for a file of a state; null where the file is left out. */
export function jobFor(settings: Settings, path: string, id: string, means: TreeMeans): BlobJob | null {
  const { place } = settings.scope(path);
  if (place === null) return null;
  const { manner, definitionsOnly } = place;
  const limit = settings.project.config.limits.fileSize;
  const everything = means.everything(path);
  return { path, id, manner, definitionsOnly, limit, everything, key: null, trouble: null, size: null };
}

function jobsFor(settings: Settings, paths: readonly string[], entries: Entries, means: TreeMeans): BlobJob[] {
  return paths.flatMap((path) => jobFor(settings, path, entries.files.get(path)!, means) ?? []);
}

/** Whether a file can be passed over: code that is the same on both sides and known to hold no marker. */
function isSilent(path: string, id: string, means: TreeMeans): boolean {
  if (!means.readings.unmarked(id) || means.differs(path) || means.everything(path)) return false;
  const language = languageOf(path);
  return language !== null && language !== "text";
}

/** Opens a tree: its configuration, and which of its files are in. Nothing but configuration is read. */
export async function openTree(root: string, entries: Entries, means: TreeMeans): Promise<Tree> {
  const speaking: string[] = [];
  for (const [path, id] of entries.files) if (!isSilent(path, id, means)) speaking.push(path);
  const { kept } = sift(speaking);
  const configs = [CONFIG, THREATSPEC, ...folderConfigs(kept)];
  const settings = settingsOf(
    root,
    await readTexts(entries.files, configs, means.objects, LARGEST_CONFIG),
    means.memory,
  );
  return { ...settings, entries, jobs: jobsFor(settings, kept, entries, means), all: allOf(settings, entries, means) };
}

function allOf(settings: Settings, entries: Entries, means: TreeMeans): () => BlobJob[] {
  return () => jobsFor(settings, sift([...entries.files.keys()]).kept, entries, means);
}

/**
 * Opens a tree that differs from another in a few files. Files that are the same share their jobs, so that what is
 * found out about them is found out once.
 */
export async function openTwin(
  tree: Tree,
  entries: Entries,
  changed: readonly string[],
  means: TreeMeans,
): Promise<Tree> {
  if (changed.some(governs)) return openTree(tree.project.root, entries, means);
  const own = new Set(changed);
  const fresh = changed.filter((path) => entries.files.has(path) && !inCache(path));
  const { kept } = sift(fresh);
  const jobs = merged(tree.jobs, own, jobsFor(tree, kept, entries, means));
  return { ...tree, entries, jobs, all: allOf(tree, entries, means) };
}

/** Two sorted lists in one, without what is replaced. */
function merged(jobs: readonly BlobJob[], replaced: ReadonlySet<string>, fresh: readonly BlobJob[]): BlobJob[] {
  const all: BlobJob[] = [];
  let next = 0;
  for (const job of jobs) {
    if (replaced.has(job.path)) continue;
    for (; next < fresh.length && fresh[next]!.path < job.path; next++) all.push(fresh[next]!);
    all.push(job);
  }
  return [...all, ...fresh.slice(next)];
}

/** Why each file of a tree is in or left out, sorted by path. */
export function decisionsOf({ entries, scope }: Tree): Decision[] {
  const { kept, skipped } = sift([...entries.files.keys()]);
  const decisions = [
    ...kept.map((path) => ({ path, in: scope(path).place !== null, reason: scope(path).reason })),
    ...skipped.map(({ path, reason }) => ({ path, in: false, reason })),
    ...[...entries.submodules.keys()].map((path) => ({ path, in: false, reason: "a submodule" })),
    ...entries.links.map((path) => ({ path, in: false, reason: "a symbolic link" })),
  ];
  return decisions.sort((a, b) => (a.path < b.path ? -1 : 1));
}
