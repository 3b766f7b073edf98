import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { cli, node, scan } from "./commands.mjs";
import { interleave, outputOf, peakMegabytes, seconds } from "./measure.mjs";
import { row, skipped, time } from "./table.mjs";
import { checkFolder } from "./tree.mjs";

/** What ripgrep has to look for, whatever its case, to answer the same question: which lines may be annotations? */
const PATTERN =
  "@(components?|assets?|alias|describes?|threats?|controls?|mitigates?|exposes?|confirmed|accepts?|transfers?|connects?|flows?|" +
  "tests?|validates?|reviews?|audits?|does|boundary|data|handles?|detects?|actors?|entitles?|owns?|assumes?|features?|" +
  "comments?|shield|source)([:\\s]|$)|ThreatSpec";
const SOURCES = "*.{go,ts,mts,cts,tsx,js,mjs,cjs,jsx}";
const RIPGREP = "rg";
const INSTALL =
  "ripgrep is not installed (apt-get install ripgrep, brew install ripgrep, winget install BurntSushi.ripgrep.MSVC)";

/** @typedef {import("./table.mjs").Row} Row */

/**
 * What the rows are about.
 *
 * @typedef {object} Bench
 * @property {string} dir the tree
 * @property {number} bytes of source in it
 * @property {number | null} annotations how many a scan must find; null where nobody knows
 * @property {number} runs how often short processes are measured; long ones at most three times
 */

const coverage = (dir, ...more) => cli(["coverage", "--root", dir, "--format", "json", ...more]);
const ripgrep = (dir, ...more) => ({ file: RIPGREP, args: ["-j1", "-n", ...more, "-g", SOURCES, "-e", PATTERN, dir] });
const hasRipgrep = () => spawnSync(RIPGREP, ["--version"]).status === 0;

/**
 * That the scan finds what is there; a bench of a tool that misses annotations means nothing.
 *
 * @param {Bench} bench
 * @returns {Row[]}
 */
export function foundRows({ dir, annotations }) {
  const document = JSON.parse(
    outputOf(cli(["scan", "--root", dir, "--format", "json", "--no-coverage", "--no-cache"])),
  );
  const found = document.annotations.length;
  const name = "annotations found";
  if (annotations === null) return [{ name, value: String(found), goal: "", pass: null, detail: "" }];
  return [
    { name, value: String(found), goal: `= ${annotations}`, pass: found === annotations, detail: "scan --no-cache" },
  ];
}

/**
 * Annotation scan, cold and warm, and warm coverage, against ripgrep; all without the start-up of Node. Ripgrep is about
 * three times as fast when it minds case, so the last row shows what the comparison would be then.
 *
 * @param {Bench} bench
 * @returns {Row[]}
 */
export function scanRows({ dir, runs }) {
  const names = ["annotation scan, cold / rg -j1", "annotation scan, warm / rg -j1", "coverage, warm / rg -j1"];
  if (!hasRipgrep()) return names.map((name) => skipped(name, INSTALL));
  for (const command of [scan(dir), coverage(dir), ripgrep(dir, "-i")]) seconds(command);
  const commands = {
    node,
    rg: ripgrep(dir, "-i"),
    cased: ripgrep(dir),
    cold: scan(dir, "--no-cache"),
    warm: scan(dir),
    coverage: coverage(dir),
  };
  const took = interleave(commands, runs);
  const compare = (name, own, rg, most) => {
    const detail = `(${time(own)} − ${time(took.node)}) / ${time(rg)}`;
    return row(name, (own - took.node) / rg, most === null ? {} : { most }, detail);
  };
  return [
    compare(names[0], took.cold, took.rg, 6),
    compare(names[1], took.warm, took.rg, 1.5),
    compare(names[2], took.coverage, took.rg, 3),
    compare("annotation scan, cold / rg -j1, minding case", took.cold, took.cased, null),
  ];
}

/**
 * Whole-tree coverage: speed, gain by threads, gain by the cache, memory.
 *
 * @param {Bench} bench
 * @returns {Promise<Row[]>}
 */
export async function coverageRows({ dir, bytes, runs }) {
  seconds(coverage(dir));
  const commands = {
    cold: coverage(dir, "--no-cache"),
    one: coverage(dir, "--no-cache", "--threads", "1"),
    warm: coverage(dir),
  };
  const took = interleave(commands, Math.min(runs, 3));
  const peak = await peakMegabytes(coverage(dir, "--no-cache"));
  const threads = "coverage, cold: one thread / all";
  return [
    row(
      "coverage, cold",
      bytes / 1e6 / took.cold,
      { least: 12, unit: "MB/s", digits: 1 },
      `${(bytes / 1e6).toFixed(0)} MB in ${time(took.cold)}`,
    ),
    availableParallelism() < 2
      ? skipped(threads, "there is only one core")
      : row(threads, took.one / took.cold, { least: 1.8 }, `${time(took.one)} / ${time(took.cold)}`),
    row("coverage, cold / warm", took.cold / took.warm, {}, `${time(took.cold)} / ${time(took.warm)}`),
    peak === null
      ? skipped("coverage, cold: peak memory", "neither /usr/bin/time -v nor /proc")
      : row(
          "coverage, cold: peak memory",
          peak,
          { most: 500, unit: "MB", digits: 0 },
          "one process, its threads counted",
        ),
  ];
}

/**
 * `check` of five files, as a pre-commit hook runs it, against the start-up of Node.
 *
 * @param {Bench} bench
 * @returns {Row[]}
 */
export function checkRows({ runs }) {
  const { dir, annotated, plain } = checkFolder();
  const commands = { node, annotated: cli(["check", ...annotated], dir), plain: cli(["check", ...plain], dir) };
  interleave(commands, 1);
  const took = interleave(commands, Math.max(runs, 3) * 3);
  const compare = (name, own, most) => row(name, own / took.node, { most }, `${time(own)} / ${time(took.node)}`);
  return [
    compare("check, 5 files, 15 annotations / node -e 0", took.annotated, 4.5),
    compare("check, 5 files, none / node -e 0", took.plain, 2.5),
  ];
}
