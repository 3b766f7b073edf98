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

function collect(rows: Iterable<{ mode: string; id: string; path: string }>): Entries {
  const entries: Entries = { files: new Map(), submodules: new Map(), links: [] };
  for (const { mode, id, path } of rows) {
    if (mode === "160000") entries.submodules.set(path, id);
    else if (mode === "120000") entries.links.push(path);
    else entries.files.set(path, id);
  }
  return entries;
}

/** The files of a commit below a folder of its work tree; the whole tree in a bare repository. Null where git refuses. */
export async function treeEntries(folder: string, commit: string): Promise<Entries | null> {
  const listing = await git(folder, ["ls-tree", "-r", "-z", "--end-of-options", commit]);
  if (listing === null) return null;
  // `MODE TYPE ID<tab>PATH`
  return collect(
    parts(listing).map((row) => {
      const tab = row.indexOf("\t");
      const [mode = "", , id = ""] = row.slice(0, tab).split(" ");
      return { mode, id, path: row.slice(tab + 1) };
    }),
  );
}

/** The files of the index below a folder; of a file in conflict, our side. Null where git refuses. */
export async function indexEntries(folder: string, index: string | null): Promise<Entries | null> {
  const listing = await git(folder, ["ls-files", "-s", "-z", "--", "."], { index });
  if (listing === null) return null;
  // `MODE ID STAGE<tab>PATH`; stage 0 is settled, 2 is our side of a conflict.
  const rows = parts(listing).flatMap((row) => {
    const tab = row.indexOf("\t");
    const [mode = "", id = "", stage = ""] = row.slice(0, tab).split(" ");
    return stage === "0" || stage === "2" ? [{ mode, id, path: row.slice(tab + 1) }] : [];
  });
  return collect(rows);
}

/** The paths whose content differs between two states, sorted. */
export function changedPaths(before: Entries, after: Entries): string[] {
  const changed = new Set<string>();
  for (const [path, id] of before.files) if (after.files.get(path) !== id) changed.add(path);
  for (const path of after.files.keys()) if (!before.files.has(path)) changed.add(path);
  return [...changed].sort();
}

/**
 * The paths in the working tree that may differ from a commit, untracked files included. Files that were only touched
 * may be among them.
 */
export async function touchedPaths(folder: string, commit: string): Promise<string[]> {
  const [touched, untracked] = await Promise.all([
    git(folder, ["diff-index", "-z", "--name-only", "--no-renames", "--relative", "--end-of-options", commit, "--"]),
    git(folder, ["ls-files", "-z", "--others", "--exclude-standard", "--", "."]),
  ]);
  return [...new Set([touched, untracked].flatMap((output) => (output === null ? [] : parts(output))))].sort();
}
