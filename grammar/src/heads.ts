import { lowerAscii, longestVerb, nearVerbs, verbName } from "./verbs.js";

/** A verb at the start of a comment line. */
export interface Head {
  /** Offset of the `@`, or of the first letter of prose. */
  at: number;
  /** Offset behind the verb. */
  end: number;
  /** As written, in lower case, without `@`. */
  word: string;
  /** The verb's name; null where the word only comes near one. */
  verb: string | null;
  /** Known spellings the word misses by one edit; empty where it is a verb. */
  near: readonly string[];
}

const SPACE = /\s/;
const BULLETS = "-*+•";

/** The offset behind white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text[at]!)) at++;
  return at;
}

/** The offset of the first character that is neither white space nor a list mark (`-`, `*`, `+`, `1.`). */
export function skipListMark(text: string): number {
  const start = skipSpace(text, 0);
  let at = start;
  if (BULLETS.includes(text[at] ?? " ")) at++;
  else {
    while (at < text.length && at - start < 4 && text[at]! >= "0" && text[at]! <= "9") at++;
    if (at === start || !".)".includes(text[at] ?? " ")) return start;
    at++;
  }
  return SPACE.test(text[at] ?? "") ? skipSpace(text, at) : start;
}

/** The word that starts at an offset, up to white space; null where it is too long to be of interest. */
function wordAt(text: string, start: number): { word: string; end: number } | null {
  let end = start;
  while (end < text.length && !SPACE.test(text[end]!)) {
    if (++end - start > longestVerb) return null;
  }
  return { word: lowerAscii(text.slice(start, end)), end };
}

/** Finds the annotation verb, or the near miss of one, that a comment line starts with. A verb ends at white space. */
export function findHead(text: string): Head | null {
  const at = skipListMark(text);
  if (text[at] !== "@" || text[at + 1] === "@") return null;
  const found = wordAt(text, at + 1);
  if (found === null) return null;
  const { word, end } = found;
  const verb = verbName(word);
  const near = verb === null ? nearVerbs(word) : [];
  return verb === null && near.length === 0 ? null : { at, end, word, verb, near };
}

/** The words that open a line of 2015 prose, singular and plural, and the verbs they stand for. */
const PROSE = new Map(
  [
    ["mitigates", "mitigate"],
    ["exposes", "expose"],
    ["sends", "send"],
    ["receives", "receive"],
    ["calls", "call"],
    ["tests", "test"],
    ["does", "do"],
    ["it"],
    ["creates", "create"],
    ["returns", "return"],
  ].flatMap((spellings) => spellings.map((written) => [written, spellings[0]!] as const)),
);

/** The spellings of the verbs of 2015 prose. */
export const proseSpellings: readonly string[] = [...PROSE.keys()];

/** Finds the `ThreatSpec` header a comment line is: `verb` is `threatspec` or `package`. */
export function findHeader(text: string): Head | null {
  const at = skipListMark(text);
  const first = wordAt(text, at);
  if (first?.word !== "threatspec") return null;
  const second = wordAt(text, skipSpace(text, first.end));
  const isPackage = second?.word === "package";
  const end = isPackage ? second.end : first.end;
  return { at, end, word: isPackage ? "package" : "threatspec", verb: isPackage ? "package" : "threatspec", near: [] };
}

/** Finds the verb of a line of 2015 prose; only asked inside a block. */
export function findProse(text: string): Head | null {
  const at = skipListMark(text);
  const found = wordAt(text, at);
  const verb = found === null ? undefined : PROSE.get(found.word);
  return verb === undefined ? null : { at, end: found!.end, word: found!.word, verb, near: [] };
}
