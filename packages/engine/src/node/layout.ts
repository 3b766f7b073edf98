import type { LayoutFormat } from "@threatloom/model";
import { Worker } from "node:worker_threads";
import { workerFile } from "./worker-file.js";

/**
 * Lays a DOT graph out, as SVG by default, in a thread of its own, which is ended when its time is over: layouts of large graphs
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
  const worker = new Worker(file, { workerData: { job: "layout", dot, format }, stdout: true, stderr: true });
  const answer = await new Promise<string | null>((done) => {
    const timer = setTimeout(() => {
      done(null);
    }, options.timeoutMs);
    const finish = (svg: unknown): void => {
      clearTimeout(timer);
      done(typeof svg === "string" ? svg : null);
    };
    worker.on("message", finish);
    worker.on("error", () => {
      finish(null);
    });
    worker.on("exit", () => {
      finish(null);
    });
  });
  await worker.terminate();
  return answer;
}
