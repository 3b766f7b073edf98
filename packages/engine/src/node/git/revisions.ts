import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nearest, type DiffSide } from "@threatloom/model";
import { gitFolder, gitTop } from "./files.js";
import { askGit, git, handedIndex } from "./run.js";

/** Where the files of one side come from. */
export type Source =
  | { kind: "commit"; commit: string }
  | { kind: "index"; index: string | null }
  | { kind: "worktree" }
  /** `HEAD` as it stands, or nothing where there is no commit yet. */
  | { kind: "head" };

/** One side of a comparison: how it is called, and where its files come from. */
export interface Side extends DiffSide {
  source: Source;
}

/** What stands against what. */
export interface Sides {
  before: Side;
  after: Side;
}

/** What was asked for on the command line. */
export interface Asked {
  /** A revision; null for the upstream default branch. */
  base: string | null;
  /** A revision, or a state without a commit; null for `HEAD`. */
  head: string | null;
  state: "commit" | "index" | "worktree";
  /** Compare with the base itself, not with the commit where the two parted. */
  direct: boolean;
}

/** Why two sides cannot be compared, and what to do about it. */
export interface RevisionProblem {
  problem: string;
  hint: string | null;
}

const HEX = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

const problem = (text: string, hint: string | null = null): RevisionProblem => ({ problem: text, hint });

async function commitOf(root: string, revision: string): Promise<string | null> {
  if (revision.startsWith("-") || revision === "" || revision.includes("\0")) return null;
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const id = (await git(root, args))?.toString("utf8").trim() ?? "";
  return HEX.test(id) ? id : null;
}

/** Whether git reads a repository here at all, and why not. */
async function refusal(root: string): Promise<RevisionProblem | null> {
  const { code, complaint } = await askGit(root, ["rev-parse", "--git-dir"]);
  if (code === 0) return null;
  if (code === null) return problem("git could not be started", "Comparing needs git in the path.");
  if (complaint.includes("dubious ownership")) {
    return problem("git refuses this repository: it belongs to another user", "See `git help config`, safe.directory.");
  }
  return problem("this is not in a git repository", "Comparing needs a repository; `threatloom check` does not.");
}

async function shallow(root: string): Promise<boolean> {
  return (await git(root, ["rev-parse", "--is-shallow-repository"]))?.toString().trim() === "true";
}

async function unknownRevision(root: string, revision: string): Promise<RevisionProblem> {
  if (revision === "") return problem("a revision is empty", "Leave it out, or name a commit, branch or tag.");
  const [first, second] = revision.split(/\.{2,3}/);
  if (second !== undefined) {
    return problem(`${revision}: two revisions in one`, `Give them one after the other: ${first} ${second}`);
  }
  const refused = await refusal(root);
  if (refused !== null) return refused;
  if (revision === "HEAD") return problem("HEAD: there is no commit yet", "Commit something first, or use --staged.");
  if (HEX.test(revision)) {
    return problem(`${revision}: this commit is not in this clone`, `Fetch it: git fetch origin ${revision}`);
  }
  const names = (await git(root, ["for-each-ref", "--format=%(refname:short)"]))?.toString("utf8").split("\n") ?? [];
  const near = nearest(revision, names);
  if (near !== null) return problem(`${revision}: no such commit, branch or tag`, `Did you mean ${near}?`);
  const fetch = (await shallow(root)) ? " The clone is shallow: git fetch --unshallow brings the rest." : "";
  return problem(
    `${revision}: no such commit, branch or tag`,
    `git branch -a lists the branches that are here.${fetch}`,
  );
}

const LOCAL_DEFAULTS = ["refs/heads/main", "refs/heads/master"];
const REMOTE = /^refs\/remotes\/([^/]+)\/(HEAD|main|master)$/;

/** Names of default branches, best first: what a remote says of itself, `origin` before all others, then names. */
function rank(name: string): number {
  const [, remote, branch] = REMOTE.exec(name) ?? [];
  if (remote === undefined) return 8 + LOCAL_DEFAULTS.indexOf(name);
  return ["HEAD", "main", "master"].indexOf(branch!) + (remote === "origin" ? 0 : 4);
}

