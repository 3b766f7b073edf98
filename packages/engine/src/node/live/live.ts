import { join } from "node:path";
import { decode } from "@threatloom/languages";
import {
  wantedSymbols,
  type CriticalFunction,
  type Diagnostic,
  type Mention,
  type SourceRecord,
} from "@threatloom/model";
import { loadTextReader, type TextReader } from "../../reading.js";
import type { ConfigProblem, FileRead, Project } from "../../types.js";
import { openDoor } from "../files.js";
import { contentKey } from "../key.js";
import { openProject, unconfigured } from "../project.js";
import { pathKind } from "../text.js";
import { diagnosticsOf, weave } from "../weave.js";
import { noDisk, readDisk, recallDisk, readSymbols, type Disk } from "./disk.js";
import { overlayOf, type Overlay } from "./overlay.js";
import type { LiveFile, LiveOptions, LiveProject, LiveView } from "./types.js";

/** Milliseconds that nobody waits for the next word. */
const LONG = 100;

/** What is held between two views. */
interface State {
  root: string;
  project: Project;
  problems: readonly ConfigProblem[];
  disk: Disk | null;
  /** Null until the first reading: parsers are loaded while git lists the files. */
  reader: TextReader | null;
  /** Texts in place of files, by path. */
  texts: Map<string, string>;
  /** What became of them; made when somebody asks. */
  overlays: Map<string, Overlay>;
  view: LiveView | null;
  /** Of the file that was asked about last. */
  critical: { path: string; version: number; functions: readonly CriticalFunction[] } | null;
  /** Only what is put counts: its files are not looked at, and what they refer to may be anywhere. */
  alone: boolean;
}

const NOTHING: Overlay = { file: undefined, record: null, read: null, diagnostics: [] };
const NOWHERE: Pick<Disk, "scope"> = { scope: () => ({ place: null, reason: "git ignores it" }) };

/** A file that is there and not listed is none of the project's; one that is not there yet will be. */
function isLeftOut({ root, disk, alone }: State, path: string): boolean {
  return !alone && !disk!.paths.has(path) && pathKind(join(root, path)) !== "missing";
}

/** Reads a text as the content of a path. */
function readText(state: State, path: string, text: string, whole: boolean): Overlay {
  const { scope } = isLeftOut(state, path) ? NOWHERE : state.disk!;
  return overlayOf(path, text, { scope, limit: state.project.config.limits.fileSize, read: state.reader!, whole });
}

/** What is known of a file already, where a text is what the file holds: most documents are when they are opened. */
function unchanged({ records, reads, contents }: Disk, path: string, text: string): Overlay | null {
  const record = records.get(path);
  const read = reads.get(path);
  if (record === undefined || read === undefined || contents.get(path) !== contentKey(Buffer.from(text))) return null;
  return { file: undefined, record, read, diagnostics: [] };
}

/** The file that a text makes; parsed where somebody asks for what nobody needed before. */
function fileIn(state: State, path: string): LiveFile | null | undefined {
  const made = overlay(state, path);
  if (made?.file === undefined && made !== null) made.file = readText(state, path, state.texts.get(path)!, true).file;
  return made?.file;
}

function overlay(state: State, path: string): Overlay | null {
  const text = state.texts.get(path);
  if (text === undefined || state.disk === null) return null;
  let made = state.overlays.get(path);
  if (made === undefined) {
    const same = unchanged(state.disk, path, text);
    // Whoever looks already gets what is known: this text makes the view that is being woven an old one.
    if (same === null && state.reader === null) return NOTHING;
    made = same ?? readText(state, path, text, false);
    state.overlays.set(path, made);
  }
  return made;
}

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

/** Parsers are loaded when a text is not what the disk holds, or somebody asks for what is in one. */
async function withReader(state: State): Promise<void> {
  state.reader ??= await loadTextReader(["go", "typescript", "text"]);
}

