import type { CommentLine, Range } from "@threatloom/model";

/** A stretch of a logical line that stands on one line of the file. */
interface Piece {
  /** Offset in the logical line's text. */
  at: number;
  line: number;
  column: number;
  length: number;
}

/** A logical line: one annotation with its continuations joined, and where each character stands in the file. */
export interface PlacedText {
  text: string;
  pieces: readonly Piece[];
}

/** Makes a logical line of the part of a comment line between two offsets. */
export function placed(line: CommentLine, start: number, end: number): PlacedText {
  return {
    text: line.text.slice(start, end),
    pieces: [{ at: 0, line: line.line, column: line.column + start, length: end - start }],
  };
}

/** Joins logical lines with one space between them. */
export function join(parts: readonly PlacedText[]): PlacedText {
  const pieces: Piece[] = [];
  let length = 0;
  for (const part of parts) {
    if (pieces.length > 0) length++;
    for (const piece of part.pieces) pieces.push({ ...piece, at: piece.at + length });
    length += part.text.length;
  }
  return { text: parts.map((part) => part.text).join(" "), pieces };
}

/** The part of a logical line before an offset. */
export function before({ text, pieces }: PlacedText, end: number): PlacedText {
  const kept = pieces.filter((piece) => piece.at < end);
  return { text: text.slice(0, end), pieces: kept.map((p) => ({ ...p, length: Math.min(p.length, end - p.at) })) };
}

/** Where a stretch of a logical line stands in the file; offsets count from 0, the end is exclusive. */
export function rangeOf(place: PlacedText, start: number, end: number): Range {
  const from = position(place, start, false);
  const to = position(place, end, end > start);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** An offset's line and column; an end belongs to the piece it closes, not to the one that opens there. */
function position({ pieces }: PlacedText, offset: number, isEnd: boolean): { line: number; column: number } {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const at = pieces[middle]!.at;
    if (at < offset || (at === offset && !isEnd)) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low]!;
  return { line: piece.line, column: piece.column + Math.min(Math.max(offset - piece.at, 0), piece.length) };
}
