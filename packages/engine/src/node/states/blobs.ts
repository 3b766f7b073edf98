import { setImmediate } from "node:timers/promises";
import type { LanguageId } from "@threatloom/model";
import { FILE_SIZE } from "../../config/read.js";
import { loadReader, type Manner, type Reader } from "../../reading.js";
import type { Objects } from "../git/objects.js";
import { readingKey } from "../key.js";
import { GAVE_UP, readContent } from "../one.js";
import { YIELD_BYTES } from "../parse-job.js";
import type { Readings } from "./readings.js";

/** A file of a git tree that is to be read. */
export interface BlobJob {
  path: string;
  id: string;
  manner: Manner;
  /** Only its definitions count. */
  definitionsOnly: boolean;
  /** Bytes it may have at most. */
  limit: number;
  /** Parse it even where it holds no annotation. */
  everything: boolean;
  /** Where its reading is found; null where there is none. */
  key: string | null;
  /** Why it has none. */
  trouble: "large" | "missing" | "failed" | null;
  /** Bytes, where they were counted. */
  size: number | null;
}

/** The name of a content under a size limit of its own: what is known of it under another one says nothing. */
function nameOf({ id, limit }: BlobJob): string {
  return limit === FILE_SIZE ? id : `${id}:${limit}`;
}

/** Looks a job up among what is known: true where nothing is left to do. */
function settledBefore(job: BlobJob, readings: Readings): boolean {
  if (job.manner.modelFile === null && !job.everything && readings.unmarked(nameOf(job))) return true;
  const key = readingKey(nameOf(job), job.path, job.manner);
  if (!readings.has(key)) return false;
  job.key = key;
  return true;
}

interface Waiting {
  job: BlobJob;
  bytes: Uint8Array;
}

/** Parses what waited for the parsers to be loaded, letting go of syntax trees in between. */
async function parseWaiting(waiting: Waiting[], work: (job: BlobJob, bytes: Uint8Array) => void): Promise<void> {
  let parsed = 0;
  for (const { job, bytes } of waiting.splice(0)) {
    work(job, bytes);
    parsed += bytes.length;
    if (parsed < YIELD_BYTES) continue;
    parsed = 0;
    await setImmediate();
  }
}

/**
 * Reads blobs as far as needed: those that are known are not even asked for, the others come through one git process,
 * each content once. What became of a file stands in its job. Rejects where git dies.
 */
export async function readBlobs(jobs: readonly BlobJob[], objects: Objects, readings: Readings): Promise<void> {
  const byId = new Map<string, BlobJob[]>();
  for (const job of jobs) {
    if (settledBefore(job, readings)) continue;
    const same = byId.get(job.id);
    if (same === undefined) byId.set(job.id, [job]);
    // Trees share the jobs of files that are the same.
    else if (!same.includes(job)) same.push(job);
  }
  const waiting: Waiting[] = [];
  const means: { reader: Reader | null; loading: Promise<void> | null } = { reader: null, loading: null };
  const load = (): Promise<void> => {
    const languages = new Set<LanguageId>([...byId.values()].flat().map(({ manner }) => manner.language));
    return loadReader(languages).then((reader) => {
      means.reader = reader;
    });
  };
  const work = (job: BlobJob, bytes: Uint8Array): void => {
    const { everything } = job;
    const outcome = readContent(job, bytes, nameOf(job), {
      everything,
      known: (key) => readings.has(key),
      reader: means.reader,
    });
    if (outcome.status === "reader") {
      waiting.push({ job, bytes: Buffer.from(bytes) });
      means.loading ??= load();
    } else if (outcome.status === "read") {
      job.key = outcome.key;
      if (outcome.fresh !== null) readings.put(outcome.key, outcome.fresh);
    } else if (outcome.status === "failed") job.trouble = "failed";
    else readings.noteUnmarked(nameOf(job));
  };
  const limit = Math.max(0, ...[...byId.values()].flat().map((job) => job.limit));
  await objects.read([...byId.keys()], limit, (blob) => {
    for (const job of byId.get(blob.id) ?? []) {
      job.size = blob.size;
      if (blob.bytes !== null && blob.bytes.length <= job.limit) work(job, blob.bytes);
      else job.trouble = blob.bytes !== null || blob.reason === "large" ? "large" : "missing";
    }
  });
  await means.loading;
  await parseWaiting(waiting, work);
}

/** Why a file without a reading is reported, where the parser failed on it. */
export const gaveUp: string = GAVE_UP;
