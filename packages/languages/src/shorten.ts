import type { Span } from "./scan.js";

/** Where stretches were taken out of a text: by stretch, its place in what is left, and how much is gone before it. */
export interface Cuts {
  joints: Uint32Array;
  gone: Uint32Array;
}

/** A text without some stretches, and where what is left of it came from. */
export interface Shortened {
  text: string;
  cuts: Cuts;
}

const NO_CUTS: Cuts = { joints: new Uint32Array(0), gone: new Uint32Array(1) };

/** Takes stretches, sorted and apart from each other, out of a text. */
export function shorten(text: string, spans: readonly Span[]): Shortened {
  if (spans.length === 0) return { text, cuts: NO_CUTS };
  const joints = new Uint32Array(spans.length);
  const gone = new Uint32Array(spans.length + 1);
  const parts: string[] = [];
  let at = 0;
  for (let i = 0; i < spans.length; i++) {
    const { start, end } = spans[i]!;
    parts.push(text.slice(at, start));
    joints[i] = start - gone[i]!;
    gone[i + 1] = gone[i]! + end - start;
    at = end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(""), cuts: { joints, gone } };
}

/** The offset in the whole text of an offset in what is left of it. */
export function placeIn({ joints, gone }: Cuts, offset: number): number {
  return offset + gone[countBelow(joints, offset)]!;
}

/** How many of some rising numbers are below this one. */
function countBelow(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
