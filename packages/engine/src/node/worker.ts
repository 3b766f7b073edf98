import { parentPort, workerData } from "node:worker_threads";

// The entry of every thread: what it does is in its data, and only that is loaded.
const data = workerData as { job: string };
if (parentPort !== null) {
  if (data.job === "judge") (await import("./judge/job.js")).run(workerData);
  if (data.job === "layout") (await import("./layout-job.js")).run(parentPort);
  if (data.job === "parse") (await import("./parse-job.js")).run(parentPort, workerData);
}
