import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { FILE_SIZE } from "../../config/read.js";
import { loadReader, type Manner, type Reader } from "../../reading.js";
import type { Objects } from "../git/objects.js";
import { readingKey } from "../key.js";
import { GAVE_UP, readContent, type Task } from "../one.js";
import { YIELD_BYTES } from "../parse-job.js";
import { workerFile } from "../worker-file.js";
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

/** Files above which threads may be worth their start. */
const MANY = 500;
/** Files to be parsed above which they are. */
const FEW = 8;
const MOST_THREADS = 4;

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

/** Threads that parse while git is still sending. */
interface Lanes {
  add(waiting: readonly Waiting[]): void;
  /** Waits for all; gives what no thread could be found for. */
  finish(): Promise<Waiting[]>;
}

async function openLanes(root: string, file: string, readings: Readings): Promise<Lanes> {
  const { openPool } = await import("../pool.js");
  const byTask = new Map<string, Waiting>();
  const nameIn = ({ path, content }: Task): string => `${content?.id ?? ""} ${path}`;
  const pool = openPool(
    file,
    { job: "parse", root, known: [] },
    {
      // Git works, too.
      threads: Math.max(1, Math.min(availableParallelism() - 1, MOST_THREADS)),
      crew: null,
      report: ({ tasks, outcomes, annotated, plain }) => {
        readings.putAll(annotated);
        readings.putAll(plain);
        tasks.forEach((task, i) => {
          const { job } = byTask.get(nameIn(task))!;
          const outcome = outcomes[i]!;
          if (outcome.status === "read") job.key = outcome.key;
          else if (outcome.status === "failed") job.trouble = "failed";
          else readings.noteUnmarked(nameOf(job));
        });
      },
    },
  );
  return {
    add: (waiting) => {
      const tasks = waiting.map(({ job, bytes }): Task => {
        const { path, manner, limit } = job;
        return { path, manner, limit, size: bytes.length, content: { id: nameOf(job), bytes } };
      });
      tasks.forEach((task, i) => byTask.set(nameIn(task), waiting[i]!));
      pool.add(tasks);
    },
    finish: async () => (await pool.finish()).map((task) => byTask.get(nameIn(task))!),
  };
}

/**
 * Reads blobs as far as needed: those that are known are not even asked for, the others come through one git process,
 * each content once; many are parsed in threads. What became of a file stands in its job. Rejects where git dies.
 */
export async function readBlobs(
  root: string,
  jobs: readonly BlobJob[],
  objects: Objects,
  readings: Readings,
): Promise<void> {
  const byId = new Map<string, BlobJob[]>();
  for (const job of jobs) {
    if (settledBefore(job, readings)) continue;
    const same = byId.get(job.id);
    if (same === undefined) byId.set(job.id, [job]);
    // Trees share the jobs of files that are the same.
    else if (!same.includes(job)) same.push(job);
  }
  const wanted = [...byId.values()].flat();
  const waiting: Waiting[] = [];
  const file = wanted.length > MANY ? workerFile() : null;
  const lanes = file === null ? null : await openLanes(root, file, readings);
  let handed = 0;
  const hand = (): void => {
    handed += waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
    lanes?.add(waiting.splice(0));
  };
  const means: { reader: Reader | null; loading: Promise<void> | null } = { reader: null, loading: null };
  const load = (): Promise<void> =>
    loadReader(new Set(wanted.map(({ manner }) => manner.language))).then((reader) => {
      means.reader = reader;
    });
  const work = (job: BlobJob, bytes: Uint8Array): void => {
    const { everything } = job;
    const outcome = readContent(job, bytes, nameOf(job), {
      everything,
      known: (key) => readings.has(key),
      reader: means.reader,
    });
    if (outcome.status === "reader") {
      waiting.push({ job, bytes: Buffer.from(bytes) });
      if (lanes === null) means.loading ??= load();
      else if (handed > 0 || waiting.length > FEW) hand();
    } else if (outcome.status === "read") {
      job.key = outcome.key;
      if (outcome.fresh !== null) readings.put(outcome.key, outcome.fresh);
    } else if (outcome.status === "failed") job.trouble = "failed";
    else readings.noteUnmarked(nameOf(job));
  };
  const limit = Math.max(0, ...wanted.map((job) => job.limit));
  await objects.read([...byId.keys()], limit, (blob) => {
    for (const job of byId.get(blob.id) ?? []) {
      job.size = blob.size;
      if (blob.bytes !== null && blob.bytes.length <= job.limit) work(job, blob.bytes);
      else job.trouble = blob.bytes !== null || blob.reason === "large" ? "large" : "missing";
    }
  });
  if (lanes !== null) waiting.push(...(await lanes.finish()));
  if (waiting.length === 0) return;
  await (means.loading ?? load());
  await parseWaiting(waiting, work);
}

/** Why a file without a reading is reported, where the parser failed on it. */
export const gaveUp: string = GAVE_UP;
