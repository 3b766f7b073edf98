/** One token of a path segment: a character, `*`, `?`, or a class such as `[a-z]`. */
export type Token = string | typeof STAR | typeof ANY | CharacterClass;

/** `[a-z]`, `[!a-z]`. */
export interface CharacterClass {
  negated: boolean;
  ranges: [string, string][];
}

/** `*`: any characters of one segment. */
export const STAR = Symbol("*");
/** `?`: one character. */
export const ANY = Symbol("?");
const LONGEST = 1024;
const MOST_ALTERNATIVES = 64;

/** A glob with the meaning it has in a `.gitignore`; null in `segments` stands for `**`. */
export interface Glob {
  negated: boolean;
  folderOnly: boolean;
  /** Matches from its folder on, not at any depth. */
  anchored: boolean;
  segments: (Token[] | null)[];
}

const posix: Record<string, [string, string][]> = {
  alpha: [
    ["a", "z"],
    ["A", "Z"],
  ],
  digit: [["0", "9"]],
  alnum: [
    ["a", "z"],
    ["A", "Z"],
    ["0", "9"],
  ],
  lower: [["a", "z"]],
  upper: [["A", "Z"]],
  space: [
    [" ", " "],
    ["\t", "\r"],
  ],
  xdigit: [
    ["0", "9"],
    ["a", "f"],
    ["A", "F"],
  ],
  punct: [
    ["!", "/"],
    [":", "@"],
    ["[", "`"],
    ["{", "~"],
  ],
};

/** Reads a class from its `[`; null where it is not closed: such a pattern matches nothing. */
function characterClass(text: string, start: number): { token: CharacterClass; end: number } | null {
  const negated = text[start + 1] === "!" || text[start + 1] === "^";
  const first = start + (negated ? 2 : 1);
  const ranges: [string, string][] = [];
  for (let i = first; i < text.length; i++) {
    if (text[i] === "]" && i > first) return { token: { negated, ranges }, end: i };
    const named = text.startsWith("[:", i) ? text.indexOf(":]", i) : -1;
    if (named > 0) {
      ranges.push(...(posix[text.slice(i + 2, named)] ?? []));
      i = named + 1;
      continue;
    }
    if (text[i] === "\\") i++;
    const low = text[i] ?? "\\";
    if (text[i + 1] === "-" && i + 2 < text.length && text[i + 2] !== "]") {
      i += text[i + 2] === "\\" ? 3 : 2;
      ranges.push([low, text[i] ?? low]);
    } else ranges.push([low, low]);
  }
  return null;
}

function tokens(segment: string): Token[] | null {
  const out: Token[] = [];
  for (let i = 0; i < segment.length; i++) {
    const c = segment[i]!;
    if (c === "\\" && i + 1 < segment.length) out.push(segment[++i]!);
    else if (c === "*") {
      if (out.at(-1) !== STAR) out.push(STAR);
    } else if (c === "?") out.push(ANY);
    else if (c === "[") {
      const found = characterClass(segment, i);
      if (found === null) return null;
      out.push(found.token);
      i = found.end;
    } else out.push(c);
  }
  return out;
}

/**
 * Reads one pattern; null where it can match nothing (empty, malformed, over 1024 characters). Patterns mean what they
 * mean in a `.gitignore`: without an inner `/` they match at any depth, and what matches a folder holds for all in it.
 */
export function parseGlob(pattern: string): Glob | null {
  if (pattern.length > LONGEST) return null;
  const negated = pattern.startsWith("!");
  let body = negated ? pattern.slice(1) : pattern;
  const folderOnly = body.endsWith("/");
  if (folderOnly) body = body.slice(0, -1);
  const anchored = body.includes("/");
  const segments: (Token[] | null)[] = [];
  for (const segment of body.split("/")) {
    if (segment === "" && segments.length === 0) continue;
    if (segment === "**") {
      if (segments.at(-1) !== null || segments.length === 0) segments.push(null);
      continue;
    }
    const read = tokens(segment);
    if (read === null || segment === "") return null;
    segments.push(read);
  }
  return segments.length === 0 ? null : { negated, folderOnly, anchored, segments };
}

/** The lines of a `.gitignore` as globs. */
export function parseIgnoreFile(text: string): Glob[] {
  const globs: Glob[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    let end = line.length;
    while (end > 0 && line[end - 1] === " " && line[end - 2] !== "\\") end--;
    const glob = parseGlob(line.slice(0, end));
    if (glob !== null) globs.push(glob);
  }
  return globs;
}

/** `{a,b}` written out, as configuration globs allow it; more than 64 alternatives are cut off. */
function alternatives(pattern: string): string[] {
  let open: string[] = [pattern];
  const done: string[] = [];
  while (open.length > 0 && done.length + open.length <= MOST_ALTERNATIVES) {
    const next: string[] = [];
    for (const text of open) {
      const inner = /\{([^{}]*,[^{}]*)\}/.exec(text.slice(0, LONGEST));
      if (inner === null) done.push(text);
      else
        for (const choice of inner[1]!.split(",").slice(0, MOST_ALTERNATIVES))
          next.push(text.slice(0, inner.index) + choice + text.slice(inner.index + inner[0].length));
    }
    open = next;
  }
  return [...done, ...open].slice(0, MOST_ALTERNATIVES);
}

/** The globs of a configuration: as in a `.gitignore`, plus `{a,b}` and a leading `./`. */
export function parseGlobs(patterns: readonly string[]): Glob[] {
  return patterns
    .flatMap((pattern) => alternatives(pattern.replace(/^(!?)\.\//, "$1/")))
    .map(parseGlob)
    .filter((glob) => glob !== null);
}
