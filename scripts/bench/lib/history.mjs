import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { cli, scan } from "./commands.mjs";
import { COMMITS, grown } from "./drift.mjs";
import { interleave, peakMegabytes } from "./measure.mjs";
import { row, skipped, time } from "./table.mjs";

const NAMES = [
  `history over ${COMMITS} commits, cold / scan, cold`,
  `history with functions, cold / coverage, cold`,
  "history, second run / scan, warm",
  "history, cold: peak memory",
];
const ALL = ["--since", "all", "--every", "commit", "--format", "json"];

/**
 * What it takes to replay a repository: without functions against a scan for annotations, with them against a count.
 *
 * @param {import("./rows.mjs").Bench} bench
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function historyRows({ dir, runs }) {
  if (!existsSync(path.join(dir, ".git"))) return NAMES.map((name) => skipped(name, "the corpus is no git repository"));
  const clone = grown(dir, "history");
  const history = (...more) => cli(["history", ...ALL, ...more], clone);
  const commands = {
    plain: history("--no-coverage", "--no-cache"),
    scan: scan(clone, "--no-cache"),
    counting: history("--no-cache"),
    coverage: cli(["coverage", "--no-cache"], clone),
  };
  const cold = interleave(commands, Math.min(runs, 3));
  const warm = { history: history(), scan: scan(clone) };
  interleave(warm, 1);
  const again = interleave(warm, Math.min(runs, 3));
  const peak = await peakMegabytes(commands.counting);
  rmSync(clone, { recursive: true, force: true });
  const memory =
    peak === null
      ? skipped(NAMES[3], "neither /usr/bin/time -v nor /proc")
      : row(NAMES[3], peak, { most: 600, unit: "MB", digits: 0 }, "with functions");
  return [
    row(NAMES[0], cold.plain / cold.scan, { most: 4 }, `${time(cold.plain)} / ${time(cold.scan)}`),
    row(NAMES[1], cold.counting / cold.coverage, { most: 4 }, `${time(cold.counting)} / ${time(cold.coverage)}`),
    row(NAMES[2], again.history / again.scan, { most: 1.5 }, `${time(again.history)} / ${time(again.scan)}`),
    memory,
  ];
}
