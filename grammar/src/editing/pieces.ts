import type { Comment } from "@threatloom/model";
import { readComments } from "../comments.js";
import type { ParseOptions, Sighting } from "../comments.js";
import { groupItems } from "../groups.js";
import { rangeOf } from "../place.js";
import type { PlacedText } from "../place.js";
import type { AnnotatedPieces, Piece } from "./piece.js";
import { propertyPieces } from "./properties.js";
import { wordsOf } from "./words.js";
import type { Word } from "./words.js";

/**
 * The pieces of every annotation that `parseComments` finds, in its order. A reference is one piece with the range it has
 * in the annotation's fields; text that runs over several lines is a piece on each. Never throws.
 */
export function parsePieces(comments: readonly Comment[], options: ParseOptions = {}): AnnotatedPieces[] {
  const found: AnnotatedPieces[] = [];
  readComments(comments, options, (sighting) => {
    found.push({ annotation: sighting.annotation, pieces: piecesOf(sighting, comments) });
  });
  return found;
}

function piecesOf({ annotation, statement, reading, block }: Sighting, comments: readonly Comment[]): Piece[] {
  const { place } = statement;
  const pieces = wordsOf(reading.form, reading.tree, reading.base)
    .flatMap(singled)
    .flatMap((word) => (isWhole(word) ? [pieceOf(place, word)] : linesOf(place, word)));
  if (block === null || Object.keys(annotation.properties).length === 0) return pieces;
  const lines = comments[annotation.comment]!.lines.slice(block.from, block.to);
  return [...pieces, ...propertyPieces(lines)];
}

/** References and ids keep their whole range, for that is what the fields say. */
function isWhole({ kind }: Word): boolean {
  return kind === "reference" || kind === "definition";
}

/** The items of a group of references singly, and of `(#id)` the id. */
function singled(word: Word): Word[] {
  const image = word.token?.image ?? "";
  if (word.kind === "catalogue") {
    return groupItems(image).map(({ text, at }) => {
      const start = word.start + at;
      return { ...word, start, end: start + text.length };
    });
  }
  if (word.kind !== "definition" || !image.startsWith("(")) return [word];
  const start = word.start + image.indexOf("#");
  return [{ ...word, start, end: start + image.slice(1, -1).trim().length }];
}

function pieceOf(place: PlacedText, { kind, slot, start, end }: Word): Piece {
  return { kind, slot, text: place.text.slice(start, end), ...rangeOf(place, start, end) };
}

/** One piece for each line of the file that a word stands on. */
function linesOf(place: PlacedText, word: Word): Piece[] {
  const pieces: Piece[] = [];
  for (let at = firstPiece(place, word.start); at < place.pieces.length; at++) {
    const { at: from, length } = place.pieces[at]!;
    if (from >= word.end) break;
    const start = Math.max(word.start, from);
    const end = Math.min(word.end, from + length);
    if (end > start) pieces.push(pieceOf(place, { ...word, start, end }));
  }
  return pieces;
}

/** The stretch of a logical line that an offset stands in, found by halves: a hostile line has thousands. */
function firstPiece({ pieces }: PlacedText, offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
