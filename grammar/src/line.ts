import type { IToken } from "chevrotain";
import { isId, isIdentifier, isPath, pathWord } from "./slots.js";
import { openerOf, Quoted } from "./tokens.js";

/** What the resolver knows about the tokens of a line, whatever the form. */
export interface Line {
  text: string;
  tokens: readonly IToken[];
  openers: readonly (string | undefined)[];
  /** Per token, what it can be in a path. */
  pathWords: readonly ReturnType<typeof pathWord>[];
  reach: Reach;
}

/** Per token: how far a path that starts there may reach, and where the first word with a colon stands. */
export interface Reach {
  limit: Int32Array;
  colon: Int32Array;
  /** The first keyword at or behind the token. */
  keyword: Int32Array;
}

/** Notes what every form wants to know about a line's tokens. */
export function survey(text: string, tokens: readonly IToken[]): Line {
  const openers = tokens.map(openerAt);
  const pathWords = tokens.map(pathWordAt);
  const reach = pathReach({ openers, pathWords }, [], tokens.length);
  return { text, tokens, openers, pathWords, reach };
}

function openerAt(token: IToken): string | undefined {
  return openerOf.get(token.tokenType);
}

function pathWordAt(token: IToken): ReturnType<typeof pathWord> {
  return token.tokenType === Quoted || token.image.startsWith("#") ? "none" : pathWord(token.image);
}

/** A path ends before the keyword that opened it: `tests filter for bad input for App:Web` is about `App:Web`. */
export function pathReach(line: Pick<Line, "openers" | "pathWords">, barring: readonly string[], end: number): Reach {
  const limit = new Int32Array(end + 1);
  const colon = new Int32Array(end + 1);
  const keyword = new Int32Array(end + 1);
  limit[end] = end;
  colon[end] = end;
  keyword[end] = end;
  for (let at = end - 1; at >= 0; at--) {
    const kind = line.pathWords[at]!;
    const opener = line.openers[at];
    const barred = kind === "none" || (opener !== undefined && barring.includes(opener));
    limit[at] = barred ? at : limit[at + 1]!;
    keyword[at] = opener === undefined ? keyword[at + 1]! : at;
    colon[at] = kind === "colon" || kind === "lone" ? at : colon[at + 1]!;
  }
  return { limit, colon, keyword };
}

/** True for a reference in one token: an id, a quoted string, a path or an identifier without white space. */
export function isReferenceWord(token: IToken): boolean {
  const { image } = token;
  return token.tokenType === Quoted || isId(image) || isIdentifier(image) || isPath(image);
}

/** True where a stretch of tokens is one reference. */
export function isReference(line: Line, start: number, end: number): boolean {
  if (end <= start) return false;
  if (end === start + 1 && isReferenceWord(line.tokens[start]!)) return true;
  if (line.pathWords[start] === "lone" || line.pathWords[end - 1] === "lone") return false;
  return line.reach.colon[start]! < end && pathLimit(line.reach, start) >= end;
}

/**
 * How far a path that starts at a token may reach. A keyword between two words with colons stands between two paths:
 * `Shop:Cart and Shop:Till` is none.
 */
export function pathLimit({ limit, colon, keyword }: Reach, start: number): number {
  const last = limit.length - 1;
  const behind = keyword[Math.min(colon[start]! + 1, last)]!;
  return Math.min(limit[start]!, colon[behind]!);
}
