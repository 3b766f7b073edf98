import type { ParsedAnnotation, Range } from "@threatloom/model";

/**
 * What a piece of an annotation is, for whoever colours, completes or renames. `catalogue` is one reference into a
 * catalogue or to a ticket, `value` one of a few known words (a role, a level) or a value of the extended YAML, whose keys
 * are `property`.
 */
export type PieceKind =
  | "verb"
  | "keyword"
  | "reference"
  | "definition"
  | "text"
  | "severity"
  | "catalogue"
  | "description"
  | "property"
  | "value";

/** A piece of an annotation as it is written, and where it stands. */
export interface Piece extends Range {
  kind: PieceKind;
  /** The field it fills, in the extended YAML the key; null for verbs and keywords. */
  slot: string | null;
  /** As written, marks and quotation marks included. */
  text: string;
}

/** An annotation and its pieces, in the order of the file. */
export interface AnnotatedPieces {
  annotation: ParsedAnnotation;
  pieces: Piece[];
}
