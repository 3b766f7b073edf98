import { QUOTE } from "./characters.js";
import { seeToken } from "./calls.js";
import type { Scan, Tokens } from "./scan.js";
import { emit, emitRange } from "./stream.js";

/** Takes the token of code that starts here. */
export function token(scan: Scan, kind: number, length: number): void {
  const { at } = scan;
  seeToken(scan, at, kind);
  emit(scan, at, length);
  after(scan, kind, at, at + length);
}

/** Room for no tokens; they are not wanted until somebody says so. */
export function newTokens(): Tokens {
  const none = new Uint32Array(0);
  return { wanted: false, kinds: new Uint8Array(0), heads: new Uint16Array(0), starts: none, ends: none, length: 0 };
}

/** Empties the tokens and makes sure that those of a text of this length fit. */
export function resetTokens(tokens: Tokens, textLength: number): void {
  tokens.length = 0;
  if (!tokens.wanted || tokens.kinds.length > textLength) return;
  tokens.kinds = new Uint8Array(textLength + 1);
  tokens.heads = new Uint16Array(textLength + 1);
  tokens.starts = new Uint32Array(textLength + 1);
  tokens.ends = new Uint32Array(textLength + 1);
}

function record({ text, stream: { tokens } }: Scan, kind: number, start: number, end: number): void {
  const at = tokens.length++;
  tokens.heads[at] = text.charCodeAt(start);
  tokens.kinds[at] = kind;
  tokens.starts[at] = start;
  tokens.ends[at] = end;
}

function after(scan: Scan, kind: number, start: number, end: number): void {
  if (scan.stream.tokens.wanted) record(scan, kind, start, end);
  scan.before = kind;
  scan.beforeStart = start;
  scan.beforeEnd = end;
  scan.at = end;
  scan.broken = false;
  scan.spaced = false;
}

/** A string, or anything else whose white space counts. */
export function takeLiteral(scan: Scan, start: number, end: number): void {
  scan.at = start;
  seeToken(scan, start, QUOTE);
  const frame = scan.frames.at(-1);
  if (frame && frame.label === null && scan.beforeEnd === frame.paren + 1) frame.label = { start, end };
  emitRange(scan, start, end);
  after(scan, QUOTE, start, end);
}
