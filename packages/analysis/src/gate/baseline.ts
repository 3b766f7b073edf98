import { checkKinds, type BaselineEntry, type CheckItem, type CheckKind } from "@threatloom/model";
import { compareText } from "../diff/matching.js";

const VERSION = 1;

/** The longest text that is read as a baseline, in UTF-16 code units: several hundred thousand entries. */
const LONGEST_TEXT = 1 << 26;
/** Text for people is cut here; nothing but the id decides. */
const LONGEST_WORDS = 300;

/** The entries that adopt these items, sorted as they are written. */
export function makeBaseline(items: readonly CheckItem[]): BaselineEntry[] {
  return items
    .map(({ id, kind, rule, file, message }) => ({ id, kind, rule, file, message: cut(message) }))
    .sort(inOrder);
}

function cut(text: string): string {
  if (text.length <= LONGEST_WORDS) return text;
  return `${Array.from(text.slice(0, LONGEST_WORDS * 2))
    .slice(0, LONGEST_WORDS - 1)
    .join("")}…`;
}

function inOrder(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.file, b.file) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.id, b.id)
  );
}

/** A baseline as the text of its file: JSON with one entry per line, sorted, so that two branches seldom meet. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = [...entries].sort(inOrder).map(({ id, kind, rule, file, message }) => {
    return `    ${JSON.stringify({ id, kind, rule, file, message })}`;
  });
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "schemaVersion": ${VERSION},\n  "entries": ${list}\n}\n`;
}

/** The entries of a baseline file, or what is wrong with it and in which line. */
export type ReadBaseline = { entries: BaselineEntry[] } | { problem: string; line: number };

/** Reads the text of a baseline file. It may come from anywhere: what is no baseline is a problem, never an exception. */
export function readBaseline(text: string): ReadBaseline {
  if (text.length > LONGEST_TEXT) return { problem: "the file is too large to be a baseline", line: 1 };
  const conflict = /^(?:<{7}|={7}|>{7})(?: .*)?$/m.exec(text);
  if (conflict) return { problem: "a merge conflict is not resolved here", line: lineAt(text, conflict.index) };
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (error) {
    return { problem: "this is no JSON", line: lineOfError(text, error) };
  }
  if (!isObject(value)) return { problem: "a baseline is an object with schemaVersion and entries", line: 1 };
  if (own(value, "schemaVersion") !== VERSION)
    return { problem: `schemaVersion is not ${VERSION}: another version of the tool wrote this file`, line: 1 };
  const list = own(value, "entries");
  return Array.isArray(list) ? readEntries(list, text) : { problem: "entries is no list", line: 1 };
}

function readEntries(list: readonly unknown[], text: string): ReadBaseline {
  const entries = list.map(entryOf);
  const broken = entries.findIndex((entry) => entry === null);
  if (broken < 0) return { entries: entries.filter((entry) => entry !== null) };
  const problem = `an entry needs id, rule, file and message as texts, and a kind (${checkKinds.join(", ")})`;
  return { problem, line: lineOfEntry(text, broken) };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

const isKind = (value: unknown): value is CheckKind => checkKinds.includes(value as CheckKind);

function entryOf(value: unknown): BaselineEntry | null {
  if (!isObject(value)) return null;
  const [id, kind, rule, file, message] = ["id", "kind", "rule", "file", "message"].map((key) => own(value, key));
  const texts = [id, rule, file, message].filter((part) => typeof part === "string");
  if (texts.length < 4 || texts[0] === "" || !isKind(kind)) return null;
  return { id: texts[0]!, kind, rule: texts[1]!, file: texts[2]!, message: texts[3]! };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/**
 * Parsers do not agree on how they tell the place of an error. Where each entry has its line, it is the first one that is
 * no entry, or that no comma follows; else what the message says, else the end.
 */
function lineOfError(text: string, error: unknown): number {
  const lines = text.split("\n").map((line) => line.trim());
  const broken = lines.findIndex((line, index) => {
    if (!line.startsWith("{") || line.length < 2) return false;
    if (!isJson(line.endsWith(",") ? line.slice(0, -1) : line)) return true;
    return line.endsWith(",") !== (lines[index + 1] ?? "").startsWith("{");
  });
  if (broken >= 0) return broken + 1;
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return lineAt(text.trimEnd(), position === undefined ? text.length : Number(position));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The line of the entry of an index, as long as each one begins its own line. */
function lineOfEntry(text: string, index: number): number {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.includes('"entries"')) + 1;
  let left = index;
  for (let at = first; at < lines.length; at++) {
    if (/^[\]}\s,]*$/.test(lines[at]!) || !/^\s{0,8}[^\s}"]/.test(lines[at]!)) continue;
    if (left-- === 0) return at + 1;
  }
  return Math.max(1, first);
}

/** What a baseline leaves of some items. */
export interface Baselined {
  /** Those that it did not adopt. */
  items: CheckItem[];
  /** How many it hides. */
  adopted: number;
  /** Entries that no longer occur: means something only where everything was judged. */
  stale: BaselineEntry[];
}

/** Leaves out the items that entries adopted; an entry adopts the item of its id, wherever that stands now. */
export function applyBaseline(items: readonly CheckItem[], entries: readonly BaselineEntry[]): Baselined {
  const adopted = new Set(entries.map(({ id }) => id));
  const present = new Set(items.map(({ id }) => id));
  const left = items.filter(({ id }) => !adopted.has(id));
  return {
    items: left,
    adopted: items.length - left.length,
    stale: entries.filter(({ id }) => !present.has(id)).sort(inOrder),
  };
}

/** The entries without those that are stale. */
export function pruneBaseline(entries: readonly BaselineEntry[], stale: readonly BaselineEntry[]): BaselineEntry[] {
  const gone = new Set(stale.map(({ id }) => id));
  return entries.filter(({ id }) => !gone.has(id));
}
