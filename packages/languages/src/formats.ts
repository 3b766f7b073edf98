import { WORD, kindOf } from "./characters.js";
import type { Scan } from "./scan.js";

/**
 * Writes the string that was just taken, of this length, with double marks: which ones stand around it matters to no one
 * but a formatter, unless there are marks or escapes inside.
 */
export function plainMarks({ stream: { codes, length } }: Scan, size: number): void {
  for (let at = length - size + 1; at < length - 1; at++) if (codes[at] === 34 || codes[at] === 92) return;
  codes[length - size] = 34;
  codes[length - 1] = 34;
}

/** Writes the number that was just taken, of this length, with a small `0x`, `0b` or `0o`. */
export function lowerPrefix({ stream: { codes, length } }: Scan, size: number): void {
  const at = length - size + 1;
  const code = codes[at];
  if (code === 88 || code === 66 || code === 79) codes[at] = code + 32;
}

/** Before an arrow: takes the parentheses off a single name. Looks at that name only, so it takes linear time in all. */
export function bareParameter({ stream }: Scan): void {
  const { codes, offsets, length } = stream;
  const close = length - 1;
  let start = close;
  while (start > 0 && isLetter(codes[start - 1]!)) start--;
  if (start === close || codes[start - 1] !== 40 || codes[close] !== 41) return;
  let at = start - 1;
  // A name before a name needs the space that the parenthesis made needless.
  if (at > 0 && isLetter(codes[at - 1]!)) codes[at++] = 32;
  codes.copyWithin(at, start, close);
  offsets.copyWithin(at, start, close);
  stream.length = at + close - start;
}

/** White space is no letter, and neither is what separates words in the stream. */
function isLetter(code: number): boolean {
  return kindOf(code) === WORD;
}
