/** What is not matched yet on the two sides, in the order of their places. */
export interface Sides<T> {
  before: T[];
  after: T[];
}

/** One thing on both sides. */
export interface Match<T> {
  before: T;
  after: T;
}

/**
 * One pass of matching: what bears the same label on both sides is paired, the first with the first, and leaves the
 * sides. A null label sits the pass out. Linear, and the same whichever side is called before.
 */
export function pairUp<T>(sides: Sides<T>, labelOf: (item: T, side: keyof Sides<T>) => string | null): Match<T>[] {
  const waiting = new Map<string, T[]>();
  // Taken from the end, so that no list is shifted.
  for (let at = sides.after.length - 1; at >= 0; at--) {
    const item = sides.after[at]!;
    const label = labelOf(item, "after");
    if (label === null) continue;
    const list = waiting.get(label);
    if (list) list.push(item);
    else waiting.set(label, [item]);
  }
  const matches: Match<T>[] = [];
  const taken = new Set<T>();
  const left: T[] = [];
  for (const before of sides.before) {
    const label = labelOf(before, "before");
    const after = label === null ? undefined : waiting.get(label)?.pop();
    if (after === undefined) left.push(before);
    else {
      matches.push({ before, after });
      taken.add(after);
    }
  }
  if (matches.length === 0) return matches;
  sides.before = left;
  sides.after = sides.after.filter((item) => !taken.has(item));
  return matches;
}

/**
 * Pairs what shares a label with one item of the other side and with no other one on either side; the rest stays.
 * Linear, and the same whichever side is called before.
 */
export function pairUnambiguous<T>(sides: Sides<T>, labelsOf: (item: T) => readonly string[]): Match<T>[] {
  const bearers = new Map<string, Sides<T>>();
  for (const side of ["before", "after"] as const) {
    for (const item of sides[side]) {
      for (const label of new Set(labelsOf(item))) {
        const list = bearers.get(label) ?? { before: [], after: [] };
        list[side].push(item);
        bearers.set(label, list);
      }
    }
  }
  /** By item, the only other one; null where there are several. */
  const partners = new Map<T, T | null>();
  const link = (item: T, other: T | null): void => {
    partners.set(item, partners.has(item) && partners.get(item) !== other ? null : other);
  };
  for (const { before, after } of bearers.values()) {
    if (before.length === 0 || after.length === 0) continue;
    const isOne = before.length === 1 && after.length === 1;
    for (const item of before) link(item, isOne ? after[0]! : null);
    for (const item of after) link(item, isOne ? before[0]! : null);
  }
  const matches = sides.before.flatMap((before): Match<T>[] => {
    const after = partners.get(before) ?? null;
    return after !== null && partners.get(after) === before ? [{ before, after }] : [];
  });
  const taken = new Set(matches.flatMap(({ before, after }) => [before, after]));
  sides.before = sides.before.filter((item) => !taken.has(item));
  sides.after = sides.after.filter((item) => !taken.has(item));
  return matches;
}

/** Orders texts by their code units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders by file, line and column. */
export function byLocation(
  a: { location: { file: string; line: number; column: number } },
  b: { location: { file: string; line: number; column: number } },
): number {
  const [one, other] = [a.location, b.location];
  return compareText(one.file, other.file) || one.line - other.line || one.column - other.column;
}
