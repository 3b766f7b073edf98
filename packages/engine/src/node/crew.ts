import { statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { gitTop } from "./git/files.js";
import type { ParseData } from "./parse-job.js";

/** Short-lived objects are collected often, for they hold large trees outside of the heap. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

/** Starts a thread that parses. */
export function startThread(file: string, data: ParseData): Worker {
  return new Worker(file, { workerData: data, resourceLimits: LIMITS });
}

/** Lets a thread end by itself: ended from outside while it loads the natives, it would take the whole process with it. */
export function release(worker: Worker): void {
  worker.postMessage(null);
}

/** Threads that get ready before it is known which files there are. */
export interface Crew {
  /** One of them, or undefined where none is left alive. */
  take(): Worker | undefined;
  /** Lets those that nobody took end by themselves. */
  dismiss(): void;
}

/** Starts threads ahead of their work. They have to be dismissed in the end, or the process waits for them. */
export function startCrew(file: string, data: ParseData, threads: number): Crew {
  const idle = new Set<Worker>();
  for (let i = 0; i < threads; i++) {
    const worker = startThread(file, data);
    const lost = (): void => void idle.delete(worker);
    worker.once("error", lost).once("exit", lost);
    idle.add(worker);
  }
  return {
    take: () => {
      const [worker] = idle;
      if (worker === undefined) return undefined;
      idle.delete(worker);
      worker.removeAllListeners("error").removeAllListeners("exit");
      return worker;
    },
    dismiss: () => {
      for (const worker of idle) release(worker);
      idle.clear();
    },
  };
}

/** An index of git of this size lists some hundred files. */
const LARGE_INDEX = 64 * 1024;

/** Whether git knows of so many files around a root that threads will be needed to parse them all. A guess. */
export function looksLarge(root: string): boolean {
  const top = gitTop(root);
  const stats = top === null ? undefined : statSync(join(top, ".git", "index"), { throwIfNoEntry: false });
  return stats !== undefined && stats.size >= LARGE_INDEX;
}
