import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, rmdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { settle, stage, type SiteFile } from "./stage.js";
import { namesIn, temporaryName } from "./temporary.js";
import { undisturbed } from "./undisturbed.js";

/** A whole set of files on its way into the folder around. There is one at a time, for its name can be taken once. */
const READY = ".threatloom-ready";
/** Names of files that go with the old site, one per line. */
const GONE = ".gone";
/** Comes last: who sees the new one sees the new others. */
const LAST = "index.html";
const ATTEMPTS = 20;

/** A folder stands where a file is to be written. */
export class InTheWay extends Error {}

/**
 * Writes files into a folder that is also somebody else's: all of them first into a folder inside, then one after the
 * other into their places. A run that is killed in between has its work finished by the next one (`finish`). With
 * `whole`, files of ours that are not among these go. Throws where the file system refuses.
 */
export function moveIn(
  folder: string,
  files: readonly SiteFile[],
  { known, whole }: { known: ReadonlySet<string>; whole: boolean },
): void {
  mkdirSync(folder, { recursive: true });
  for (const { name } of files) {
    if (lstatSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true) throw new InTheWay(name);
  }
  const fresh = join(folder, temporaryName(folder, "new"));
  const written = new Set(files.map(({ name }) => name));
  const gone = whole ? [...known].filter((name) => !written.has(name)) : [];
  stage(fresh, [...files, { name: GONE, data: gone.join("\n") }]);
  try {
    undisturbed(() => {
      claim(folder, fresh, known);
      finish(folder, known);
    });
  } catch (error) {
    // Stuck here, every run after this one would be stuck too.
    for (const left of [fresh, join(folder, READY)]) rmSync(left, { recursive: true, force: true });
    throw error;
  }
  settle(folder);
}

/** Takes the one name, as soon as whoever has it is done, or has been helped to be. */
function claim(folder: string, fresh: string, known: ReadonlySet<string>): void {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(fresh, join(folder, READY));
      return;
    } catch (error) {
      const taken = ["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (!taken || attempt === ATTEMPTS) throw error;
      finish(folder, known);
    }
  }
}

/**
 * Puts the files of a set that is ready into their places; nothing happens where there is none. Several runs may do this
 * at once: what another one has moved is moved. Throws where the file system refuses.
 */
export function finish(folder: string, known: ReadonlySet<string>): void {
  const ready = join(folder, READY);
  if (lstatSync(ready, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const name of goneIn(ready))
    if (known.has(name))
      unlessGone(() => {
        unlinkSync(join(folder, name));
      });
  const names = namesIn(ready).filter((name) => name !== GONE && name !== LAST);
  // Nobody else's files have a place in a folder of this name, and it must become empty.
  for (const name of names) if (!known.has(name)) rmSync(join(ready, name), { recursive: true, force: true });
  for (const name of [...names.filter((each) => known.has(each)), LAST]) {
    unlessGone(() => {
      renameSync(join(ready, name), join(folder, name));
    });
  }
  unlessGone(() => {
    unlinkSync(join(ready, GONE));
  });
  unlessGone(() => {
    rmdirSync(ready);
  });
}

function goneIn(ready: string): string[] {
  try {
    return readFileSync(join(ready, GONE), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Does something with a file that another run may have dealt with already. */
function unlessGone(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
