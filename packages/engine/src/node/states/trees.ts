import { wantedSymbols, diagnose, type Diagnostic, type DiagnosticCode, type SourceRecord } from "@threatloom/model";
import { defaultConfig } from "../../config/read.js";
import { parseGlobs } from "../../glob.js";
import { fileMatcher } from "../../glob-match.js";
import { emptyRecord, recordOf } from "../../records.js";
import { scopeOf } from "../../scope.js";
import type { ConfigProblem, Decision, FolderRules, Project } from "../../types.js";
import type { Entries } from "../git/entries.js";
import type { Objects } from "../git/objects.js";
import { folderName } from "../git/revisions.js";
import { sift } from "../listing.js";
import { CONFIG, THREATSPEC, type Memory } from "../memory.js";
import { folderConfigs } from "../project.js";
import type { Gathered } from "../run.js";
import { gaveUp, readBlobs, type BlobJob } from "./blobs.js";
import type { Readings } from "./readings.js";
import { readTexts } from "./texts.js";

/** A git tree, or the index, on its way to a threat model. */
export interface Tree {
  project: Project;
  entries: Entries;
  problems: ConfigProblem[];
  jobs: BlobJob[];
  gathered: Gathered;
}

/** What trees are read with. */
export interface TreeMeans {
  objects: Objects;
  readings: Readings;
  memory: Memory;
  /** Paths that are parsed although they hold no annotation. */
  everything: (path: string) => boolean;
}

const LARGEST_CONFIG = 1024 * 1024;
const START = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Reads the configuration that stands in the tree itself: a change may bring another one. */
async function configure(root: string, entries: Entries, means: TreeMeans) {
  const rootFile = entries.files.has(CONFIG) ? CONFIG : entries.files.has(THREATSPEC) ? THREATSPEC : null;
  const { kept, skipped } = sift([...entries.files.keys()]);
  const folders = folderConfigs(kept).sort();
  const texts = await readTexts(
    entries,
    rootFile === null ? folders : [rootFile, ...folders],
    means.objects,
    LARGEST_CONFIG,
  );
  const problems: ConfigProblem[] = [];
  const text = rootFile === null ? undefined : texts.get(rootFile);
  const read = text === undefined ? null : means.memory.root(rootFile!, text);
  const config = read?.config ?? defaultConfig();
  problems.push(...(read?.problems ?? []));
  const excluded = fileMatcher(parseGlobs(config.exclude));
  const rules: FolderRules[] = [];
  for (const file of folders) {
    const inner = texts.get(file);
    if (inner === undefined || excluded(file)) continue;
    const parsed = means.memory.folder(file, inner);
    rules.push(parsed.rules);
    problems.push(...parsed.problems);
  }
  const project: Project = { root, name: config.project.name ?? folderName(root), config, configFile: rootFile };
  return { project, problems, scope: scopeOf(config, rootFile, rules), kept, skipped };
}

function emptyGathered(): Gathered {
  return {
    reads: new Map(),
    admitted: [],
    imported: new Set(),
    diagnostics: [],
    decisions: new Map(),
    failed: [],
    listed: 0,
    skipped: 0,
  };
}

/** Opens a tree: its configuration, and which of its files are in. Nothing but configuration is read. */
export async function openTree(root: string, entries: Entries, means: TreeMeans): Promise<Tree> {
  const { project, problems, scope, kept, skipped } = await configure(root, entries, means);
  const gathered = emptyGathered();
  const decide = (path: string, inside: boolean, reason: string): void => {
    gathered.decisions.set(path, { path, in: inside, reason } satisfies Decision);
  };
  for (const { path, reason } of skipped) decide(path, false, reason);
  for (const path of entries.submodules.keys()) decide(path, false, "a submodule");
  for (const path of entries.links) decide(path, false, "a symbolic link");
  const jobs = kept.flatMap((path): BlobJob[] => {
    const { place, reason } = scope(path);
    decide(path, place !== null, reason);
    if (place === null) return [];
    gathered.admitted.push(path);
    if (place.definitionsOnly) gathered.imported.add(path);
    const id = entries.files.get(path)!;
    const limit = project.config.limits.fileSize;
    const { manner } = place;
    return [{ path, id, manner, limit, everything: means.everything(path), key: null, trouble: null, size: null }];
  });
  gathered.listed = jobs.length;
  return { project, entries, problems, jobs, gathered };
}

/** Reads these files of trees, each content once, whichever tree it is in. */
export async function readJobs(jobs: readonly BlobJob[], means: TreeMeans): Promise<void> {
  await readBlobs(jobs, means.objects, means.readings);
}

function complaintOf(job: BlobJob): { code: DiagnosticCode; message: string } | null {
  if (job.trouble === "large") {
    return {
      code: "file-too-large",
      message: `The file has ${job.size ?? "too many"} bytes, over the limit of ${job.limit}.`,
    };
  }
  return job.trouble === "failed"
    ? { code: "file-unreadable", message: `The file could not be read: ${gaveUp}.` }
    : null;
}

/** Takes note of what became of the files of a tree; gives their records, one per file that is in. */
export function takeReadings(tree: Tree, readings: Readings): SourceRecord[] {
  const { gathered, jobs } = tree;
  return jobs.map((job) => {
    const complaint = complaintOf(job);
    if (complaint !== null) {
      const diagnostic: Diagnostic = { ...diagnose(complaint.code, START, complaint.message), file: job.path };
      gathered.diagnostics.push(diagnostic);
      gathered.skipped++;
    }
    const read = job.key === null ? undefined : readings.get(job.key);
    if (read === undefined) return emptyRecord(job.path);
    gathered.reads.set(job.path, read);
    return recordOf(job.path, read, gathered.imported.has(job.path));
  });
}

/**
 * Parses the files whose functions are asked for, by annotations of other files or by the other side (`also`), and puts
 * their records in place.
 */
export async function readWanted(
  tree: Tree,
  records: SourceRecord[],
  also: Iterable<string>,
  means: TreeMeans,
): Promise<void> {
  const at = new Map(records.map(({ path }, i) => [path, i]));
  const named = new Set([...wantedSymbols(records), ...also]);
  const wanted = [...named].filter((path) => records[at.get(path) ?? -1]?.symbols === null);
  const jobs = wanted.map((path): BlobJob => ({ ...tree.jobs[at.get(path)!]!, everything: true, trouble: null }));
  await readJobs(jobs, means);
  for (const { path, key } of jobs) {
    const read = key === null ? undefined : means.readings.get(key);
    if (read !== undefined) records[at.get(path)!] = recordOf(path, read, tree.gathered.imported.has(path));
  }
}
