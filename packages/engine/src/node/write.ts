import {
  appendFileSync,
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";

const HOUR = 60 * 60 * 1000;
let counter = 0;

/**
 * Writes a file as `writeFileAtomic` does, from pieces that are never joined in memory.
 * @param mode the permissions it gets; those of any new file where it is absent
 */
export function writePiecesAtomic(path: string, pieces: Iterable<string | Uint8Array>, mode?: number): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path).slice(0, 80)}.${process.pid}.${Date.now()}.${counter++}.tmp`);
  let file: number | null = null;
  try {
    file = openSync(temporary, "wx");
    if (mode !== undefined) fchmodSync(file, mode & 0o7777);
    for (const piece of pieces) writeFileSync(file, piece);
    closeSync(file);
    file = null;
    renameSync(temporary, path);
  } catch (error) {
    if (file !== null) closeSync(file);
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a file so that readers see the old content or the new, never a half: into a temporary file of the same
 * folder, which is then renamed. Folders are made as needed. Throws where the file system refuses.
 *
 * @mitigates #engine against #half-written with #atomic-write
 */
export function writeFileAtomic(path: string, data: string | Uint8Array | Iterable<string>): void {
  writePiecesAtomic(path, typeof data === "string" || data instanceof Uint8Array ? [data] : data);
}

const PATIENCE = 10_000;
/** Longer than anybody needs to write a file: whoever holds a lock for so long was killed. */
const STALE = 60_000;

function locked(lock: string): boolean {
  try {
    closeSync(openSync(lock, "wx"));
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > STALE) rmSync(lock, { force: true });
    return false;
  }
}

/**
 * Does something with a file that no other run of ours does at the same time. False where others took too long; throws
 * where the file system refuses, or what is done does.
 */
export async function alone(path: string, work: () => void): Promise<boolean> {
  const lock = `${path}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  for (const start = Date.now(); !locked(lock);) {
    if (Date.now() - start > PATIENCE) return false;
    await setTimeout(20);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
  return true;
}

/** Removes what a killed run left behind in a folder; never throws. */
export function removeStale(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name.endsWith(".tmp") && Date.now() - statSync(path).mtimeMs > HOUR) rmSync(path, { force: true });
    }
  } catch {
    // Another run may have tidied up first.
  }
}

/** Appends to a file that somebody else owns (the summary of a CI step); false where the file system refuses. */
export function appendText(path: string, text: string): boolean {
  try {
    appendFileSync(path, text);
    return true;
  } catch {
    return false;
  }
}
