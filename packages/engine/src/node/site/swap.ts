import { chmodSync, lstatSync, renameSync, rmSync, rmdirSync, statSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { insideRoot } from "../files.js";
import { settle, stage, type SiteFile } from "./stage.js";
import { namesIn, temporaryName } from "./temporary.js";
import { undisturbed } from "./undisturbed.js";

const ATTEMPTS = 20;

/** Writes a site beside the folder and puts it in its place as a whole. Throws where the file system refuses; the old one stays. */
export function swapIn(folder: string, files: readonly SiteFile[], known: ReadonlySet<string>): void {
  const parent = dirname(folder);
  const fresh = join(parent, temporaryName(folder, "new"));
  stage(fresh, files);
  try {
    const mode = modeOf(folder);
    if (mode !== null) chmodSync(fresh, mode);
    const old = undisturbed(() => exchange(fresh, folder));
    settle(parent);
    if (old !== null) discard(old, folder, known);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

function modeOf(folder: string): number | null {
  return (statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o7777 || null;
}

/**
 * Puts `fresh` where `folder` is. Two renames, one right behind the other, for there is no single one. Another run may
 * come between them with a site of its own: then that one is moved aside in its turn. Answers where the old one is now.
 */
function exchange(fresh: string, folder: string): string | null {
  let error: unknown = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const old = join(dirname(folder), temporaryName(folder, "old"));
    const moved = renamed(folder, old);
    try {
      renameSync(fresh, folder);
      return moved ? old : null;
    } catch (caught) {
      error = caught;
      if (moved) renamed(old, folder);
      if (!["ENOTEMPTY", "EEXIST"].includes((caught as NodeJS.ErrnoException).code ?? "")) break;
    }
  }
  throw error;
}

/** Renames a folder; false where there is none, or where something is in the way. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (["ENOENT", "ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

/**
 * Removes a site that was replaced: files of ours by their names, and what somebody else put there in the last moment
 * goes back to where it was put. What cannot be moved stays; never throws.
 */
export function discard(old: string, folder: string, known: ReadonlySet<string>): void {
  try {
    for (const name of namesIn(old)) {
      const path = join(old, name);
      const to = join(folder, name);
      if (known.has(name) && lstatSync(path).isFile()) unlinkSync(path);
      else if (lstatSync(to, { throwIfNoEntry: false }) === undefined) renameSync(path, to);
    }
    rmdirSync(old);
  } catch {
    // It lies beside the site under a name of its own; the next run tries again.
  }
}

/**
 * Whether a folder can be renamed without anybody missing it: it is there for the site alone, by its owner and by what
 * is in it, nothing is mounted on it, and this process does not stand in it.
 */
export function isOurs(folder: string, known: ReadonlySet<string>): boolean {
  const [own, around] = [lstatSync(folder), lstatSync(dirname(folder))];
  if (process.getuid !== undefined && own.uid !== process.getuid()) return false;
  if (own.dev !== around.dev || own.ino === around.ino) return false;
  const here = process.cwd();
  if (here === folder || insideRoot(folder, here) !== null) return false;
  return namesIn(folder).every((name) => known.has(name) && lstatSync(join(folder, name)).isFile());
}