/** The upstream default branch: what a remote's `HEAD` points to, else its `main` or `master`, else those here. */
async function defaultBase(root: string): Promise<string | null> {
  const wanted = ["refs/remotes/*/HEAD", "refs/remotes/*/main", "refs/remotes/*/master", ...LOCAL_DEFAULTS];
  const args = ["for-each-ref", "--format=%(refname)%09%(symref:short)", ...wanted];
  const rows = (await git(root, args))?.toString("utf8").split("\n") ?? [];
  const known = rows.filter((row) => row !== "").map((row) => row.split("\t") as [string, string]);
  const [best] = known.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  if (best === undefined) return null;
  const [name, target] = best;
  return target === "" ? name.replace(/^refs\/(remotes|heads)\//, "") : target;
}

async function mergeBase(root: string, base: Side, head: string, headName: string): Promise<Side | RevisionProblem> {
  const { code, out } = await askGit(root, ["merge-base", base.commit!, head]);
  const commit = out.toString("utf8").trim().split("\n")[0] ?? "";
  if (code === 0 && HEX.test(commit)) return { ...base, commit, source: { kind: "commit", commit } };
  if (await shallow(root)) {
    const where = `the commit where ${base.name} and ${headName} parted`;
    return problem(
      `${where} is not in this shallow clone (${base.commit!} is)`,
      `Fetch more: git fetch --deepen=100 origin ${base.commit!}, or git fetch --unshallow`,
    );
  }
  return problem(`${base.name} and ${headName} have no commit in common`, "Use --direct to compare them as they are.");
}

function stateSide(root: string, asked: Asked, head: string | null): Side {
  if (asked.state === "index") {
    const own = gitFolder(root);
    const index = own === null ? null : handedIndex(root, own);
    return { name: "the index", commit: null, source: { kind: "index", index } };
  }
  if (asked.state === "worktree") {
    return { name: "the working tree", commit: null, source: { kind: "worktree" } };
  }
  return { name: asked.head ?? "HEAD", commit: head, source: { kind: "commit", commit: head! } };
}

/** Finds out which two states were meant. Revisions come from the command line and from CI: none is taken for an option. */
export async function resolveSides(root: string, asked: Asked): Promise<Sides | RevisionProblem> {
  const headName = asked.head ?? "HEAD";
  if (asked.state !== "commit" && gitTop(root) === null) {
    const refused = await refusal(root);
    return (
      refused ??
      problem("a bare repository has neither index nor working tree", "Compare commits: threatloom diff BASE HEAD")
    );
  }
  const [head, base] = await Promise.all([
    commitOf(root, headName),
    asked.base === null ? defaultBase(root) : Promise.resolve(asked.base),
  ]);
  if (head === null && asked.state === "commit") return unknownRevision(root, headName);
  // Before the first commit there is nothing to compare with.
  if (head === null && (asked.base === null || asked.base === "HEAD") && (await unborn(root))) {
    const before: Side = { name: "nothing", commit: null, source: { kind: "head" } };
    return { before, after: stateSide(root, asked, null) };
  }
  if (base === null) {
    const refused = await refusal(root);
    return (
      refused ?? problem("there is no upstream default branch to compare with", "Name a base: threatloom diff main")
    );
  }
  const commit = await commitOf(root, base);
  if (commit === null) return unknownRevision(root, base);
  const before: Side = { name: base, commit, source: { kind: "commit", commit } };
  const after = stateSide(root, asked, head);
  if (asked.direct || head === null || head === commit) return { before, after };
  const parted = await mergeBase(root, before, head, headName);
  return "problem" in parted ? parted : { before: parted, after };
}

/** The commits that a merge in progress brings in; empty otherwise. */
function mergeHeads(root: string): string[] {
  try {
    const heads = readFileSync(join(gitFolder(root) ?? root, "MERGE_HEAD"), "utf8")
      .trim()
      .split("\n");
    return heads.filter((id) => HEX.test(id));
  } catch {
    return [];
  }
}

/**
 * What a commit that is being made stands against: `HEAD`, or nothing before the first one. In a merge there is one
 * pair of sides per parent: only what differs from all of them is new.
 */
export function stagedSides(root: string): [Sides, ...Sides[]] | RevisionProblem {
  if (gitTop(root) === null) {
    return problem(
      "this is not in a git repository with an index",
      "A bare repository has none; elsewhere, check files.",
    );
  }
  const after = stateSide(root, { base: null, head: null, state: "index", direct: true }, null);
  const others = mergeHeads(root).map((commit): Sides => {
    return { before: { name: "MERGE_HEAD", commit, source: { kind: "commit", commit } }, after };
  });
  return [{ before: { name: "HEAD", commit: null, source: { kind: "head" } }, after }, ...others];
}

/** Why git does not list the files of a state. */
export async function unlisted(root: string, side: Side): Promise<RevisionProblem> {
  const hint = "git fsck says whether the repository is whole.";
  return (await refusal(root)) ?? problem(`${side.name}: git could not list its files`, hint);
}

/** Whether there is no commit yet. */
export async function unborn(root: string): Promise<boolean> {
  return (await refusal(root)) === null && (await commitOf(root, "HEAD")) === null;
}

/** The name of a project that says none: its folder, without the ending of bare repositories. */
export function folderName(root: string): string {
  return (basename(root) || basename(dirname(root))).replace(/\.git$/, "") || "project";
}
