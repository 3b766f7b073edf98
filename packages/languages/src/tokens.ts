import { QUOTE } from "./characters.js";
import { seeToken } from "./calls.js";
import type { Scan } from "./scan.js";
import { emit, emitRange } from "./stream.js";

/** Takes the token of code that starts here. */
export function token(scan: Scan, kind: number, length: number): void {
  const { at } = scan;
  seeToken(scan, at, kind);
  emit(scan, at, length);
  after(scan, kind, at, at + length);
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
