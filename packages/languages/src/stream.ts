import { QUOTE, WORD } from "./characters.js";
import type { Scan, Stream } from "./scan.js";
import { newTokens, resetTokens } from "./token-store.js";

/** An empty stream with some room. */
export function newStream(): Stream {
  const size = 1 << 16;
  return {
    codes: new Uint16Array(size),
    offsets: new Uint32Array(size),
    length: 0,
    held: 0,
    heldAt: 0,
    tokens: newTokens(),
  };
}

/** Empties a stream and makes sure that the code of a text of this length fits: separators take the place of white space. */
export function resetStream(stream: Stream, textLength: number): void {
  const size = textLength + 16;
  if (stream.codes.length < size) {
    stream.codes = new Uint16Array(size);
    stream.offsets = new Uint32Array(size);
  }
  stream.length = 0;
  stream.held = 0;
  resetTokens(stream.tokens, textLength);
}

/** Writes a token of code that starts here; commas and semicolons wait for what follows. */
export function emit(scan: Scan, start: number, length: number): void {
  const { stream, text } = scan;
  const code = text.charCodeAt(start);
  if (length === 1 && (code === 44 || code === 59)) {
    separate(scan, start, code);
    stream.held = code;
    stream.heldAt = start;
    return;
  }
  emitRange(scan, start, start + length);
}

/** Writes a stretch of text as it is. */
export function emitRange(scan: Scan, start: number, end: number): void {
  const { stream, text } = scan;
  separate(scan, start, text.charCodeAt(start));
  let { length } = stream;
  const { codes, offsets } = stream;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    // In literals of several lines all line ends are the same: a checkout may change them.
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    codes[length] = code === 13 ? 10 : code;
    offsets[length++] = i;
  }
  stream.length = length;
}

function write(stream: Stream, code: number, offset: number): void {
  stream.codes[stream.length] = code;
  stream.offsets[stream.length++] = offset;
}

/** Writes what stands between the last token and the next one, if it matters. */
function separate(scan: Scan, start: number, next: number): void {
  const { stream } = scan;
  if (scan.go && scan.broken && stream.held === 0 && endsGoStatement(scan)) {
    stream.held = 59;
    stream.heldAt = scan.beforeEnd;
  }
  if (stream.held !== 0) {
    if (!isIdle(stream, next, scan.go)) write(stream, stream.held, stream.heldAt);
    stream.held = 0;
    return;
  }
  if (!scan.spaced || scan.before < 0) return;
  const last = scan.text.charCodeAt(scan.beforeEnd - 1);
  // The separator lies before the token, so that it never counts for a function that starts with the token.
  if (scan.broken && !scan.go && newlineCounts(scan, start, last, next)) write(stream, 10, start - 1);
  else if (scan.before === WORD && isWordStart(next)) write(stream, 32, start - 1);
  else if (last === next && (next === 43 || next === 45 || next === 38)) write(stream, 32, start - 1);
}

/** Trailing commas and semicolons that a formatter adds or removes. */
function isIdle(stream: Stream, next: number, go: boolean): boolean {
  const closes = next === 125 || next === 41 || next === 93;
  if (stream.held === 59) return next === 125 || (go && next === 41);
  const last = stream.codes[stream.length - 1] ?? 0;
  // `[,]` and `[a,,]` have holes, which count.
  return (closes || next === 62) && last !== 91 && last !== 44;
}

/** Go ends a statement at a line break after these tokens. */
function endsGoStatement(scan: Scan): boolean {
  if (scan.before === WORD || scan.before === QUOTE) return true;
  const last = scan.text.charCodeAt(scan.beforeEnd - 1);
  if (last === 41 || last === 93 || last === 125) return true;
  return (last === 43 || last === 45) && scan.text.charCodeAt(scan.beforeEnd - 2) === last;
}

const restricted = new Set(["break", "continue", "return", "throw", "yield"]);

/** Where a line break in TypeScript ends a statement that would go on without it. */
function newlineCounts(scan: Scan, start: number, last: number, next: number): boolean {
  const { text, beforeStart, beforeEnd } = scan;
  if (next === 43 || next === 45) return text.charCodeAt(start + 1) === next;
  if (last === 43 || last === 45) return text.charCodeAt(beforeEnd - 2) === last && next !== 125;
  if (scan.before !== WORD || next === 125 || next === 59) return false;
  return beforeEnd - beforeStart <= 8 && restricted.has(text.slice(beforeStart, beforeEnd));
}

function isWordStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code >= 128
  );
}
