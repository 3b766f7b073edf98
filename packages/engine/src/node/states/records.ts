import {
  diagnose,
  readsNeighbours,
  wantedSymbols,
  type Diagnostic,
  type DiagnosticCode,
  type SourceRecord,
} from "@threatloom/model";
import { emptyRecord, recordOf } from "../../records.js";
import type { FileRead } from "../../types.js";
import { gaveUp, readBlobs, type BlobJob } from "./blobs.js";
import type { Readings } from "./readings.js";
import type { Tree, TreeMeans } from "./trees.js";

/** What was read of a tree. */
export interface TreeRead {
  tree: Tree;
  /** Of the files that hold annotations, and of those that were parsed for another reason; sorted by path. */
  records: Map<string, SourceRecord>;
  /** By path. */
  reads: Map<string, FileRead>;
  /** Of files as such: unreadable, too large. */
  diagnostics: Diagnostic[];
  skipped: number;
}

const START = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function complaintOf(job: BlobJob): { code: DiagnosticCode; message: string } | null {
  if (job.trouble === "large") {
    const size = job.size === null ? "too many" : String(job.size);
    return { code: "file-too-large", message: `The file has ${size} bytes, over the limit of ${job.limit}.` };
  }
  return job.trouble === "failed"
    ? { code: "file-unreadable", message: `The file could not be read: ${gaveUp}.` }
    : null;
}

function takeReading(read: TreeRead, job: BlobJob, readings: Readings): FileRead | undefined {
  const complaint = complaintOf(job);
  if (complaint !== null) {
    read.diagnostics.push({ ...diagnose(complaint.code, START, complaint.message), file: job.path });
    read.skipped++;
  }
  return job.key === null ? undefined : readings.get(job.key);
}

/**
 * Takes note of what became of the files of a tree, once they were read. Trees that share jobs share the records of them
 * through `made`: one record on both sides says that nothing changed.
 */
export function takeReadings(tree: Tree, readings: Readings, made: Map<BlobJob, SourceRecord>): TreeRead {
  const read: TreeRead = { tree, records: new Map(), reads: new Map(), diagnostics: [], skipped: 0 };
  for (const job of tree.jobs) {
    const reading = takeReading(read, job, readings);
    if (reading === undefined) continue;
    read.reads.set(job.path, reading);
    const record = made.get(job) ?? recordOf(job.path, reading, job.definitionsOnly);
    made.set(job, record);
    read.records.set(job.path, record);
  }
  return read;
}

/**
 * Parses the files whose functions are asked for, by annotations of other files or by the other side (`also`), and adds
 * their records.
 */
export async function readWanted(read: TreeRead, also: Iterable<string>, means: TreeMeans): Promise<void> {
  const { tree, records } = read;
  const annotated = [...records.values()];
  const wanted = new Set(also);
  if (readsNeighbours(annotated)) {
    // What annotations say of other files is judged with all of them in view.
    for (const { path } of tree.all()) if (!records.has(path)) records.set(path, emptyRecord(path));
    for (const path of wantedSymbols([...records.values()])) wanted.add(path);
  }
  const jobs = (readsNeighbours(annotated) ? tree.all() : tree.jobs)
    .filter(({ path }) => wanted.has(path) && !read.reads.has(path))
    .map((job): BlobJob => ({ ...job, everything: true, trouble: null }));
  await readBlobs(tree.project.root, jobs, means.objects, means.readings);
  for (const { path, key, definitionsOnly } of jobs) {
    const reading = key === null ? undefined : means.readings.get(key);
    if (reading !== undefined) records.set(path, recordOf(path, reading, definitionsOnly));
  }
}

/**
 * Files of a tree that hold annotations on the other side and are not read here although they are there: left out by
 * the configuration, or over the size limit. They are in the state, and may hold anything.
 */
export function addUnread(read: TreeRead, there: Iterable<string>): void {
  for (const path of there) {
    if (read.records.has(path) || !read.tree.entries.files.has(path)) continue;
    read.records.set(path, emptyRecord(path));
  }
}

/** The records of a tree, sorted by path. */
export function recordsIn(read: TreeRead): SourceRecord[] {
  return [...read.records.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
