import { createHash } from "node:crypto";
import { lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const HOUR = 60 * 60 * 1000;
let counter = 0;

/** What a temporary folder holds: a site that is being written, or the one that stood there before. */
export type TemporaryKind = "new" | "old";

/** A temporary folder that a run, this one or another, made for a site. */
export interface Temporary {
  path: string;
  kind: TemporaryKind;
  /** Its run may still be at work. */
  busy: boolean;
  /** When something was last put into it. */
  time: number;
}

/** The names of one site's temporary folders begin with this. */
function prefixOf(site: string): string {
  return `.threatloom-${createHash("sha256").update(basename(site)).digest("hex").slice(0, 8)}`;
}

/** A name for a temporary folder of a site that no other run has. */
export function temporaryName(site: string, kind: TemporaryKind): string {
  return `${prefixOf(site)}-${process.pid}-${Date.now()}-${counter++}.${kind}`;
}

/** The temporary folders of a site in some folder; none where it cannot be read. */
export function temporariesIn(folder: string, site: string): Temporary[] {
  const pattern = new RegExp(`^${prefixOf(site).replace(".", "\\.")}-(\\d{1,10})-\\d+-\\d+\\.(new|old)$`);
  return namesIn(folder).flatMap((name) => {
    const [, pid, kind] = pattern.exec(name) ?? [];
    if (pid === undefined) return [];
    const path = join(folder, name);
    const time = timeOf(path);
    return time === null
      ? []
      : [{ path, kind: kind as TemporaryKind, busy: isAlive(Number(pid)) && Date.now() - time < HOUR, time }];
  });
}

/** Of a real folder only: what a link leads to is not ours. */
function timeOf(path: string): number | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() === true ? stats.mtimeMs : null;
}

/** What is in a folder, sorted; nothing where it cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/**
 * Signal 0 reaches nobody: it only asks. A process of somebody else is alive too. One with our own number is not: it ran
 * before us, in a container where numbers begin anew.
 */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
