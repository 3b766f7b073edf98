import type { LayoutFormat } from "@threatloom/model";
import { Worker } from "node:worker_threads";
import { workerFile } from "./worker-file.js";

/** Threads that wait for the next graph: starting one takes longer than most layouts. They do not keep the process alive. */
const idle = new Set<Worker>();

/**
 * Lays a DOT graph out, as SVG by default, in another thread, which is ended when its time is over: layouts of large graphs
 * take minutes. Null where the time was too short or Graphviz refused the graph. Without a compiled worker (in
 * unbuilt sources only) it runs here, without a limit.
 *
 * @mitigates #engine against #exhaustion with #layout-limit
 */
export async function layoutInWorker(
  dot: string,
  options: { timeoutMs: number; format?: LayoutFormat },
): Promise<string | null> {
  const { format = "svg" } = options;
  const file = workerFile();
  if (file === null) return (await import("./layout-job.js")).layout(dot, format);
  const worker = thread(file);
  const answer = await ask(worker, { dot, format }, options.timeoutMs);
  // One that was refused something, or is still at work, is not asked again.
  if (answer === null) await worker.terminate();
  else rest(worker);
  return answer;
}

function thread(file: string): Worker {
  const [known] = idle;
  if (known === undefined) return new Worker(file, { workerData: { job: "layout" }, stdout: true, stderr: true });
  idle.delete(known);
  known.ref();
  return known;
}

function rest(worker: Worker): void {
  worker.removeAllListeners();
  worker.once("exit", () => idle.delete(worker));
  worker.on("error", () => idle.delete(worker));
  worker.unref();
  idle.add(worker);
}

function ask(worker: Worker, graph: { dot: string; format: LayoutFormat }, timeoutMs: number): Promise<string | null> {
  return new Promise((done) => {
    const timer = setTimeout(() => {
      done(null);
    }, timeoutMs);
    const finish = (laidOut: unknown): void => {
      clearTimeout(timer);
      done(typeof laidOut === "string" ? laidOut : null);
    };
    worker.on("message", finish);
    worker.on("error", () => {
      finish(null);
    });
    worker.on("exit", () => {
      finish(null);
    });
    worker.postMessage(graph);
  });
}
