import type { Span } from "./scan.js";

/** A text without some stretches, and where what is left of it came from. */
export interface Shortened {
  text: string;
  place: (offset: number) => number;
}

/** Takes stretches, sorted and apart from each other, out of a text. */
export function shorten(text: string, spans: readonly Span[]): Shortened {
  if (spans.length === 0) return { text, place: (offset) => offset };
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
  return { text: parts.join(""), place: (offset) => offset + gone[countBelow(joints, offset)]! };
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
