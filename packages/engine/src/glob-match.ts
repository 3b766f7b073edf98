import { parseGlobs, STAR, type Glob, type Token } from "./glob.js";

function fits(token: Token, c: string): boolean {
  if (typeof token === "string") return token === c;
  if (typeof token === "symbol") return true;
  return token.ranges.some(([low, high]) => low <= c && c <= high) !== token.negated;
}

/**
 * Matches a row of items against a row of patterns with stars in between. Only the last star is ever retried, so the
 * time is bounded by the product of both lengths, whatever a stranger wrote.
 *
 * @mitigates Threatloom:Engine against endless matching with retries of the last star only
 */
function matchRow<P, I>(
  patterns: readonly P[],
  items: ArrayLike<I>,
  isStar: (p: P) => boolean,
  fit: (p: P, i: I) => boolean,
): boolean {
  let p = 0;
  let i = 0;
  let star = -1;
  let resume = 0;
  while (i < items.length) {
    if (p < patterns.length && isStar(patterns[p]!)) {
      star = p++;
      resume = i;
    } else if (p < patterns.length && fit(patterns[p]!, items[i]!)) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++resume;
    } else return false;
  }
  while (p < patterns.length && isStar(patterns[p]!)) p++;
  return p === patterns.length;
}

const matchSegment = (pattern: readonly Token[], name: string): boolean =>
  matchRow<Token, string>(pattern, name, (t) => t === STAR, fits);

/** Whether a glob matches this very path (split at `/`, relative to the glob's folder), its `!` left aside. */
export function globMatches(glob: Glob, segments: readonly string[], folder: boolean): boolean {
  if (glob.folderOnly && !folder) return false;
  const patterns = glob.segments;
  if (!glob.anchored) return patterns[0] === null || matchSegment(patterns[0]!, segments.at(-1)!);
  const rest = patterns.at(-1) === null;
  if (rest && patterns.length > 1) {
    // `a/**` is what lies in a, not a itself.
    const inner = segments.slice(0, -1);
    return matchRow(
      patterns,
      inner,
      (t) => t === null,
      (t, name) => t !== null && matchSegment(t, name),
    );
  }
  return matchRow(
    patterns,
    segments,
    (t) => t === null,
    (t, name) => t !== null && matchSegment(t, name),
  );
}

/** What the last glob that matches this very path says: true (matched), false (`!`), null (none matches). */
export function lastMatch(globs: readonly Glob[], segments: readonly string[], folder: boolean): boolean | null {
  for (let i = globs.length - 1; i >= 0; i--) {
    const glob = globs[i]!;
    if (globMatches(glob, segments, folder)) return !glob.negated;
  }
  return null;
}

/**
 * A test for files: matched are those whose path, or a folder above, is matched last by a glob without `!`. Paths are
 * relative to the folder of the globs. Answers for folders are remembered.
 */
export function fileMatcher(globs: readonly Glob[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const folders = new Map<string, boolean>();
  const test = (path: string, folder: boolean): boolean => {
    const slash = path.lastIndexOf("/");
    if (slash > 0) {
      const parent = path.slice(0, slash);
      let above = folders.get(parent);
      if (above === undefined) folders.set(parent, (above = test(parent, true)));
      if (above) return true;
    }
    return lastMatch(globs, path.split("/"), folder) === true;
  };
  return (path) => test(path, false);
}

/** A test for the paths of files by globs as in `threatloom.yaml`; without any, nothing matches. */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  return fileMatcher(parseGlobs(patterns));
}
