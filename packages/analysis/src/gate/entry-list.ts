const VERSION = 1;

/** The longest text that is read, in UTF-16 code units: several hundred thousand entries. */
const LONGEST_TEXT = 1 << 26;

/** A file that people merge: JSON with a list, one entry per line. */
export interface ListKind {
  /** The key of the list. */
  key: string;
  /** What the file is called in messages. */
  what: string;
  /**
   * A `null` ends the list, so that each entry's line ends with a comma, wherever it stands: then lines can be merged by
   * keeping those of both sides (`merge=union`).
   */
  ended?: boolean;
}

/** What is wrong with such a file, and in which line. */
export interface ListProblem {
  problem: string;
  line: number;
}

/** The text of such a file, from its rows as JSON. */
export function entryList({ key, ended = false }: ListKind, entries: readonly string[]): string {
  const rows = ended ? [...entries, "null"] : entries;
  const list = rows.length === 0 ? "[]" : `[\n${rows.map((row) => `    ${row}`).join(",\n")}\n  ]`;
  return `{\n  "schemaVersion": ${VERSION},\n  "${key}": ${list}\n}\n`;
}

/** Reads such a file; `entryOf` makes an entry of its own parts, or null. It may come from anywhere: nothing throws. */
export function readEntryList<T>(
  text: string,
  { key, what, needs, ended = false }: ListKind & { needs: string },
  entryOf: (part: (key: string) => unknown) => T | null,
): { entries: T[] } | ListProblem {
  if (text.length > LONGEST_TEXT) return { problem: `the file is too large to be ${what}`, line: 1 };
  const conflict = /^(?:<{7}|={7}|>{7})(?: .*)?$/m.exec(text);
  if (conflict) return { problem: "a merge conflict is not resolved here", line: lineAt(text, conflict.index) };
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (error) {
    return { problem: "this is no JSON", line: lineOfError(text, error) };
  }
  if (!isObject(value)) return { problem: `${what} is an object with schemaVersion and ${key}`, line: 1 };
  if (own(value, "schemaVersion") !== VERSION)
    return { problem: `schemaVersion is not ${VERSION}: another version of the tool wrote this file`, line: 1 };
  const found = own(value, key);
  if (!Array.isArray(found)) return { problem: `${key} is no list`, line: 1 };
  const list: unknown[] = ended && found.at(-1) === null ? found.slice(0, -1) : found;
  const entries = list.map((entry) => (isObject(entry) ? entryOf((part) => own(entry, part)) : null));
  const broken = entries.findIndex((entry) => entry === null);
  if (broken < 0) return { entries: entries.filter((entry) => entry !== null) };
  return { problem: needs, line: lineOfEntry(text, broken, key) };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
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
function lineOfEntry(text: string, index: number, key: string): number {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.includes(`"${key}"`)) + 1;
  let left = index;
  for (let at = first; at < lines.length; at++) {
    if (/^[\]}\s,]*$/.test(lines[at]!) || !/^\s{0,8}[^\s}"]/.test(lines[at]!)) continue;
    if (left-- === 0) return at + 1;
  }
  return Math.max(1, first);
}
