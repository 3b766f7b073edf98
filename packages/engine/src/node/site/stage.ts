import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A file of a site. Long texts come in pieces, made when they are written. */
export interface SiteFile {
  /** Without folders. */
  name: string;
  data: string | Uint8Array | (() => Iterable<string>);
}

/** Writes the files of a site into a new folder, and waits until the disk has them. Throws, and leaves nothing, where it cannot. */
export function stage(folder: string, files: readonly SiteFile[]): void {
  mkdirSync(folder);
  try {
    for (const { name, data } of files) writeWhole(join(folder, name), typeof data === "function" ? data() : [data]);
    settle(folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function writeWhole(path: string, pieces: Iterable<string | Uint8Array>): void {
  const file = openSync(path, "wx");
  try {
    for (const piece of pieces) writeFileSync(file, piece);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until the disk has the entries of a folder, where the file system can do that. */
export function settle(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Not every file system syncs folders; what was written is there all the same.
  }
}
