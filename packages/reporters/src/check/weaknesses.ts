import type { CheckItem } from "@threatloom/model";

/** Numbers of weaknesses that count for one item: with two more tags, as many as code scanning shows of a rule. */
const MOST = 8;

/** `CWE-89`, `cwe:89`, `cwe:CWE-89`; a word of its own, wherever it stands. */
const CWE = /(?<![0-9a-z])cwe[:-](?:cwe-)?([0-9]{1,5})(?![0-9a-z])/gi;

/**
 * The numbers of the weaknesses an item refers to, ascending, the first eight of them: 89 for `CWE-89`. Nothing else of
 * a reference is taken over, for it is text of a repository. Broken annotations are no weakness.
 */
export function weaknessesOf({ kind, references = [] }: CheckItem): number[] {
  return kind === "diagnostics" ? [] : weaknessesIn(references);
}

/** The same of references. */
export function weaknessesIn(references: readonly string[]): number[] {
  const found = references.flatMap((text) => [...text.matchAll(CWE)].map(([, digits]) => Number(digits)));
  return lowest(found);
}

/** Of some numbers the eight lowest, ascending, each once. */
export function lowest(numbers: readonly number[]): number[] {
  return [...new Set(numbers)]
    .filter((number) => number > 0)
    .sort((a, b) => a - b)
    .slice(0, MOST);
}
