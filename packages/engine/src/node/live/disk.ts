import type { Diagnostic, SourceRecord } from "@threatloom/model";
import { recordOf } from "../../records.js";
import { scopeOf, type Scope } from "../../scope.js";
import type { ConfigProblem, FileRead, Project } from "../../types.js";
import { readNamed, readTree, type Session } from "../part.js";
import { openSession, unreadableFolders } from "../scan.js";

/** What the files of a project say. */
export interface Disk {
  session: Session;
  scope: Scope;
  /** The files that are in. */
  paths: ReadonlySet<string>;
  records: ReadonlyMap<string, SourceRecord>;
  reads: ReadonlyMap<string, FileRead>;
  /** Records of files that were parsed because annotations of others name their functions. */
  named: Map<string, SourceRecord>;
  /** Of files as such. */
  diagnostics: readonly Diagnostic[];
  /** Of folders that could not be looked into. */
  closed: readonly Diagnostic[];
  /** Of configuration files below the root. */
  problems: readonly ConfigProblem[];
}

/** Walks over all files of a project. */
export async function readDisk(project: Project, today: string): Promise<Disk> {
  const session = openSession(project, { today, coverage: false });
  const { gathered, records, scope } = await readTree(session);
  session.cache.save(true);
  const { paths } = await session.listing();
  return {
    session,
    scope,
    paths: new Set(paths),
    records: new Map(records.map((record) => [record.path, record])),
    reads: gathered.reads,
    named: new Map(),
    diagnostics: gathered.diagnostics,
    closed: await unreadableFolders(session),
    problems: session.problems,
  };
}

/** The same of a folder whose files nobody looks at. */
export function noDisk(project: Project, today: string): Promise<Disk> {
  const session = openSession(project, { today, coverage: false, cache: false });
  const nothing = { records: new Map(), reads: new Map(), named: new Map(), diagnostics: [], closed: [], problems: [] };
  const scope = scopeOf(project.config, null, []);
  return Promise.resolve({ session, scope, paths: new Set<string>(), ...nothing });
}

/** Parses files for their symbols. */
export async function readSymbols(disk: Disk, paths: readonly string[]): Promise<void> {
  const { session } = disk;
  const parsed = { ...session, options: { ...session.options, coverage: true } };
  const { gathered } = await readNamed(parsed, paths);
  for (const [path, read] of gathered.reads) disk.named.set(path, recordOf(path, read, gathered.imported.has(path)));
}
