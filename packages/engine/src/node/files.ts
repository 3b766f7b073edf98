import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  type Stats,
} from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";

/** What a file looked like when it was listed. Equal stamps, old enough, mean an unchanged file. */
export interface Stamp {
  size: number;
  /** Milliseconds with fractions. */
  mtime: number;
  ctime: number;
  inode: number;
}

/** A path that can be read as a file below the root, or the reason why not. */
export type Inspected =
  | { stamp: Stamp; reason: null }
  /** `kind`: it is no plain file; `gone`: it is not there; `failed`: the system would not say. */
  | { stamp: null; reason: string; why: "kind" | "gone" | "failed" };

const messages: Record<string, string> = {
  ENOENT: "it does not exist",
  ENOTDIR: "it does not exist",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "it is a symbolic link, or its links run in a circle",
  ENAMETOOLONG: "its name is too long",
  EIO: "the disk reports an error",
  EISDIR: "it is a folder",
  EEXIST: "a file is in the way",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "no space is left on the disk",
};

/** Why a file operation failed, as half a sentence without paths. */
export function failure(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? (messages[code] ?? `the system says ${code}`) : "it cannot be read";
}

/** Where a path lies relative to the root, with `/`; null outside of it. Purely lexical: resolve links first. */
export function insideRoot(root: string, absolute: string): string | null {
  const path = relative(root, absolute);
  if (path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return null;
  return sep === "/" ? path : path.split(sep).join("/");
}

/** Bytes and answers that are reused from file to file. */
export interface FileDoor {
  /** What kind of thing a path is; anything but a plain file in a real folder of the root is refused. */
  inspect(path: string): Inspected;
  /**
   * The bytes of a plain file, in a buffer that the next call overwrites; null in `bytes` and a reason where that
   * fails or the file is larger than `limit`.
   */
  read(path: string, limit: number): { bytes: Uint8Array; reason: null } | { bytes: null; reason: string };
}

function stampOf(stats: Stats): Stamp {
  return { size: stats.size, mtime: stats.mtimeMs, ctime: stats.ctimeMs, inode: stats.ino };
}

function kindOf(stats: Stats): string | null {
  if (stats.isFile()) return null;
  if (stats.isSymbolicLink()) return "a symbolic link: what it points to is read under its own name, if it is inside";
  return stats.isDirectory() ? "a folder or a repository of its own" : "not a plain file";
}

// Neither a link nor a pipe that was put in a file's place after it was listed is opened or waited for.
const FLAGS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * The one door through which files of the project are read. `root` is absolute and free of symbolic links.
 *
 * @mitigates #engine against #path-traversal with #containment
 */
export function openDoor(root: string): FileDoor {
  const folders = new Map<string, boolean>();
  let buffer = Buffer.allocUnsafe(256 * 1024);
  let last: string | null = null;
  let lastReal = false;
  // A folder that is a link could lead out of the root, even where git knows it as a folder. Neighbours come one after
  // the other, so that the last answer is usually the one.
  const real = (path: string): boolean => {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    if (folder !== last) {
      last = folder;
      lastReal = realFolder(folder === "" ? root : `${root}${sep}${folder.slice(0, -1)}`);
    }
    return lastReal;
  };
  const realFolder = (folder: string): boolean => {
    let known = folders.get(folder);
    if (known === undefined) {
      try {
        known = realpathSync.native(folder) === resolve(folder);
      } catch {
        known = false;
      }
      folders.set(folder, known);
    }
    return known;
  };
  const fill = (file: number, limit: number): number => {
    let length = 0;
    for (;;) {
      if (length === buffer.length) {
        const larger = Buffer.allocUnsafe(Math.min(buffer.length * 2, limit + 1));
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      const got = readSync(file, buffer, length, buffer.length - length, null);
      length += got;
      if (got === 0 || length > limit) return length;
    }
  };
  return {
    inspect(path) {
      const absolute = `${root}${sep}${path}`;
      try {
        const stats = lstatSync(absolute);
        const reason = kindOf(stats) ?? (real(path) ? null : "it lies behind a symbolic link");
        return reason === null ? { stamp: stampOf(stats), reason } : { stamp: null, reason, why: "kind" };
      } catch (error) {
        const gone = (error as { code?: string }).code === "ENOENT";
        return { stamp: null, reason: failure(error), why: gone ? "gone" : "failed" };
      }
    },
    read(path, limit) {
      let file: number | null = null;
      try {
        const absolute = `${root}${sep}${path}`;
        if (!real(path)) return { bytes: null, reason: "it lies behind a symbolic link" };
        file = openSync(absolute, FLAGS);
        const size = fstatSync(file).size;
        if (buffer.length <= size && size <= limit) buffer = Buffer.allocUnsafe(size + 1);
        const length = fill(file, limit);
        if (length > limit) return { bytes: null, reason: "it is over the size limit" };
        return { bytes: buffer.subarray(0, length), reason: null };
      } catch (error) {
        return { bytes: null, reason: failure(error) };
      } finally {
        if (file !== null) closeSync(file);
      }
    },
  };
}

/** The bytes of a small file outside the pipeline, or null: configuration, cache. Never throws. */
export function readBytes(path: string, limit = 1024 * 1024 * 1024): Buffer | null {
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > limit) return null;
    const bytes = Buffer.allocUnsafe(stats.size);
    let length = 0;
    for (let got = 1; got > 0 && length < bytes.length; length += got) {
      got = readSync(file, bytes, length, bytes.length - length, length);
    }
    return bytes.subarray(0, length);
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** The path with every link resolved, or the reason why that fails. */
export function realPath(path: string): { path: string; reason: null } | { path: null; reason: string } {
  try {
    return { path: realpathSync.native(path), reason: null };
  } catch (error) {
    return { path: null, reason: failure(error) };
  }
}

/** Whether a path is a folder, links followed. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * A path that somebody named: relative to the root, with every link resolved. Paths outside the root, that do not
 * exist or that are neither file nor folder are refused with a reason.
 */
export function namedPath(
  root: string,
  named: string,
): { path: string; folder: boolean; reason: null } | { path: null; reason: string } {
  const real = realPath(resolve(root, named));
  if (real.path === null) return real;
  try {
    const stats = lstatSync(real.path);
    if (real.path === root) return { path: "", folder: true, reason: null };
    const path = insideRoot(root, real.path);
    if (path === null) return { path: null, reason: "it lies outside the project" };
    if (stats.isFile() || stats.isDirectory()) return { path, folder: stats.isDirectory(), reason: null };
    return { path: null, reason: "it is neither a file nor a folder" };
  } catch (error) {
    return { path: null, reason: failure(error) };
  }
}
