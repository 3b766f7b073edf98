/** More of these in one file were written by no person. */
const MOST_PATTERNS = 1000;
const MOST_TARGETS = 20;

/** Paths with at most one `*` each, and what they stand for. */
export interface Patterns {
  exact: Map<string, readonly string[]>;
  /** Those with a star, the longest text in front of it first. */
  starred: { head: string; tail: string; targets: readonly string[] }[];
}

/** Sorts patterns for look-ups. */
export function patterns(all: Readonly<Record<string, readonly string[]>>): Patterns {
  const found: Patterns = { exact: new Map(), starred: [] };
  for (const [pattern, every] of Object.entries(all).slice(0, MOST_PATTERNS)) {
    const star = pattern.indexOf("*");
    const targets = every.slice(0, MOST_TARGETS);
    if (star < 0) found.exact.set(pattern, targets);
    else found.starred.push({ head: pattern.slice(0, star), tail: pattern.slice(star + 1), targets });
  }
  found.starred.sort((a, b) => b.head.length - a.head.length);
  return found;
}

/** The targets of what fits a text, the best first, with what the star stands for. */
export function* fitting({ exact, starred }: Patterns, text: string): Generator<string> {
  yield* exact.get(text) ?? [];
  for (const { head, tail, targets } of starred) {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) continue;
    const star = text.slice(head.length, text.length - tail.length);
    for (const target of targets) yield target.replace("*", () => star);
  }
}
