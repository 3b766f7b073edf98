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
  if (known !== undefined) {
    idle.delete(known);
    known.ref();
    return known;
  }
  const worker = new Worker(file, { workerData: { job: "layout" }, stdout: true, stderr: true });
  worker.on("error", () => idle.delete(worker));
  worker.on("exit", () => idle.delete(worker));
  return worker;
}

function rest(worker: Worker): void {
  worker.unref();
  idle.add(worker);
}

function ask(worker: Worker, graph: { dot: string; format: LayoutFormat }, timeoutMs: number): Promise<string | null> {
  return new Promise((done) => {
    const finish = (laidOut: unknown): void => {
      clearTimeout(timer);
      worker.off("message", finish);
      worker.off("error", fail);
      worker.off("exit", fail);
      done(typeof laidOut === "string" ? laidOut : null);
    };
    const fail = (): void => {
      finish(null);
    };
    const timer = setTimeout(fail, timeoutMs);
    worker.on("message", finish);
    worker.on("error", fail);
    worker.on("exit", fail);
    worker.postMessage(graph);
  });
}
