import { lstatSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { failure, isFolder, realPath } from "../files.js";
import { finish, InTheWay, moveIn } from "./move.js";
import type { SiteFile } from "./stage.js";
import { discard, isOurs, swapIn } from "./swap.js";
import { temporariesIn } from "./temporary.js";

/** A folder that a site is written to. */
export interface SiteFolder {
  /** Absolute, links resolved. */
  path: string;
  /** Every name that a site may have; nothing else is ever replaced or removed. */
  known: ReadonlySet<string>;
}

/** Why a folder cannot hold a site. */
export interface SiteProblem {
  problem: string;
}

const ATTEMPTS = 3;
const IN_THE_WAY = failure({ code: "EEXIST" });
/** The folder itself cannot be renamed, or nothing can be made beside it: what is in it may be written all the same. */
const FIXED: readonly unknown[] = ["EACCES", "EBUSY", "EPERM", "EROFS", "EXDEV"];

/** Whether nothing stands at a path, be it for a file where a folder of it should be. */
function missing(path: string): boolean {
  try {
    lstatSync(path);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return true;
    throw error;
  }
}

/** Whether folders can be made down to a path: what there is of it is a folder. */
function isOpen(path: string): boolean {
  let there = dirname(path);
  while (missing(there)) there = dirname(there);
  return isFolder(there);
}

/** Finds the folder for a site, and mends what a killed run left: nothing stays half of an old and half of a new site. */
export function openSite(named: string, names: readonly string[]): SiteFolder | SiteProblem {
  const known = new Set(names);
  try {
    const path = resolve(named);
    if (missing(path)) return isOpen(path) ? recovered({ path, known }) : { problem: IN_THE_WAY };
    const real = realPath(path);
    if (real.path === null) return { problem: "it is a link to nowhere" };
    if (!isFolder(real.path)) return { problem: "it is a file, and no folder" };
    return recovered({ path: real.path, known });
  } catch (error) {
    return { problem: failure(error) };
  }
}

function recovered(site: SiteFolder): SiteFolder {
  const { path, known } = site;
  const left = [...temporariesIn(dirname(path), path), ...temporariesIn(path, path)].filter(({ busy }) => !busy);
  const olds = left.filter(({ kind }) => kind === "old").sort((a, b) => b.time - a.time);
  if (missing(path) && olds[0] !== undefined) renameSync(olds.shift()!.path, path);
  for (const old of olds) discard(old.path, path, known);
  for (const { kind, path: each } of left) if (kind === "new") drop(each);
  if (!missing(path)) finish(path, known);
  return site;
}

/** What cannot be removed is in nobody's way. */
function drop(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Somebody else's, by its owner.
  }
}

/**
 * Puts a site into its folder, whole or not at all; with `whole` the old one goes, else only the files of the same names.
 * A folder that holds nothing else is replaced by another one; elsewhere files are replaced one by one, `index.html` last.
 *
 * @mitigates #engine against #half-written with #atomic-write
 */
export function putSite(site: SiteFolder, files: readonly SiteFile[], whole: boolean): SiteProblem | null {
  for (let attempt = 1; ; attempt++) {
    try {
      put(site, files, whole);
      return null;
    } catch (error) {
      if (error instanceof InTheWay) return { problem: `${error.message} is a folder there` };
      // Another run replaced the folder in the same moment.
      if ((error as NodeJS.ErrnoException).code === "ENOENT" && attempt < ATTEMPTS) continue;
      return { problem: failure(error) };
    }
  }
}

function put({ path, known }: SiteFolder, files: readonly SiteFile[], whole: boolean): void {
  if (whole && (missing(path) || isOurs(path, known))) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      swapIn(path, files, known);
      return;
    } catch (error) {
      if (!FIXED.includes((error as NodeJS.ErrnoException).code)) throw error;
    }
  }
  moveIn(path, files, { known, whole });
}
