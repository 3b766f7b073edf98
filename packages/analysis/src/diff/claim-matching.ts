import { saidBy, type ClaimPart } from "./claim-parts.js";
import { pairUp, type Match, type Sides } from "./matching.js";

/** What one pass of matching holds equal. */
type Label = (part: ClaimPart) => string;

const label = (...parts: (number | string | null)[]): string => parts.join(" ");

/** The same meaning in the same place: first in the same file, word for word, on the same code. */
const SAME: readonly Label[] = [
  (part) => label(saidBy(part), part.place, part.file, part.content, part.fingerprint),
  (part) => label(saidBy(part), part.place, part.file, part.content),
  (part) => label(saidBy(part), part.place, part.file),
  (part) => label(saidBy(part), part.place, part.content),
  (part) => label(saidBy(part), part.place),
];

/** The same kind of claim about the same threat in the same place. */
const REPLACED: readonly Label[] = [
  ({ topic, place, how }) => label(topic, place, how),
  ({ topic, place, others }) => label(topic, place, others),
  ({ topic, place }) => label(topic, place),
];

/** How two claims were found to be one. */
export type MatchKind = "same" | "replaced";

const PASSES: readonly (readonly [MatchKind, readonly Label[]])[] = [
  ["same", SAME],
  ["replaced", REPLACED],
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
 * Matches the claims of two sides, in passes from the strictest label to the loosest. What stands in another place than
 * before, while that one is still there, is another claim: who reads the old place is told that it is gone. Each pass pairs equal labels in
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
