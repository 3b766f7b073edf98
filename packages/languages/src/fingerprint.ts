import type { Span, Stream } from "./scan.js";

/** A function: its code, and what is left out of it, in order. */
interface Hashed extends Span {
  hidden: readonly Span[];
}

interface Frame {
  index: number;
  end: number;
  a: number;
  b: number;
}

/**
 * The fingerprints of functions (16 hexadecimal digits each). The spans come in the order of their starts and may nest,
 * the outer one first: an inner function's fingerprint goes into the outer one in place of its code, so every unit is
 * hashed once. What a function hides (its name) counts for the function around it alone, which calls it by that name. Not
 * cryptographic: the mixing is that of `identity` in the model.
 */
export function fingerprints(stream: Stream, spans: readonly Hashed[]): string[] {
  const result = new Array<string>(spans.length).fill("");
  const stack: Frame[] = [];
  let at = 0;
  for (let index = 0; index < spans.length; index++) {
    const { start, end, hidden } = spans[index]!;
    at = closeUntil(stream, stack, at, start, result);
    const top = stack.at(-1);
    if (top) at = mix(stream, top, at, start);
    else at = lowerBound(stream, start, at);
    stack.push({ index, end, a: 0xdeadbeef, b: 0x41c6ce57 });
    const inner = spans[index + 1]?.start ?? Infinity;
    for (const span of hidden) if (span.end <= inner) at = hide(stream, stack, at, span);
  }
  closeUntil(stream, stack, at, Infinity, result);
  return result;
}

/**
 * Leaves a stretch out of the innermost function, with the space that separates it from a word before it; gives the place
 * in the stream after it.
 */
function hide(stream: Stream, stack: readonly Frame[], from: number, { start, end }: Span): number {
  const space = lowerBound(stream, start - 1, from);
  const at = mix(stream, stack.at(-1)!, from, stream.codes[space] === 32 ? start - 1 : start);
  const outer = stack.at(-2);
  return outer ? mix(stream, outer, at, end) : lowerBound(stream, end, at);
}

/** Ends every function that ends at or before an offset; gives the place in the stream. */
function closeUntil(stream: Stream, stack: Frame[], from: number, offset: number, result: string[]): number {
  let at = from;
  for (let top = stack.at(-1); top && top.end <= offset; top = stack.at(-1)) {
    at = mix(stream, top, at, top.end);
    result[top.index] = digest(top);
    stack.pop();
    const outer = stack.at(-1);
    if (outer) {
      outer.a = Math.imul(outer.a ^ top.a, 2654435761);
      outer.b = Math.imul(outer.b ^ top.b, 1597334677);
    }
  }
  return at;
}

/** Mixes the code up to an offset into a hash; gives the place in the stream after it. */
function mix(stream: Stream, frame: Frame, from: number, until: number): number {
  const { codes } = stream;
  let { a, b } = frame;
  const end = lowerBound(stream, until, from);
  for (let at = from; at < end; at++) {
    const code = codes[at]!;
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  frame.a = a;
  frame.b = b;
  return end;
}

/** The first place from one on whose offset is not below this one. */
function lowerBound(stream: Stream, offset: number, from: number): number {
  let low = from;
  let high = stream.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stream.offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function digest(frame: Frame): string {
  const a = Math.imul(frame.a ^ (frame.a >>> 16), 2246822507) ^ Math.imul(frame.b ^ (frame.b >>> 13), 3266489909);
  const b = Math.imul(frame.b ^ (frame.b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0");
}