async function viewOf(state: State, disk: Disk, today: string, version: number): Promise<LiveView> {
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

/** One file of a project, read anew where calls are wanted or nobody wrote in it. */
function fileOf(state: State, disk: Disk, path: string, code: boolean): LiveFile | null {
  const made = fileIn(state, path);
  if (made !== undefined && (made === null || !code)) return made;
  const { place } = disk.scope(path);
  if (place === null || (made === undefined && !disk.paths.has(path))) return null;
  const limit = state.project.config.limits.fileSize;
  let text = made?.text;
  if (text === undefined) {
    const { bytes } = openDoor(state.root).read(path, limit);
    if (bytes === null) return null;
    ({ text } = decode(bytes));
  }
  const scope: Disk["scope"] = () => ({ place: { ...place, manner: { ...place.manner, code } }, reason: "" });
  return overlayOf(path, text, { scope, limit, read: state.reader!, whole: true }).file ?? null;
}

/** What a text would be in the place of a file. */
function triedIn(state: State, { scope }: Disk, path: string, text: string): LiveFile | null {
  const limit = state.project.config.limits.fileSize;
  return overlayOf(path, text, { scope, limit, read: state.reader!, whole: true }).file ?? null;
}

/** Kept until something changes: lenses, hints and hovers of one file ask for the same. */
async function criticalOf(
  state: State,
  { model, version }: LiveView,
  path: string,
): Promise<readonly CriticalFunction[]> {
  const { critical, disk } = state;
  if (critical?.version === version && critical.path === path) return critical.functions;
  const file = fileOf(state, disk!, path, true);
  const functions = file === null ? [] : (await import("./critical.js")).criticalIn(file, model);
  state.critical = { path, version, functions };
  return functions;
}

function readProject(state: State): void {
  const { project, problems } = openProject(state.root);
  state.problems = problems;
  if (project !== null) state.project = project;
}

/** What counts the changes of a project, and the day its view was woven for. */
interface Clock {
  version: number;
  day: string;
}

/** Reads the project, one reading at a time; gives what is known of the disk, read on first demand. */
function newReading(
  state: State,
  clock: Clock,
  today: () => string,
): { refresh: () => Promise<void>; disk: () => Promise<Disk> } {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const read = async (): Promise<void> => {
    if (!state.alone) readProject(state);
    // While git lists the files, there is time for what will be needed next.
    const reading = state.alone ? noDisk(state.project, today()) : readDisk(state.project, today());
    [state.disk] = await Promise.all([reading, withReader(state)]);
    state.overlays.clear();
    clock.version += 1;
  };
  const start = (): Promise<void> => {
    next = null;
    running = read().finally(() => (running = null));
    return running;
  };
  const refresh = (): Promise<void> => {
    if (running === null) return start();
    return (next ??= running.then(start, start));
  };
  const disk = async (): Promise<Disk> => {
    if (state.disk === null) await (running ?? refresh());
    return state.disk!;
  };
  return { refresh, disk };
}

/** Weaves views, one at a time; `recent` is content with the last where weaving takes long. */
function newViews(
  state: State,
  clock: Clock,
  today: () => string,
  disk: () => Promise<Disk>,
): Pick<LiveProject, "recent" | "view"> {
  let making: Promise<LiveView> | null = null;
  let weaving = 0;
  const make = async (from: Disk): Promise<LiveView> => {
    clock.day = today();
    const start = performance.now();
    state.view = await viewOf(state, from, clock.day, clock.version);
    weaving = performance.now() - start;
    return state.view;
  };
  const view = async (): Promise<LiveView> => {
    for (;;) {
      await disk();
      // Not what was waited for: between a promise and who waits for it, another reading may have come in.
      const from = state.disk!;
      if (state.view?.version === clock.version && clock.day === today()) return state.view;
      // One at a time: whoever waits here looks again whether that was recent enough.
      if (making !== null) await making;
      else {
        making = make(from).finally(() => (making = null));
        return making;
      }
    }
  };
  return { view, recent: () => (state.view === null || weaving < LONG ? view() : Promise.resolve(state.view)) };
}

/** Takes over what the last run knew, where nothing was read yet. */
function recall(state: State, today: string): boolean {
  if (state.alone || state.disk !== null) return false;
  readProject(state);
  state.disk = recallDisk(state.project, today);
  return state.disk !== null;
}

/**
 * Opens the project at a root for somebody who writes in it. Nothing is read before the first `recall`, `refresh` or `view`.
 */
export function openLive(root: string, { today, alone = false }: LiveOptions): LiveProject {
  const project = unconfigured(root);
  const state: State = {
    ...{ root: project.root, project, problems: [], disk: null, reader: null },
    ...{ texts: new Map<string, string>(), overlays: new Map<string, Overlay>(), view: null, critical: null, alone },
  };
  const clock: Clock = { version: 0, day: "" };
  const { refresh, disk } = newReading(state, clock, today);
  const { view, recent } = newViews(state, clock, today, disk);
  return {
    root: project.root,
    recall: () => recall(state, today()),
    refresh,
    view,
    recent,
    put: (path, text) => {
      if (text === (state.texts.get(path) ?? null)) return;
      if (text === null) state.texts.delete(path);
      else state.texts.set(path, text);
      state.overlays.delete(path);
      clock.version += 1;
    },
    file: async (path, code = false) => {
      await withReader(state);
      return fileOf(state, await disk(), path, code);
    },
    tried: async (path, text) => {
      await withReader(state);
      return triedIn(state, await disk(), path, text);
    },
    critical: async (path) => {
      await withReader(state);
      return criticalOf(state, await view(), path);
    },
  };
}
