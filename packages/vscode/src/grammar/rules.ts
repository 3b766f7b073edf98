/** A rule of a TextMate grammar, as far as these grammars use them. */
export interface Rule {
  name?: string;
  include?: string;
  match?: string;
  begin?: string;
  end?: string;
  captures?: Captures;
  beginCaptures?: Captures;
  endCaptures?: Captures;
  patterns?: readonly Rule[];
}

/** Scopes by the number of the group; a group may hold rules of its own. */
export type Captures = Readonly<Record<string, { name: string }>>;

/**
 * Where a grammar reads: in line comments a rule never goes on behind its line, in block comments it ends with the
 * comment, and a model file is one comment as a whole.
 */
export type Flavour = "line" | "block" | "model";

/** A scope of this extension. */
export function scope(name: string): string {
  return `${name}.threatloom`;
}

/** Scopes for groups 1, 2, 3 … in this order; an empty name leaves its group alone. */
export function captures(...names: readonly string[]): Captures {
  return Object.fromEntries(
    names.flatMap((name, at) => (name === "" ? [] : [[String(at + 1), { name: scope(name) }] as const])),
  );
}

/** Any of some words, the longest first so that none hides another. */
export function oneOf(words: readonly string[]): string {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `(?:${sorted.map(literally).join("|")})`;
}

function literally(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
