import type { ClaimPart } from "./claim-parts.js";
import { pairUp, type Match, type Sides } from "./matching.js";

/** What one pass of matching holds equal. */
type Label = (part: ClaimPart) => string | null;

const label = (...parts: (number | string | null)[]): string => parts.join(" ");

/** What is said, of whom and how, without where. */
const said = ({ topic, how, others }: ClaimPart): string => label(topic, how, others);

/** The same meaning on a symbol of the same name: first where it stood, word for word, on the same code. */
const SAME: readonly Label[] = [
  (part) => label(said(part), part.symbol, part.file, part.content, part.fingerprint),
  (part) => label(said(part), part.symbol, part.file, part.content),
  (part) => label(said(part), part.symbol, part.file),
  (part) => label(said(part), part.symbol, part.content, part.fingerprint),
  (part) => label(said(part), part.symbol, part.content),
  (part) => label(said(part), part.symbol),
];

const isRenamed = ({ symbol, alone }: ClaimPart): boolean => symbol !== null && alone;

/** The same meaning where one symbol is gone and the other new: first by what the function does. */
const RENAMED: readonly Label[] = [
  (part) => (isRenamed(part) && part.fingerprint !== null ? label(said(part), part.fingerprint) : null),
  (part) => (isRenamed(part) ? label(said(part), part.file, part.content) : null),
  (part) => (isRenamed(part) ? label(said(part), part.content) : null),
  (part) => (isRenamed(part) ? label(said(part), part.file) : null),
  (part) => (isRenamed(part) ? label(said(part)) : null),
];

/** The same kind of claim about the same threat in the same place, or in one that is gone here and new there. */
const REPLACED: readonly Label[] = [
  ({ topic, place, how }) => label(topic, place, how),
  ({ topic, place, others }) => label(topic, place, others),
  ({ topic, place }) => label(topic, place),
  ({ topic, symbol, alone, how }) => (alone ? label(topic, symbol, how) : null),
  ({ topic, symbol, alone }) => (alone ? label(topic, symbol) : null),
];

/** The same meaning on another symbol. */
const REBOUND: readonly Label[] = [(part) => label(said(part), part.file), said];

/** How two claims were found to be one. */
export type MatchKind = "same" | "renamed" | "replaced" | "rebound";

const PASSES: readonly (readonly [MatchKind, readonly Label[]])[] = [
  ["same", SAME],
  ["renamed", RENAMED],
  ["replaced", REPLACED],
  ["rebound", REBOUND],
];

/** One claim on both sides. */
export interface ClaimMatch extends Match<ClaimPart> {
  kind: MatchKind;
}

/** Which claims are the same on both sides, and what is left of each. */
export interface ClaimMatches extends Sides<ClaimPart> {
  matches: ClaimMatch[];
}

/**
 * Matches the claims of two sides, in passes from the strictest label to the loosest. Each pass pairs equal labels in
 * the order of their places, so that no pass prefers a side, and duplicates beyond the other side's number are left.
 */
export function matchParts(before: ClaimPart[], after: ClaimPart[]): ClaimMatches {
  const sides: Sides<ClaimPart> = { before, after };
  const matches: ClaimMatch[] = [];
  for (const [kind, labels] of PASSES) {
    for (const labelOf of labels) {
      if (sides.before.length === 0 || sides.after.length === 0) break;
      for (const match of pairUp(sides, labelOf)) matches.push({ ...match, kind });
    }
  }
  return { ...sides, matches };
}
