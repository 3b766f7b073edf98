import type { LiveFile } from "@threatloom/engine";
import { parsePieces, type AnnotatedPieces, type ParseOptions, type Piece } from "@threatloom/grammar";
import { holds, type Place } from "./positions.js";

/** How the grammar reads a file. */
export function optionsOf({ manner: { dialects, modelFile } }: Pick<LiveFile, "manner">): ParseOptions {
  return modelFile === null ? { dialects } : { dialects, modelFile };
}

const known = new WeakMap<LiveFile, readonly AnnotatedPieces[]>();

/** The annotations of a file in their pieces, made once for each text. */
export function piecesOf(file: LiveFile): readonly AnnotatedPieces[] {
  let pieces = known.get(file);
  if (pieces === undefined) {
    pieces = parsePieces(file.comments, optionsOf(file));
    known.set(file, pieces);
  }
  return pieces;
}

/** A piece and the annotation it belongs to. */
export interface PlacedPiece {
  piece: Piece;
  of: AnnotatedPieces;
}

/** The piece at a place; between two that touch, the one that starts there. */
export function pieceAt(file: LiveFile, place: Place): PlacedPiece | null {
  let before: PlacedPiece | null = null;
  for (const of of piecesOf(file)) {
    for (const piece of of.pieces) {
      if (!holds(piece, place)) continue;
      const isEnd = piece.endLine === place.line && piece.endColumn === place.column;
      if (!isEnd) return { piece, of };
      before ??= { piece, of };
    }
  }
  return before;
}
