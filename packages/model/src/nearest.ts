const LONGEST = 64;

/** Damerau-Levenshtein distance (adjacent transpositions count once), given up above `limit`; words over 64 are never near. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > LONGEST || b.length > LONGEST) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j - 1]! + 1, above[j]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/**
 * The candidate nearest to a word, for every "did you mean": at most one edit for short words, two from five letters,
 * three from ten. Ties go to the first in sorted order; null where nothing is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  const limit = wanted.length < 5 ? 1 : wanted.length < 10 ? 2 : 3;
  let best: string | null = null;
  let distance = limit + 1;
  for (const candidate of [...candidates].sort()) {
    const d = editDistance(wanted, candidate.toLowerCase(), distance - 1);
    if (d < distance) {
      best = candidate;
      distance = d;
    }
  }
  return best;
}

const WORD = /^[\p{L}\p{N}_-]/u;
const WORD_BEFORE = /[\p{L}\p{N}_-]$/u;

/** Whether a message says something already, and not as a part of a longer word: `#sqlii` does not say `#sqli`. */
export function saysAlready(message: string, thing: string): boolean {
  for (let at = message.indexOf(thing); at !== -1; at = message.indexOf(thing, at + 1)) {
    const [before, after] = [message.slice(0, at), message.slice(at + thing.length)];
    if (!(WORD.test(thing) && WORD_BEFORE.test(before)) && !(WORD_BEFORE.test(thing) && WORD.test(after))) return true;
  }
  return false;
}
