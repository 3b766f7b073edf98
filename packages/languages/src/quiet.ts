import { CLOSE, PUNCTUATION, QUOTE, WORD } from "./characters.js";
import type { Lexed, Quiet, Scan, Span } from "./scan.js";

/**
 * Most of a file lies inside of bodies, where declarations are rare: while the lexer passes, it notes which blocks hold
 * none. The parser then need not see what is in them. Where a brace may be anything but such a block, it is left alone.
 */
export function newQuiet(): Quiet {
  return { spans: [], starts: [], loud: 0, typed: 0, heads: [], sound: true };
}

/** Shorter ones cost more than they save. */
const WORTH = 16;

/** Words after which a brace is no body, even where a return type could still go on: the line break ended it. */
const declaring = new Set(
  "abstract class const declare default enum export global import interface let module namespace type var".split(" "),
);

/** Words after which a brace opens a type. */
const typeWords = new Set("asserts const extends in infer is keyof new out readonly typeof unique".split(" "));

/** A function or class stands here: no block around it is quiet. */
export function noteDeclaration(scan: Scan): void {
  scan.quiet.loud = scan.brackets.length;
}

/** After the word `class` the next brace opens no block. */
export function noteClass(scan: Scan, last: number): void {
  noteDeclaration(scan);
  if (last !== 46) scan.quiet.heads.push(scan.brackets.length);
}

/** A word while a return type is read. */
export function noteTypeWord(scan: Scan, start: number, end: number): void {
  const { quiet, text } = scan;
  if (quiet.typed !== scan.brackets.length + 1) return;
  if (declaring.has(text.slice(start, end))) quiet.typed = 0;
}

/** Punctuation starts a return type, `): T`, and ends one. */
export function notePunctuation(scan: Scan, code: number): void {
  const { quiet } = scan;
  const depth = scan.brackets.length + 1;
  if (code === 58) {
    if (scan.before === CLOSE && scan.text.charCodeAt(scan.beforeEnd - 1) === 41) quiet.typed = depth;
  } else if ((code === 59 || code === 61) && quiet.typed === depth) quiet.typed = 0;
}

/** Before a bracket opens. */
export function openQuiet(scan: Scan, code: number): void {
  const { quiet, at } = scan;
  quiet.starts.push(code === 123 && (scan.go ? !isInterface(scan) : isBlock(scan)) ? at + 1 : -1);
}

/** Go's outline goes into no other braces. */
function isInterface({ text, before, beforeStart, beforeEnd }: Scan): boolean {
  return before === WORD && beforeEnd - beforeStart === 9 && text.startsWith("interface", beforeStart);
}

/** Whether the brace that opens now is the body of a function or the block of a statement. */
function isBlock(scan: Scan): boolean {
  const { quiet, before, text } = scan;
  const depth = scan.brackets.length;
  const last = text.charCodeAt(scan.beforeEnd - 1);
  if (quiet.heads.at(-1) === depth) {
    if (endsClassHead(scan, last)) quiet.heads.pop();
    return false;
  }
  if (before === CLOSE && last === 41) return true;
  // Only an arrow is punctuation of two characters.
  if (before === PUNCTUATION && scan.beforeEnd - scan.beforeStart === 2) return true;
  if (quiet.typed !== depth + 1) return false;
  const ends = before === WORD || before === CLOSE || before === QUOTE || last === 62;
  if (ends) quiet.typed = 0;
  return ends;
}

/** Whether the brace after this is the body of the class, and no type in its head. */
function endsClassHead({ text, before, beforeStart, beforeEnd }: Scan, last: number): boolean {
  if (before === WORD) return !typeWords.has(text.slice(beforeStart, beforeEnd));
  return before === CLOSE || (last === 62 && beforeEnd - beforeStart === 1);
}

/** A bracket closes: the one at this place among the open ones. */
export function closeQuiet(scan: Scan, index: number): void {
  const { quiet } = scan;
  const { spans, starts, heads } = quiet;
  const start = starts[index] ?? -1;
  if (start >= 0 && index >= quiet.loud) {
    while (spans.length > 0 && spans.at(-1)!.start > start) spans.pop();
    if (scan.at > start) spans.push({ start, end: scan.at });
  }
  if (index !== starts.length - 1) quiet.sound = false;
  starts.length = index;
  if (quiet.loud > index) quiet.loud = index;
  if (quiet.typed > index + 1) quiet.typed = 0;
  while (heads.length > 0 && heads.at(-1)! > index) heads.pop();
}

/** The quiet stretches that are worth being left out; none in a file whose brackets do not match. */
export function quietOf({ quiet }: Lexed): Span[] {
  return quiet.sound ? quiet.spans.filter(isWorthIt) : [];
}

function isWorthIt({ start, end }: Span): boolean {
  return end - start >= WORTH;
}

/** Whether each of some stretches, sorted, lies inside of a quiet one. */
export function isQuiet({ quiet }: Lexed, inner: readonly Span[]): boolean {
  const { spans, sound } = quiet;
  if (!sound) return false;
  let at = 0;
  for (const { start, end } of inner) {
    while (at < spans.length && spans[at]!.end < end) at++;
    if (at === spans.length || spans[at]!.start > start) return false;
  }
  return true;
}
