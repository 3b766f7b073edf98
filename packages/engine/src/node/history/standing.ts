import type { SourceRecord } from "@threatloom/model";
import { recordOf } from "../../records.js";
import type { Memory } from "../memory.js";
import { sift } from "../listing.js";
import type { Objects } from "../git/objects.js";
import { readBlobs, type BlobJob } from "../states/blobs.js";
import { governs, jobFor, openTree, type Settings, type TreeMeans } from "../states/trees.js";
import { NO_FUNCTIONS, type Facts, type FileFunctions } from "./facts.js";
import type { FileChange } from "./log.js";
import { saysTheSame } from "./same.js";

/** What trees are read with, one after the other. */
export interface StandingMeans {
  root: string;
  objects: Objects;
  memory: Memory;
  facts: Facts;
  /** Functions are counted. */
  coverage: boolean;
}

/** The tree of one commit as far as a threat model needs it. Walking on changes it in place. */
export interface Standing {
  /** By the configuration that stands in that tree. */
  settings: Settings;
  /** Object ids of plain files. */
  files: Map<string, string>;
  /** The files that hold annotations. */
  said: Map<string, SourceRecord>;
  /** The functions of all other files, and how many there are. */
  functions: Map<string, FileFunctions>;
  counted: number;
  /** Which folders hold copied dependencies. */
  vendored: string[];
  /** Goes up whenever what files say, or the configuration, changes. */
  version: number;
  /** A file whose contents are not in this clone. */
  missing: string | null;
}

/** Names that are not UTF-8 arrive with this in them; a scan does not read such files either. */
const LOST = "\uFFFD";

const treeMeans = ({ objects, memory, facts, coverage }: StandingMeans): TreeMeans => {
  return { objects, memory, readings: facts, everything: () => coverage, differs: () => false };
};

/** Takes note of what a file says now; null where it is gone, or says nothing. */
function hear(standing: Standing, path: string, record: SourceRecord | null, now: FileFunctions): void {
  const { said, functions } = standing;
  const before = said.get(path) ?? null;
  standing.counted += now.count - (functions.get(path)?.count ?? 0);
  if (now.count > 0) functions.set(path, now);
  else functions.delete(path);
  if (record === null) said.delete(path);
  else said.set(path, record);
  const isSame = before === null || record === null ? before === record : saysTheSame(before, record);
  if (!isSame) standing.version++;
}

/** Takes note of what became of a file. */
function take(standing: Standing, job: BlobJob, { facts, coverage }: StandingMeans): void {
  const { path, key, definitionsOnly, trouble } = job;
  if (trouble === "missing") standing.missing ??= path;
  const plain = key === null ? NO_FUNCTIONS : facts.functions(key);
  const reading = key === null || plain !== undefined ? undefined : facts.get(key);
  const record = reading === undefined ? null : recordOf(path, reading, definitionsOnly);
  const isSaying = record !== null && record.annotations.length > 0;
  const functions = plain ?? (record === null || isSaying || !coverage ? NO_FUNCTIONS : facts.functionsOf(record));
  hear(standing, path, isSaying ? record : null, functions);
}

async function read(standing: Standing, jobs: readonly BlobJob[], means: StandingMeans): Promise<void> {
  await readBlobs(means.root, jobs, means.objects, means.facts);
  for (const job of jobs) take(standing, job, means);
}

/** Reads a whole tree under the configuration in it. */
export async function standingOf(files: Map<string, string>, means: StandingMeans): Promise<Standing> {
  for (const path of files.keys()) if (path.includes(LOST)) files.delete(path);
  const entries = { files, submodules: new Map<string, string>(), links: [] };
  const { project, scope, problems, jobs } = await openTree(means.root, entries, treeMeans(means));
  const vendored = [...files.keys()].filter((path) => path.endsWith("vendor/modules.txt"));
  const standing: Standing = {
    settings: { project, scope, problems },
    files,
    said: new Map(),
    functions: new Map(),
    counted: 0,
    vendored,
    version: 0,
    missing: null,
  };
  await read(standing, jobs, means);
  return standing;
}

type Changes = ReadonlyMap<string, FileChange>;

/** The jobs for files that a step brings or changes, under the configuration before it. */
function jobsOf(standing: Standing, changes: Changes, means: StandingMeans): BlobJob[] {
  const { settings, vendored } = standing;
  const fresh = [...changes].flatMap(([path, { after }]) => (after === null || path.includes(LOST) ? [] : [path]));
  const { kept } = sift([...fresh, ...vendored]);
  return kept.flatMap((path) => {
    const id = changes.get(path)?.after ?? null;
    return id === null ? [] : (jobFor(settings, path, id, treeMeans(means)) ?? []);
  });
}

/** Reads what many steps bring at once, so that threads have something to do. */
export async function readAhead(standing: Standing, steps: readonly Changes[], means: StandingMeans): Promise<void> {
  const jobs = steps.flatMap((changes) => jobsOf(standing, changes, means));
  await readBlobs(means.root, jobs, means.objects, means.facts);
}

/** Goes on to another tree, of which only what differs is read; the whole where the configuration does. */
export async function walkOn(standing: Standing, changes: Changes, means: StandingMeans): Promise<Standing> {
  for (const [path, { after }] of changes) {
    if (after === null) standing.files.delete(path);
    else if (!path.includes(LOST)) standing.files.set(path, after);
  }
  if ([...changes.keys()].some(governs)) {
    const fresh = await standingOf(standing.files, means);
    return { ...fresh, version: standing.version + fresh.version + 1 };
  }
  const jobs = jobsOf(standing, changes, means);
  const staying = new Set(jobs.map(({ path }) => path));
  for (const path of changes.keys()) if (!staying.has(path)) hear(standing, path, null, NO_FUNCTIONS);
  await read(standing, jobs, means);
  return standing;
}
