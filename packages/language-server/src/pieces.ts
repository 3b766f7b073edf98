import type { LiveFile } from "@threatloom/engine";
import { parsePieces, type AnnotatedPieces, type ParseOptions } from "@threatloom/grammar";

const known = new WeakMap<LiveFile, readonly AnnotatedPieces[]>();

/** How the annotations of a file are read. */
export function readingOf({ manner: { dialects, modelFile } }: LiveFile): ParseOptions {
  return modelFile === null ? { dialects } : { dialects, modelFile };
}

/** The pieces of a file's annotations, in its order; made once for each of its texts. */
export function piecesOf(file: LiveFile): readonly AnnotatedPieces[] {
  let pieces = known.get(file);
  if (pieces === undefined) known.set(file, (pieces = parsePieces(file.comments, readingOf(file))));
  return pieces;
}
