import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { LanguageId } from "@threatloom/model";
import { encodePack, openPack, type Pack } from "../pack.js";
import { loadReader, type Reader } from "../reading.js";
import type { FileRead } from "../types.js";
import type { Cache } from "./cache.js";
import { readOne, type Outcome, type ReadOutcome, type Task } from "./one.js";
import { YIELD_BYTES } from "./parse-job.js";
import { fail, leaveOut, type Job, type Run } from "./run.js";
import { workerFile } from "./worker-file.js";

const WORTH_THREADS = 5 * 1024 * 1024;
/** For files that are known to hold markers. */
const WORTH_THREADS_MARKED = 512 * 1024;
/** Bytes that are searched for markers between two looks at the threads. */
const LOOK_BYTES = 8 * 1024 * 1024;
const PACK_BYTES = 4 * 1024 * 1024;
const MOST_THREADS = 4;

/** How many threads parse, where nobody asked for a number. */
export const usualThreads = (): number => Math.min(availableParallelism(), MOST_THREADS);

/** Takes note of what became of a file. */
function take(run: Run, job: Job, outcome: Outcome): void {
  const { cache, stamps, onProgress } = run.options;
  run.done++;
  if (run.done % 64 === 0) onProgress?.(run.done, run.misses.length);
  if (outcome.status === "failed") fail(run, job.path, outcome.reason);
  else if (outcome.status === "skipped") {
    run.out.skipped++;
    leaveOut(run, job.path, outcome.reason);
  }
  if (outcome.status !== "unmarked" && outcome.status !== "read") return;
  const read = outcome.status === "read";
  if (read) job.key = outcome.key;
  const row = { ...job.stamp, key: read ? outcome.content : null, marked: read && outcome.marked };
  if (stamps) cache.note(job.path, row, job.stampedAt);
}

const allLanguages: readonly LanguageId[] = ["go", "typescript", "text"];

/** Readings made in this thread on their way into the cache: packed early, for plain objects take ten times the room. */
function openTray(cache: Cache): {
  known: (key: string) => boolean;
  put: (outcome: ReadOutcome, size: number) => void;
  empty: () => void;
} {
  const annotated = new Map<string, FileRead>();
  const plain = new Map<string, FileRead>();
  let bytes = 0;
  const empty = (): void => {
    if (annotated.size > 0) cache.annotated().add(openPack(encodePack(annotated)));
    if (plain.size > 0) cache.plain().add(openPack(encodePack(plain)));
    annotated.clear();
    plain.clear();
    bytes = 0;
  };
  return {
    known: (key) => annotated.has(key) || plain.has(key),
    put: ({ key, marked, fresh }, size) => {
      if (fresh !== null) (marked ? annotated : plain).set(key, fresh);
      bytes += size;
      if (bytes > PACK_BYTES) empty();
    },
    empty,
  };
}

/** Reads files one after the other in this thread. `anew` distrusts the cache. */
export async function readHere(run: Run, jobs: readonly Job[], anew = false): Promise<void> {
  const { door, everything, cache } = run.options;
  const tray = openTray(cache);
  const known = (key: string): boolean => tray.known(key) || (!anew && cache.has(key, everything));
  let reader: Reader | null = null;
  let parsed = 0;
  for (const job of jobs) {
    let outcome = readOne(job, { door, everything, known, reader });
    if (outcome.status === "reader") {
      reader = await loadReader(everything ? allLanguages : jobs.map((j) => j.manner.language));
      outcome = readOne(job, { door, everything, known, reader });
    }
    take(run, job, outcome);
    if (outcome.status !== "read" || outcome.fresh === null) continue;
    tray.put(outcome, job.size);
    parsed += job.size;
    if (parsed < YIELD_BYTES) continue;
    parsed = 0;
    await setImmediate();
  }
  tray.empty();
}

/** Threads that read files on behalf of a run. */
interface Lanes {
  add(jobs: readonly Job[]): void;
  /** Waits for all; gives the files that are left for this thread. */
  finish(): Promise<Job[]>;
}

/** All readings will be asked for, and this thread has nothing to do while others parse. */
function unfolded(bytes: Uint8Array | null): Pack | null {
  const pack = bytes === null ? null : openPack(bytes);
  for (const key of pack?.keys() ?? []) pack!.get(key);
  return pack;
}

async function openLanes(run: Run, file: string, threads: number): Promise<Lanes> {
  const { cache, root, crew } = run.options;
  const { openPool } = await import("./pool.js");
  const byPath = new Map<string, Job>();
  const packs: { first: string; annotated: Pack | null; plain: Pack | null }[] = [];
  const data = { job: "parse", root, known: cache.keys() } as const;
  const pool = openPool(file, data, {
    threads,
    crew,
    report: ({ tasks, outcomes, annotated, plain }) => {
      tasks.forEach((task, i) => {
        take(run, byPath.get(task.path)!, outcomes[i]!);
      });
      packs.push({ first: tasks[0]!.path, annotated: unfolded(annotated), plain: unfolded(plain) });
    },
  });
  return {
    add: (jobs) => {
      for (const job of jobs) byPath.set(job.path, job);
      pool.add(jobs.map(({ path, manner, limit, size }): Task => ({ path, manner, limit, size })));
    },
    finish: async () => {
      const left = await pool.finish();
      // In the order of paths, whichever thread was faster.
      packs.sort((a, b) => (a.first < b.first ? -1 : 1));
      for (const { annotated, plain } of packs) {
        cache.annotated().add(annotated);
        cache.plain().add(plain);
      }
      return left.map((task) => byPath.get(task.path)!);
    },
  };
}

const sizeOf = (jobs: readonly Job[]): number => jobs.reduce((sum, job) => sum + job.size, 0);

/**
 * Looks for markers in this thread and hands what holds some over to others, once there is enough of it to be worth
 * their start. Gives the files that are still to be parsed.
 */
async function readMarked(run: Run, file: string, threads: number): Promise<Job[]> {
  const { door, cache } = run.options;
  const means = { door, everything: false, known: (key: string) => cache.has(key, false), reader: null };
  let lanes: Lanes | null = null;
  const pending: Job[] = [];
  let looked = 0;
  for (const job of run.misses) {
    const outcome = readOne(job, means);
    if (outcome.status === "reader") pending.push(job);
    else take(run, job, outcome);
    looked += job.size;
    if (looked < LOOK_BYTES) continue;
    looked = 0;
    if (lanes === null && sizeOf(pending) > WORTH_THREADS_MARKED) lanes = await openLanes(run, file, threads);
    if (lanes !== null) lanes.add(pending.splice(0));
    // Threads that are done with something get the next.
    await setImmediate();
  }
  if (lanes === null) return pending;
  lanes.add(pending.splice(0));
  return lanes.finish();
}

/** Reads what the cache does not know: in threads, where there is enough to parse. */
export async function readMisses(run: Run): Promise<void> {
  const { everything, threads = usualThreads() } = run.options;
  const file = threads > 1 && sizeOf(run.misses) > WORTH_THREADS ? workerFile() : null;
  if (file === null) await readHere(run, run.misses);
  else if (!everything) await readHere(run, await readMarked(run, file, threads));
  else {
    const lanes = await openLanes(run, file, threads);
    lanes.add(run.misses);
    await readHere(run, await lanes.finish());
  }
}
