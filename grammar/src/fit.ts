import type { Part } from "./forms.js";
import { isReference, isReferenceWord, pathLimit, pathReach } from "./line.js";
import type { Line, Reach } from "./line.js";
import { isFunctionName, isId } from "./slots.js";
import { Arrow, Comma, Definition, Quoted } from "./tokens.js";

/**
 * The resolver stands between the lexer and the parser. A slot of free text ends at the keyword that opens the next
 * slot, the first one that lets the rest parse; which one that is hangs on the whole line. So it walks the parts of a
 * form from the last to the first and notes for each token whether the rest of the form can start there. That takes
 * one step per token and part, however many keywords a hostile line repeats.
 */

/** The tokens of one slot: first, and one past the last. */
export type Span = [start: number, end: number];

/** Where each part of a form stands in the tokens; null for an optional part that is absent. */
export type Fit = (Span | null)[];

const NEVER = Number.MAX_SAFE_INTEGER;

/** Finds where the parts of a form stand in `tokens[0..end)`, or null where the line does not have this form. */
export function fit(line: Line, parts: readonly Part[], end: number): Fit | null {
  const ends: Int32Array[] = [];
  /** Per part and token: the first place at or behind it where the rest of the form can start. */
  let next = new Float64Array(end + 2).fill(NEVER);
  next[end] = end;
  for (let at = end - 1; at >= 0; at--) next[at] = end;
  let can = (at: number): boolean => at === end;
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i]!;
    const slotEnd = slotEnds(line, part, followers(parts, i), end, next);
    const rest = can;
    const starts = new Uint8Array(end + 1);
    const firsts = new Float64Array(end + 2).fill(NEVER);
    for (let at = end; at >= 0; at--) {
      starts[at] = slotEnd[at]! > 0 || (part.optional && rest(at)) ? 1 : 0;
      firsts[at] = starts[at] === 1 ? at : firsts[at + 1]!;
    }
    ends[i] = slotEnd;
    can = (at) => starts[at] === 1;
    next = firsts;
  }
  if (!can(0)) return null;
  let at = 0;
  return parts.map((part, i) => {
    const stop = ends[i]![at]!;
    if (stop <= 0) return null;
    const span: Span = [part.openers.length > 0 ? at + 1 : at, stop];
    at = stop;
    return span;
  });
}

/**
 * The keywords that may open what follows a part. A slot neither starts nor ends with one of them: in
 * `against with care` the threat is missing, it is not called `with care`.
 */
function followers(parts: readonly Part[], i: number): string[] {
  const found: string[] = [];
  for (const { openers, optional, type } of parts.slice(i + 1)) {
    found.push(...openers);
    if (!optional && type !== "definition") break;
  }
  return found;
}

/** For each token at which a part could start: where its slot then ends, or 0 where it cannot. */
function slotEnds(line: Line, part: Part, following: readonly string[], end: number, next: Float64Array): Int32Array {
  const result = new Int32Array(end + 1);
  const lists = part.type === "list" ? listStarts(line, end) : null;
  const reach = part.type === "reference" ? pathReach(line, part.openers, end) : null;
  for (let at = 0; at < end; at++) {
    if (part.openers.length > 0 && !part.openers.includes(line.openers[at] ?? "")) continue;
    const start = part.openers.length > 0 ? at + 1 : at;
    if (start >= end) continue;
    const stop = lists === null ? slotEnd(line, part, start, end, next, reach) : lists[start]! * end;
    if (stop <= start || stop > end) continue;
    const clipped = following.includes(line.openers[start] ?? "") || following.includes(line.openers[stop - 1] ?? "");
    if (!clipped) result[at] = stop;
  }
  return result;
}

/** Where the slot that starts at a token ends, so that the rest of the form follows; 0 where it cannot. */
function slotEnd(line: Line, part: Part, start: number, end: number, next: Float64Array, reach: Reach | null): number {
  const token = line.tokens[start]!;
  const single = (holds: boolean) => (holds && next[start + 1] === start + 1 ? start + 1 : 0);
  switch (part.type) {
    case "text":
      return next[start + 1]!;
    case "phrase":
      if (token.tokenType === Definition) return 0;
      return isId(token.image) ? single(true) : next[start + 1]!;
    case "reference": {
      if (isReferenceWord(token)) {
        const stop = single(true);
        if (stop > 0) return stop;
      }
      const colon = reach!.colon[start]!;
      const limit = pathLimit(reach!, start);
      if (line.pathWords[start] === "lone" || colon >= limit) return 0;
      const stop = next[colon + 1]!;
      return stop <= limit && line.pathWords[stop - 1] !== "lone" ? stop : 0;
    }
    case "token":
      return single(isReferenceWord(token));
    case "word":
      return single(token.tokenType !== Quoted && isFunctionName(token.image));
    case "quoted":
      return single(token.tokenType === Quoted);
    case "id":
      return single(token.image.startsWith("@") && isId(token.image));
    case "definition":
      return single(token.tokenType === Definition);
    case "names":
      return allNames(line, start, end) ? end : 0;
    case "list":
      return 0;
    case "chain":
      return chainEnd(line, start, end, next);
  }
}

/** A chain ends at the first keyword that lets the rest parse; nothing opens it, so it can only start the line. */
function chainEnd(line: Line, start: number, end: number, next: Float64Array): number {
  if (start > 0) return 0;
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && line.tokens[at]!.tokenType === Arrow) {
      if (!isReference(line, from, at)) return 0;
      from = at + 1;
    } else if (from > start && next[at] === at && isReference(line, from, at)) {
      return at;
    }
  }
  return 0;
}

/** Per token: 1 where a list of references that runs to the end may start. */
function listStarts(line: Line, end: number): Uint8Array {
  const starts = new Uint8Array(end + 1);
  let comma = end;
  for (let at = end - 1; at >= 0; at--) {
    if (line.tokens[at]!.tokenType === Comma) comma = at;
    else if (isReference(line, at, comma) && (comma === end || starts[comma + 1] === 1)) starts[at] = 1;
  }
  return starts;
}

/** Only the first token of a line can start a list of names, so this runs once. */
function allNames(line: Line, start: number, end: number): boolean {
  if (start > 0) return false;
  return line.tokens.slice(start, end).every((token) => token.tokenType === Comma || isFunctionName(token.image));
}
