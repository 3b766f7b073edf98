import { lineOf } from "../readings.js";
import type { Line } from "../line.js";
import { skipSpace } from "../heads.js";
import { findQuotes } from "../quotes.js";

/** What stands behind a verb up to the cursor: words that are done, and the one that is being typed. */
export interface Typing {
  text: string;
  /** What is done. */
  line: Line;
  /** Offset of the word that is being typed, which may be empty. */
  start: number;
  word: string;
}

/** Tells the word that is being typed from what is done. Linear. */
export function typingOf(text: string, verb: string): Typing {
  const start = wordStart(text, verb);
  return { text, line: lineOf(text.slice(0, start), verb), start, word: text.slice(start) };
}

const ENDS_WORD = /[\s,|]/;
const KEYS = ["file:", "line:", "symbol:"];

function wordStart(text: string, verb: string): number {
  const { open, closed } = findQuotes(text);
  const last = closed.at(-1);
  if (open !== null) return open;
  if (last?.[1] === text.length) return last[0];
  let at = text.length;
  while (at > 0 && !ENDS_WORD.test(text[at - 1]!)) at--;
  const word = text.slice(at).toLowerCase();
  if (verb === "source") return at + (KEYS.find((key) => word.startsWith(key))?.length ?? 0);
  const arrow = word.lastIndexOf("->");
  if (arrow !== -1) return at + arrow + 2;
  return openGroup(text, last?.[1] ?? 0) ?? at;
}

/** Where a `(` or `[` stands that has not been closed: the first after white space, or one that opens an id. */
function openGroup(text: string, from: number): number | null {
  const inside = text.slice(from);
  const [round, square] = [inside.lastIndexOf("("), inside.lastIndexOf("[")];
  const at = Math.max(round, square);
  if (at === -1 || inside.includes(at === round ? ")" : "]", at)) return null;
  const opens = inside.startsWith("(#", at) || at === 0 || ENDS_WORD.test(inside[at - 1]!);
  return opens ? from + at : null;
}

/** Where the words from a token on start; what is being typed, where none is done. */
export function startOf({ line, text, start }: Typing, token: number): number {
  return line.tokens[token]?.startOffset ?? Math.max(start, skipSpace(text, start));
}
