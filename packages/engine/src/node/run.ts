import { diagnose, type Diagnostic, type DiagnosticCode } from "@threatloom/model";
import type { Scope } from "../scope.js";
import type { Decision, FileRead } from "../types.js";
import type { Cache } from "./cache.js";
import type { Crew } from "./crew.js";
import type { FileDoor, Stamp } from "./files.js";
import type { Task } from "./one.js";

/** What gathering needs to know. */
export interface GatherOptions {
  root: string;
  limit: number;
  scope: Scope;
  door: FileDoor;
  cache: Cache;
  /** Read every file, not only those that may hold annotations. */
  everything: boolean;
  /** Trust the stamps of files; pointless for a handful. */
  stamps: boolean;
  /** Reasons will be shown. */
  explain: boolean;
  threads: number | undefined;
  /** Threads that were started already. */
  crew: Crew | null;
  onProgress: ((done: number, total: number) => void) | undefined;
}

/** What was gathered from files. */
export interface Gathered {
  /** Readings by path, in the order of the paths. */
  reads: Map<string, FileRead>;
  /** Hashes of the contents that these were made of. */
  contents: Map<string, string>;
  /** Paths of the files that are in and not over the size limit, in their order. */
  admitted: string[];
  /** Paths of which only the definitions are wanted. */
  imported: Set<string>;
  /** Of files as such: unreadable, too large. */
  diagnostics: Diagnostic[];
  /** By path. */
  decisions: Map<string, Decision>;
  failed: { path: string; reason: string }[];
  /** Files that are in. */
  listed: number;
  skipped: number;
}

/** A file that is in. */
export interface Job extends Task {
  stamp: Stamp;
  stampedAt: number;
  /** Where its reading is found; null until known. */
  key: string | null;
}

/** One call of `gather`. */
export interface Run {
  options: GatherOptions;
  out: Gathered;
  jobs: Job[];
  misses: Job[];
  done: number;
}

const START = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Reports a file as such. */
export function complain(run: Run, path: string, code: DiagnosticCode, message: string): void {
  run.out.diagnostics.push({ ...diagnose(code, START, message), file: path });
  run.out.skipped++;
}

/** Notes why a file is left out. */
export function leaveOut(run: Run, path: string, reason: string): void {
  if (run.options.explain) run.out.decisions.set(path, { path, in: false, reason });
}

/** Reports a file that could not be read. */
export function fail(run: Run, path: string, reason: string): void {
  leaveOut(run, path, reason);
  run.out.failed.push({ path, reason });
  complain(run, path, "file-unreadable", `The file could not be read: ${reason}.`);
}
