import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { git, parts } from "./run.js";

/** The nearest folder at or above `start` that holds `.git` (a folder, or the file of a worktree or submodule). */
export function gitTop(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/** The folder that holds a repository's own files: `.git`, or what a `.git` file points to. Null outside of repositories. */
export function gitFolder(root: string): string | null {
  const top = gitTop(root);
  if (top === null) return null;
  const dot = join(top, ".git");
  try {
    const link = /^gitdir: (.+)$/m.exec(readFileSync(dot, "utf8"))?.[1];
    return link === undefined ? dot : isAbsolute(link) ? link : resolve(top, link);
  } catch {
    return dot;
  }
}

/** The folder of a root inside its repository, with `/` at its end; empty at the top and outside of repositories. */
export function repositoryFolder(root: string): string {
  const top = gitTop(root);
  const path = top === null ? "" : relative(top, root).split(sep).join("/");
  return path === "" ? "" : `${path}/`;
}

/**
 * The files below a folder that git tracks, and those it neither tracks nor ignores; paths relative to the folder.
 * Repositories inside come as paths that end with `/`. Null where there is no repository or git will not read it.
 */
export async function gitFiles(folder: string): Promise<string[] | null> {
  if (gitTop(folder) === null) return null;
  const listing = await git(folder, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "."]);
  return listing === null ? null : [...new Set(parts(listing))];
}

/** What git ignores below a folder, folders as a whole with `/` at their end; empty where there is no repository. */
export async function gitIgnored(folder: string): Promise<string[]> {
  if (gitTop(folder) === null) return [];
  const args = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", "--", "."];
  const listing = await git(folder, args);
  return listing === null ? [] : parts(listing).filter((path) => path !== "");
}
