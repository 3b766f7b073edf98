import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { cli, scan } from "./commands.mjs";
import { interleave } from "./measure.mjs";
import { row, skipped, time } from "./table.mjs";
import { git } from "./tree.mjs";

/** Commits on top of the corpus. */
export const COMMITS = 500;
const NAMES = [`drift over ${COMMITS} commits, cold / scan, cold`, "drift, warm / drift, cold"];

/** Numbers that look random and are the same in every run. */
function* numbers() {
  for (let seed = 42; ;) yield (seed = (seed * 1103515245 + 12345) % 2 ** 31);
}

const added = (file, n) =>
  file.endsWith(".go") ? `\nfunc addedIn${n}() int { return ${n} }\n` : `\nexport function addedIn${n}() {}\n`;

/**
 * A clone with hundreds of commits on top: each changes one file with annotations and one other.
 *
 * @param {string} dir the corpus
 * @param {string} name what it is for: the end of the name of its folder
 * @returns {string} its folder
 */
export function grown(dir, name) {
  const clone = `${dir}-${name}`;
  rmSync(clone, { recursive: true, force: true });
  git(path.dirname(dir), "clone", "--quiet", "--shared", dir, clone);
  const all = git(clone, "ls-files", "-z")
    .split("\0")
    .filter((file) => /\.(go|ts|tsx)$/.test(file));
  const marked = git(clone, "grep", "--cached", "-lzE", "@(mitigates|exposes) ").split("\0").filter(Boolean);
  const texts = new Map();
  const next = numbers();
  let stream = "";
  for (let n = 1; n <= COMMITS; n++) {
    stream += `commit refs/heads/main\ncommitter Bench <bench@threatloom.example> ${1767225600 + n * 3600} +0000\n`;
    stream += `data 6\nChange\n${n === 1 ? "from refs/heads/main^0\n" : ""}`;
    for (const list of [marked, all]) {
      const file = list[next.next().value % list.length];
      const text = (texts.get(file) ?? git(clone, "cat-file", "blob", `HEAD:${file}`)) + added(file, n);
      texts.set(file, text);
      stream += `M 100644 inline ${file}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    }
  }
  execFileSync("git", ["-C", clone, "fast-import", "--quiet", "--force"], { input: stream, maxBuffer: 2 ** 28 });
  git(clone, "reset", "--quiet", "--hard", "main");
  return clone;
}

/**
 * What it takes to hold every claim of a repository against its history.
 *
 * @param {import("./rows.mjs").Bench} bench
 * @returns {import("./table.mjs").Row[]}
 */
export function driftRows({ dir, runs }) {
  if (!existsSync(path.join(dir, ".git"))) return NAMES.map((name) => skipped(name, "the corpus is no git repository"));
  const clone = grown(dir, "drift");
  const commands = { drift: cli(["drift", "--no-cache"], clone), scan: scan(clone, "--no-cache") };
  const cold = interleave(commands, Math.min(runs, 3));
  const warm = { drift: cli(["drift"], clone) };
  interleave(warm, 1);
  const again = interleave(warm, Math.min(runs, 3));
  return [
    row(NAMES[0], cold.drift / cold.scan, { most: 3 }, `${time(cold.drift)} / ${time(cold.scan)}`),
    row(NAMES[1], again.drift / cold.drift, { most: 0.5 }, `${time(again.drift)} / ${time(cold.drift)}`),
  ];
}
