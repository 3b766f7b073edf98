import { join } from "node:path";
import { decode } from "@threatloom/languages";
import type { CriticalFunction } from "@threatloom/model";
import { loadTextReader, type TextReader } from "../../reading.js";
import type { ConfigProblem, Project } from "../../types.js";
import { openDoor } from "../files.js";
import { contentKey } from "../key.js";
import { pathKind } from "../text.js";
import type { Disk } from "./disk.js";
import { overlayOf, type Overlay } from "./overlay.js";
import type { LiveFile, LiveView } from "./types.js";

/** What is held between two views. */
export interface State {
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

/** What stands in for a text that cannot be read before the parsers are loaded; never kept. */
export const NOTHING: Overlay = { file: undefined, record: null, read: null, diagnostics: [] };
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
export function fileIn(state: State, path: string): LiveFile | null | undefined {
  const made = overlay(state, path);
  if (made?.file === undefined && made !== null) made.file = readText(state, path, state.texts.get(path)!, true).file;
  return made?.file;
}

/** What became of the text in the place of a file, read at most once; null where there is no such text. */
export function overlay(state: State, path: string): Overlay | null {
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

/** Parsers are loaded when a text is not what the disk holds, or somebody asks for what is in one. */
export async function withReader(state: State): Promise<void> {
  state.reader ??= await loadTextReader(["go", "typescript", "text"]);
}

/** One file of a project, read anew where calls are wanted or nobody wrote in it. */
export function fileOf(state: State, disk: Disk, path: string, code: boolean): LiveFile | null {
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
export function triedIn(state: State, { scope }: Disk, path: string, text: string): LiveFile | null {
  const limit = state.project.config.limits.fileSize;
  return overlayOf(path, text, { scope, limit, read: state.reader!, whole: true }).file ?? null;
}
