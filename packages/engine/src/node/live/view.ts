import { wantedSymbols, type Diagnostic, type Mention, type SourceRecord } from "@threatloom/model";
import type { FileRead } from "../../types.js";
import { diagnosticsOf, weave } from "../weave.js";
import { readSymbols, type Disk } from "./disk.js";
import { fileIn, NOTHING, overlay, withReader, type State } from "./state.js";
import type { LiveView } from "./types.js";

/** Records and readings of the whole project, texts in place of files. */
function merged(state: State, disk: Disk): { records: Map<string, SourceRecord>; reads: Map<string, FileRead> } {
  const records = new Map(disk.records);
  const reads = new Map(disk.reads);
  for (const path of state.texts.keys()) {
    const { record, read } = overlay(state, path)!;
    if (record === null) records.delete(path);
    else records.set(path, record);
    if (read === null) reads.delete(path);
    else reads.set(path, read);
  }
  return { records, reads };
}

/** The functions of files that annotations of others name. */
async function withNamed(state: State, disk: Disk, records: Map<string, SourceRecord>): Promise<void> {
  const named = wantedSymbols([...records.values()]).filter((path) => records.get(path)?.symbols === null);
  const missing = named.filter((path) => !state.texts.has(path) && !disk.named.has(path));
  if (missing.length > 0) await readSymbols(disk, missing);
  for (const path of named) {
    const record = fileIn(state, path)?.record ?? disk.named.get(path);
    if (record !== undefined) records.set(path, record);
  }
}

function byFile<T extends { file: string }>(list: readonly T[]): Map<string, T[]> {
  const files = new Map<string, T[]>();
  for (const item of list) {
    const known = files.get(item.file);
    if (known) known.push(item);
    else files.set(item.file, [item]);
  }
  return files;
}

/** What is wrong with files as such; what was put in their place speaks for itself. */
function ofFiles(state: State, disk: Disk): Diagnostic[] {
  const { texts } = state;
  const own = [...texts.keys()].flatMap((path) => overlay(state, path)!.diagnostics);
  return [...disk.diagnostics.filter(({ file }) => !texts.has(file)), ...own];
}

/** Weaves what the disk and the texts in its place say into one view, with all that is wrong in it. Never rejects for what is in files. */
export async function viewOf(state: State, disk: Disk, today: string, version: number): Promise<LiveView> {
  const { project } = state;
  if ([...state.texts.keys()].some((path) => overlay(state, path) === NOTHING)) await withReader(state);
  const { records, reads } = merged(state, disk);
  await withNamed(state, disk, records);
  const mentions: Mention[] = [];
  const linked = weave(project, today, [...records.values()], (mention) => mentions.push(mention));
  const gathered = { diagnostics: ofFiles(state, disk), reads };
  const judged = state.alone ? { ...linked, diagnostics: [] } : linked;
  const found = await diagnosticsOf(project, gathered, judged, !state.alone);
  return {
    project,
    version,
    today,
    model: linked.model,
    mentions: byFile(mentions),
    diagnostics: byFile([...found, ...disk.closed]),
    records,
    problems: [...state.problems, ...disk.problems],
  };
}
