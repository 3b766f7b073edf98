import type { AnnotationKind, DialectId, Range } from "@threatloom/model";
import type { SlotType } from "../forms.js";

/** A slot that a cursor may be in. */
export interface ExpectedSlot {
  /** The field it fills; `id`, `severity`, `references` and `description` for what stands behind the slots. */
  slot: string;
  type: SlotType | "definition";
  kind: AnnotationKind;
  dialect: DialectId;
  /** From the slot's start, in a chain or list its item's, to the cursor. */
  replace: Range;
  typed: string;
}

/** What may be written at a cursor. */
export interface Expectation {
  /** What would be replaced: from the start of the word that is being typed to the cursor. */
  replace: Range;
  typed: string;
  /** The verb's name; null where the verb itself is being typed. */
  verb: string | null;
  /** The slots that the cursor may be in, in each form of the verb in the dialects that are read, the likeliest first. */
  slots: readonly ExpectedSlot[];
  /** Keywords and marks that may come here, as written: `against`, `->`, `(#`, `[`, `-- "`. */
  keywords: readonly string[];
  /** Inside the extended YAML: the key whose value is being typed, null where it is the key, and what the annotation says. */
  property: { key: string | null; kind: AnnotationKind } | null;
}

/** An expectation of nothing, to be filled. */
export const NOTHING = { verb: null, slots: [], keywords: [], property: null } as const;
