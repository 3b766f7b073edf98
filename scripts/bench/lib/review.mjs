import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { interleave } from "./measure.mjs";
import { cli, node, scan } from "./commands.mjs";
import { row, skipped, time } from "./table.mjs";
import { benchSources, git, hashObject } from "./tree.mjs";

const CHANGED = 20;
const NAMES = [
  "check --staged, 5 files, 15 annotations / node -e 0",
  "check --staged, 5 files, none / node -e 0",
  "diff, 20 files / check --staged",
  "diff, cold / scan, cold",
];

/** A repository over the objects of another, with its files in the index alone: what is staged is read from there. */
function bare(dir, name) {
  const clone = `${dir}-review-${name}`;
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(clone, { recursive: true });
  git(clone, "clone", "--quiet", "--shared", "--no-checkout", dir, clone);
  git(clone, "read-tree", "HEAD");
  return clone;
}

/** Stages files under these names. */
function stage(clone, files) {
  for (const [file, text] of files) {
    git(clone, "update-index", "--add", "--cacheinfo", `100644,${hashObject(clone, text)},${file}`);
  }
}

/** Changes some files of a corpus, annotated ones among them, and commits that. */
function change(clone) {
  const all = git(clone, "ls-files", "-z")
    .split("\0")
    .filter((file) => /\.(go|ts|tsx)$/.test(file));
  const marked = git(clone, "grep", "--cached", "-lzE", "@(mitigates|exposes) ").split("\0").slice(0, 4);
  const step = Math.floor(all.length / CHANGED);
  const picked = [...new Set([...marked, ...all.filter((_, i) => i % step === 7)])].slice(0, CHANGED);
  stage(
    clone,
    picked.map((file) => {
      const more = file.endsWith(".go")
        ? "\nfunc addedLater() int { return 1 }\n"
        : "\nexport function addedLater() {}\n";
      return [file, git(clone, "cat-file", "blob", `HEAD:${file}`) + more];
    }),
  );
  git(clone, "commit", "--quiet", "--message", "Change");
}

/**
 * The two journeys of a review, on a repository: what a hook waits for, and what a bot computes.
 *
 * @param {import("./rows.mjs").Bench} bench
 * @returns {import("./table.mjs").Row[]}
 */
export function reviewRows({ dir, runs }) {
  if (!existsSync(path.join(dir, ".git"))) return NAMES.map((name) => skipped(name, "the corpus is no git repository"));
  const [annotated, plain, changed] = ["annotated", "plain", "change"].map((name) => bare(dir, name));
  stage(annotated, benchSources(true));
  stage(plain, benchSources(false));
  change(changed);
  const commands = {
    node,
    annotated: cli(["check", "--staged"], annotated),
    plain: cli(["check", "--staged"], plain),
    diff: cli(["diff", "HEAD~1", "HEAD"], changed),
  };
  interleave(commands, 2);
  const took = interleave(commands, Math.max(runs, 3) * 3);
  const cold = interleave(
    { scan: scan(dir, "--no-cache"), diff: cli(["diff", "HEAD~1", "HEAD", "--no-cache"], changed) },
    Math.min(runs, 3),
  );
  const compare = (name, own, other, most) => row(name, own / other, { most }, `${time(own)} / ${time(other)}`);
  return [
    compare(NAMES[0], took.annotated, took.node, 5),
    compare(NAMES[1], took.plain, took.node, 3),
    compare(NAMES[2], took.diff, took.annotated, 2),
    compare(NAMES[3], cold.diff, cold.scan, 1.3),
  ];
}
