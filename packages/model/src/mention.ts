import type { Reference } from "./annotation.js";

/** What a mention may mean; a `segment` is one name within paths, as v0.1 `@alias component @web to Web` defines it. */
export type MentionKind = "component" | "threat" | "control" | "data" | "boundary" | "segment";

/** A place where an annotation names something, and what it turned out to mean. */
export interface Mention {
  kind: MentionKind;
  /** The key of the thing; of a segment the canonical key of its name. */
  key: string;
  /** Relative to the root, with `/`. */
  file: string;
  /** As it is written, and where. */
  reference: Reference;
  /** Which part of a path between its `:` means this; null for all of the reference. */
  part: number | null;
  /** The name or the id of a definition. The name of a v0.1 pair, `@app:@web`, is that of the last segment alone. */
  defines: boolean;
  /** The reference has a place of its own; false within properties, where only the annotation's is known. */
  placed: boolean;
}
