import { readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { parseIgnoreFile, type Glob } from "../glob.js";
import { lastMatch } from "../glob-match.js";
import { failure, readBytes } from "./files.js";

const LARGEST_IGNORE_FILE = 1024 * 1024;

/** A file or folder (with `/` at its end) that is left out of the list, and why. */
export interface Skipped {
  path: string;
  reason: string;
  /** It was meant to be read and could not be. */
  unreadable?: boolean;
}

interface Folder {
  /** Relative to the root with `/` at its end; empty for the root. */
  path: string;
  depth: number;
  /** The ignore files above and in this folder, outermost first. */
  rules: { depth: number; globs: Glob[] }[];
}

function ignored(folder: Folder, segments: readonly string[], isFolder: boolean): boolean {
  for (let i = folder.rules.length - 1; i >= 0; i--) {
    const { depth, globs } = folder.rules[i]!;
    const answer = lastMatch(globs, segments.slice(depth), isFolder);
    if (answer !== null) return answer;
  }
  return false;
}

function withRules(root: string, folder: Folder, entries: readonly Dirent[]): Folder {
  if (!entries.some((e) => e.name === ".gitignore" && e.isFile())) return folder;
  const bytes = readBytes(join(root, folder.path, ".gitignore"), LARGEST_IGNORE_FILE);
  const globs = bytes === null ? [] : parseIgnoreFile(bytes.toString("utf8"));
  return { ...folder, rules: [...folder.rules, { depth: folder.depth, globs }] };
}

/**
 * Lists the files below a root where git cannot: `.gitignore` files are honoured, symbolic links are listed but never
 * followed, repositories inside are not entered.
 */
export function walk(root: string): { paths: string[]; skipped: Skipped[] } {
  const paths: string[] = [];
  const skipped: Skipped[] = [];
  const open: Folder[] = [{ path: "", depth: 0, rules: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, next.path), { withFileTypes: true });
    } catch (error) {
      skipped.push({ path: next.path, reason: failure(error), unreadable: true });
      continue;
    }
    if (next.path !== "" && entries.some((e) => e.name === ".git")) {
      skipped.push({ path: next.path, reason: "a repository of its own" });
      continue;
    }
    const folder = withRules(root, next, entries);
    const above = next.path === "" ? [] : next.path.slice(0, -1).split("/");
    for (const entry of entries) {
      const path = `${next.path}${entry.name}`;
      const isFolder = entry.isDirectory();
      if (entry.name === ".git") continue;
      if (isFolder && entry.name === "node_modules") skipped.push({ path: `${path}/`, reason: "installed packages" });
      else if (ignored(folder, [...above, entry.name], isFolder)) {
        skipped.push({ path: isFolder ? `${path}/` : path, reason: "ignored by a .gitignore" });
      } else if (isFolder) open.push({ path: `${path}/`, depth: next.depth + 1, rules: folder.rules });
      else paths.push(path);
    }
  }
  return { paths, skipped };
}
