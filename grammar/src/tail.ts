import type { IToken, TokenType } from "chevrotain";
import type { TailItem } from "./forms.js";
import type { Line } from "./line.js";
import {
  Bracket,
  Dashes,
  Definition,
  endOf,
  Group,
  Quoted,
  Reference,
  References,
  Severity,
  tokenOver,
} from "./tokens.js";

/** Where the tail starts: the trailing marks that the form allows, and that do not leave its last slot empty. */
export function tailStart(line: Line, items: readonly TailItem[]): number {
  const { tokens } = line;
  let at = tokens.length;
  while (at > 0) {
    const size = tailItem(tokens, at - 1, items);
    if (size === 0) break;
    at -= size;
  }
  return at;
}

/** What is a reference whatever stands before it. */
const NUMBERED = /[\d#]/;

/** How many tokens the tail item that ends at a token takes: 0 for none. */
function tailItem(tokens: readonly IToken[], last: number, items: readonly TailItem[]): number {
  const token = tokens[last]!;
  if (token.tokenType === Quoted) {
    return items.includes("description") && tokens[last - 1]?.tokenType === Dashes ? 2 : 0;
  }
  const isNumbered = items.includes("numbered") && NUMBERED.test(token.image);
  const isGroup = items.includes("groups") || isNumbered;
  if (token.tokenType === Definition) return items.includes("definition") || isGroup ? 1 : 0;
  if (token.tokenType === Group || token.tokenType === Bracket) {
    const severity = token.tokenType === Bracket && items.includes("severity");
    return severity || isGroup ? 1 : 0;
  }
  if (!items.includes("references")) return 0;
  if (token.tokenType === Reference) return 1;
  const afterMark = last > 0 && [Bracket, Definition, Reference, Group].includes(tokens[last - 1]!.tokenType);
  return afterMark && FOREIGN_REFERENCE.test(token.image) ? 1 : 0;
}

/** A reference into a catalogue this grammar does not know by name; read as one only behind another mark. */
const FOREIGN_REFERENCE = /^[a-z][a-z0-9-]{1,20}:[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u;

/** The tokens of the tail, severity told from references. */
export function tailTokens(line: Line, start: number, items: readonly TailItem[]): IToken[] {
  return line.tokens.slice(start).map((token) => {
    const type = tailTokenType(token, items);
    return type === null ? token : tokenOver(type, line.text, token.startOffset, endOf(token));
  });
}

function tailTokenType(token: IToken, items: readonly TailItem[]): TokenType | null {
  if (token.tokenType === Dashes || token.tokenType === Quoted) return null;
  if (token.tokenType === Definition) return items.includes("definition") ? null : References;
  if (token.tokenType === Bracket && items.includes("severity")) {
    return /[\d:]/.test(token.image) && !/^\[\s*p\d\s*\]$/i.test(token.image) ? References : Severity;
  }
  return References;
}
