import { existsSync } from "node:fs";
import { join } from "node:path";
import { gitFolder } from "./files.js";
import { git, parts } from "./run.js";

/** The files of a tree or of the index, by path relative to the folder git was asked in. */
export interface Entries {
  /** Object ids of plain files. */
  files: Map<string, string>;
  /** Commits that submodules point to. */
  submodules: Map<string, string>;
  /** Paths of symbolic links: what they point to is read under its own name, if it is inside. */
  links: string[];
}

const NOTHING: Entries = { files: new Map(), submodules: new Map(), links: [] };

/** A state without files: what was there before the first commit. */
export function noEntries(): Entries {
  return NOTHING;
}

/** The digits of a mode: `100644`. */
const MODE = 6;

function add(entries: Entries, mode: string, id: string, path: string): void {
  if (mode === "160000") entries.submodules.set(path, id);
  else if (mode === "120000") entries.links.push(path);
  else entries.files.set(path, id);
}

/**
 * The files of a commit below a folder of its work tree (the whole tree in a bare repository), or these of them. Null
 * where git refuses.
 */
export async function treeEntries(
  folder: string,
  commit: string,
  files: readonly string[] = [],
): Promise<Entries | null> {
  const listing = await git(folder, ["ls-tree", "-r", "-z", "--end-of-options", commit, ...files]);
  if (listing === null) return null;
  const entries: Entries = { files: new Map(), submodules: new Map(), links: [] };
  // `MODE TYPE ID<tab>PATH`
  for (const row of parts(listing)) {
    const tab = row.indexOf("\t");
    add(entries, row.slice(0, MODE), row.slice(row.lastIndexOf(" ", tab) + 1, tab), row.slice(tab + 1));
  }
  return entries;
}

/** The files of the index below a folder, or these of them; of a file in conflict, our side. Null where git refuses. */
export async function indexEntries(
  folder: string,
  index: string | null,
  files: readonly string[] = ["."],
): Promise<Entries | null> {
  const listing = await git(folder, ["--literal-pathspecs", "ls-files", "-s", "-z", "--", ...files], { index });
  if (listing === null) return null;
  const entries: Entries = { files: new Map(), submodules: new Map(), links: [] };
  // `MODE ID STAGE<tab>PATH`; stage 0 is settled, 2 is our side of a conflict.
  for (const row of parts(listing)) {
    const tab = row.indexOf("\t");
    const stage = row[tab - 1];
    if (stage !== "0" && stage !== "2") continue;
    add(entries, row.slice(0, MODE), row.slice(MODE + 1, tab - 2), row.slice(tab + 1));
  }
  return entries;
}

/** One path that differs between a commit and the index. */
export interface StagedPath {
  path: string;
  /** Mode and object id on both sides; all zeros where there is nothing. */
  before: { mode: string; id: string };
  after: { mode: string; id: string };
}

/** What is staged, against `HEAD`; null where git refuses, as before the first commit. */
export async function stagedPaths(folder: string, index: string | null): Promise<StagedPath[] | null> {
  const args = ["diff-index", "--cached", "--raw", "--no-renames", "--relative", "--abbrev=64", "-z", "HEAD", "--"];
  const output = await git(folder, args, { index });
  if (output === null) return null;
  const rows = parts(output);
  const staged: StagedPath[] = [];
  // `:MODE MODE ID ID STATUS`, then the path
  for (let i = 0; i + 1 < rows.length; i += 2) {
    const [oldMode = "", newMode = "", before = "", after = ""] = rows[i]!.slice(1).split(" ");
    staged.push({ path: rows[i + 1]!, before: { mode: oldMode, id: before }, after: { mode: newMode, id: after } });
  }
  return staged;
}

/** The entries of `HEAD`, from those of the index and what is staged: listing them anew would take longer. */
export function unstaged(index: Entries, staged: readonly StagedPath[]): Entries {
  const own = new Set(staged.map(({ path }) => path));
  const links = index.links.filter((path) => !own.has(path));
  const entries: Entries = { files: new Map(index.files), submodules: new Map(index.submodules), links };
  for (const path of own) {
    entries.files.delete(path);
    entries.submodules.delete(path);
  }
  for (const { path, before } of staged) if (before.mode !== "000000") add(entries, before.mode, before.id, path);
  return entries;
}

/** The paths whose content differs between two states, sorted. */
export function changedPaths(before: Entries, after: Entries): string[] {
  const changed = new Set<string>();
  for (const [path, id] of before.files) if (after.files.get(path) !== id) changed.add(path);
  for (const path of after.files.keys()) if (!before.files.has(path)) changed.add(path);
  return [...changed].sort();
}

/**
 * The paths in the working tree that may differ from a commit (or from nothing), untracked files included. Files that
 * were only touched may be among them.
 */
export async function touchedPaths(folder: string, commit: string | null): Promise<string[]> {
  const since = [
    "diff-index",
    "-z",
    "--name-only",
    "--no-renames",
    "--relative",
    "--end-of-options",
    commit ?? "",
    "--",
  ];
  const [touched, untracked] = await Promise.all([
    git(folder, commit === null ? ["ls-files", "-z", "--", "."] : since),
    git(folder, ["ls-files", "-z", "--others", "--exclude-standard", "--", "."]),
  ]);
  return [...new Set([touched, untracked].flatMap((output) => (output === null ? [] : parts(output))))].sort();
}

/** The paths that a sparse checkout leaves out of the working tree. */
export async function leftOut(folder: string): Promise<ReadonlySet<string>> {
  const own = gitFolder(folder);
  if (own === null || !existsSync(join(own, "info", "sparse-checkout"))) return new Set();
  const listing = await git(folder, ["ls-files", "-t", "-z", "--", "."]);
  const rows = listing === null ? [] : parts(listing);
  return new Set(rows.filter((row) => row.startsWith("S ")).map((row) => row.slice(2)));
}

/** Entries without some paths. */
export function without({ files, submodules, links }: Entries, absent: ReadonlySet<string>): Entries {
  return { files: new Map([...files].filter(([path]) => !absent.has(path))), submodules, links };
}
