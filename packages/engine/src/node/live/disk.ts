import type { Diagnostic, SourceRecord } from "@threatloom/model";
import { emptyRecord, recordOf } from "../../records.js";
import { scopeOf, type Scope } from "../../scope.js";
import type { ConfigProblem, FileRead, Project } from "../../types.js";
import { readingKey } from "../key.js";
import { readNamed, readTree, scopeFor, type Session } from "../part.js";
import { folderConfigs } from "../project.js";
import { openSession, unreadableFolders } from "../scan.js";

/** What the files of a project say. */
export interface Disk {
  session: Session;
  scope: Scope;
  /** The files that are in. */
  paths: ReadonlySet<string>;
  records: ReadonlyMap<string, SourceRecord>;
  reads: ReadonlyMap<string, FileRead>;
  /** Hashes of the contents of these, as far as they are known. */
  contents: ReadonlyMap<string, string>;
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
    contents: gathered.contents,
    named: new Map(),
    diagnostics: gathered.diagnostics,
    closed: await unreadableFolders(session),
    problems: session.problems,
  };
}

/**
 * What the last whole scan of a project knew, without a look at its files: for a first answer, until they are read. Null
 * where it did not know everything.
 */
export function recallDisk(project: Project, today: string): Disk | null {
  const session = openSession(project, { today, coverage: false });
  const known = session.cache.everything();
  if (known === null) return null;
  const scope = scopeFor(session, folderConfigs([...known.keys()]));
  const records = new Map<string, SourceRecord>();
  const reads = new Map<string, FileRead>();
  const contents = new Map<string, string>();
  for (const [path, { key, marked }] of known) {
    const { place } = scope(path);
    if (place === null) continue;
    const { manner, definitionsOnly } = place;
    const isRead = marked || manner.modelFile !== null;
    const read = isRead && key !== null ? session.cache.get(readingKey(key, path, manner)) : undefined;
    if (isRead && read === undefined) return null;
    records.set(path, read === undefined ? emptyRecord(path) : recordOf(path, read, definitionsOnly));
    if (read === undefined || key === null) continue;
    reads.set(path, read);
    contents.set(path, key);
  }
  const nothing = { named: new Map<string, SourceRecord>(), diagnostics: [], closed: [] };
  return {
    session,
    scope,
    paths: new Set(known.keys()),
    records,
    reads,
    contents,
    ...nothing,
    problems: session.problems,
  };
}

/** The same of a folder whose files nobody looks at. */
export function noDisk(project: Project, today: string): Promise<Disk> {
  const session = openSession(project, { today, coverage: false, cache: false });
  const nothing = {
    records: new Map(),
    reads: new Map(),
    contents: new Map(),
    named: new Map(),
    diagnostics: [],
    closed: [],
    problems: [],
  };
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
