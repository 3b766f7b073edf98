import { textMayHold } from "@threatloom/grammar/marker";
import { diagnose, type Diagnostic, type SourceRecord } from "@threatloom/model";
import { emptyRecord, recordOf } from "../../records.js";
import type { TextReader } from "../../reading.js";
import type { Scope } from "../../scope.js";
import type { FileRead } from "../../types.js";
import { GAVE_UP } from "../one.js";
import type { LiveFile } from "./types.js";

/** A text in the place of a file, and what a scan would make of it. */
export interface Overlay {
  /** Null where it takes no part, or nothing in it is read; undefined where nobody needed it yet. */
  file: LiveFile | null | undefined;
  /** What goes into linking; null where the project leaves it out. */
  record: SourceRecord | null;
  /** Null where a scan would not have parsed it. */
  read: FileRead | null;
  /** Of the file as such. */
  diagnostics: Diagnostic[];
}

/** How texts are read. */
export interface OverlayMeans {
  scope: Scope;
  /** Bytes a file may have at most. */
  limit: number;
  read: TextReader;
  /** Parse also what no annotation can be in. */
  whole: boolean;
}

const START = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const OUTSIDE: Overlay = { file: null, record: null, read: null, diagnostics: [] };
/** As far into a file as a NUL makes a binary of it. */
const BINARY_WINDOW = 8000;

function complaint(path: string, code: "file-too-large" | "file-unreadable", message: string): Overlay {
  return { ...OUTSIDE, diagnostics: [{ ...diagnose(code, START, message), file: path }] };
}

/** Reads a text as the content of a path: gives what a scan of a file with this content would. */
export function overlayOf(path: string, text: string, { scope, limit, read: reader, whole }: OverlayMeans): Overlay {
  const { place } = scope(path);
  if (place === null) return OUTSIDE;
  const size = Buffer.byteLength(text);
  if (size > limit) return complaint(path, "file-too-large", `The file has ${size} bytes, over the limit of ${limit}.`);
  const marked = place.manner.modelFile !== null || textMayHold(text);
  if (!marked && text.slice(0, BINARY_WINDOW).includes("\0")) return { ...OUTSIDE, record: emptyRecord(path) };
  if (!marked && !whole) return { file: undefined, record: emptyRecord(path), read: null, diagnostics: [] };
  try {
    const { read, facts } = reader(path, text, place.manner);
    const full = recordOf(path, read, place.definitionsOnly);
    const { comments, symbols } = facts;
    const file = { path, text, manner: place.manner, comments, symbols, record: full };
    if (!marked) return { file, record: emptyRecord(path), read: null, diagnostics: [] };
    return { file, record: full, read, diagnostics: [] };
  } catch {
    return complaint(path, "file-unreadable", `The file could not be read: ${GAVE_UP}.`);
  }
}
