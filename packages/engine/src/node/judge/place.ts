import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { insideRoot, isFolder, realPath } from "../files.js";
import { gitTop } from "../git/files.js";
import { CONFIG, THREATSPEC } from "../memory.js";
import { findRoot } from "../project.js";

/** Where a file belongs. */
export interface FilePlace {
  /** Absolute, with every symbolic link resolved. */
  root: string;
  /** Relative to the root, with `/`. */
  path: string;
  /** Nothing says that the folder is a project: neither git nor a configuration. */
  alone: boolean;
}

/** The path with the links of those folders resolved that are there; an editor's file may not be. */
function settledPath(file: string): string {
  for (let at = file, rest = ""; ; at = dirname(at)) {
    const real = realPath(at).path;
    if (real !== null) return rest === "" ? real : join(real, rest);
    if (dirname(at) === at) return file;
    rest = rest === "" ? basename(at) : join(basename(at), rest);
  }
}

/** Finds the project of a file, which need not exist. */
export function placeOf(file: string): FilePlace {
  const settled = settledPath(file);
  let folder = dirname(settled);
  // What a linter takes out of a file has that file for its folder.
  while (!isFolder(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const root = findRoot(folder);
  const configured = [CONFIG, THREATSPEC].some((name) => existsSync(join(root, name)));
  const path = insideRoot(root, settled) ?? basename(settled);
  return { root, path, alone: !configured && gitTop(root) === null };
}
