import { release, startThread, type Crew } from "./crew.js";
import { GAVE_UP, type Outcome, type Task } from "./one.js";
import type { Chunk, ChunkResult, ParseData } from "./parse-job.js";

/** What the pool reports for each chunk of files that is done. */
export interface PoolReport {
  tasks: readonly Task[];
  outcomes: readonly Outcome[];
  annotated: Uint8Array | null;
  plain: Uint8Array | null;
}

const SMALLEST = 256 * 1024;
const LARGEST = 2 * 1024 * 1024;

/** Cuts tasks into chunks: large ones first, small ones at the end, so that no thread waits long for another. */
function cut(tasks: readonly Task[], threads: number): Task[][] {
  let rest = tasks.reduce((sum, task) => sum + task.size, 0);
  const chunks: Task[][] = [];
  let chunk: Task[] = [];
  let bytes = 0;
  for (const task of tasks) {
    chunk.push(task);
    bytes += task.size;
    if (bytes < Math.min(LARGEST, Math.max(SMALLEST, rest / (threads * 4)))) continue;
    chunks.push(chunk);
    rest -= bytes;
    chunk = [];
    bytes = 0;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

interface State {
  file: string;
  data: ParseData;
  crew: Crew | null;
  queue: Chunk[];
  report: (report: PoolReport) => void;
  /** Called when there may be something to do, or nothing any more. */
  waiting: (() => void)[];
  closed: boolean;
  finished: number;
  deaths: number;
}

/** Threads that die before any has finished a chunk mean that threads do not work here at all. */
const MOST_DEATHS = 4;
const hopeless = (pool: State): boolean => pool.finished === 0 && pool.deaths >= MOST_DEATHS;

/** A thread died over a chunk: its files are tried one by one, and a file that kills a thread alone is given up. */
function bury(pool: State, chunk: Chunk): void {
  const { tasks } = chunk;
  if (tasks.length === 1) {
    pool.report({ tasks, outcomes: [{ status: "failed", reason: GAVE_UP }], annotated: null, plain: null });
  } else pool.queue.push(...tasks.map((task) => ({ id: chunk.id, tasks: [task] })));
}

function wake(pool: State): void {
  for (const next of pool.waiting.splice(0)) next();
}

/** One thread works off what is queued until the pool is closed or the thread dies. */
function runThread(pool: State): Promise<void> {
  return new Promise((done) => {
    let current: Chunk | undefined;
    let over = false;
    const worker = pool.crew?.take() ?? startThread(pool.file, pool.data);
    const end = (): void => {
      over = true;
      done();
    };
    const next = (): void => {
      if (over) return;
      current = pool.queue.shift();
      if (current !== undefined) worker.postMessage(current);
      else if (!pool.closed) pool.waiting.push(next);
      else release(worker);
    };
    const died = (): void => {
      if (over) return;
      if (current !== undefined) bury(pool, current);
      if (current !== undefined || !pool.closed) pool.deaths++;
      end();
    };
    worker.on("message", (result: ChunkResult) => {
      pool.finished++;
      const { outcomes, annotated, plain } = result;
      pool.report({ tasks: current!.tasks, outcomes, annotated, plain });
      next();
    });
    worker.on("error", died);
    worker.on("exit", died);
    next();
  });
}

/** Threads that parse files. */
export interface Pool {
  /** Files to parse; those that are added together may be cut into chunks. */
  add(tasks: readonly Task[]): void;
  /** Waits until all is parsed and ends the threads. Gives the files that no thread could be found for. */
  finish(): Promise<Task[]>;
}

/**
 * Opens a pool; its threads start with the first files. Reports arrive in any order: nothing that is made of them may
 * depend on it. A thread that dies is replaced as long as there is something to do.
 */
export function openPool(
  file: string,
  data: ParseData,
  options: { threads: number; crew?: Crew | null; report: (report: PoolReport) => void },
): Pool {
  const { threads, crew = null, report } = options;
  const pool: State = { file, data, crew, queue: [], report, waiting: [], closed: false, finished: 0, deaths: 0 };
  const lanes: Promise<void>[] = [];
  let id = 0;
  const lane = async (): Promise<void> => {
    while ((pool.queue.length > 0 || !pool.closed) && !hopeless(pool)) await runThread(pool);
  };
  return {
    add: (tasks) => {
      for (const chunk of cut(tasks, threads)) {
        pool.queue.push({ id: id++, tasks: chunk });
        if (lanes.length < threads) lanes.push(lane());
      }
      wake(pool);
    },
    finish: async () => {
      pool.closed = true;
      wake(pool);
      await Promise.all(lanes);
      return pool.queue.flatMap((chunk) => chunk.tasks);
    },
  };
}
