import { createToken, createTokenInstance, Lexer } from "chevrotain";
import type { IToken, TokenType } from "chevrotain";
import { findQuotes } from "./quotes.js";

/**
 * The lexer reads what follows a verb. It splits at white space and knows marks and keywords; which keyword really
 * opens a slot, and which is a word of free text, the resolver decides afterwards (resolve.ts), because that hangs on
 * the whole line. The parser then sees whole slots: `Words`, `Name`, `Path`, `Id`, `Quoted`.
 *
 * Every pattern is linear: no alternatives that overlap under a repetition, and none that searches on past its end.
 */
/** Where the quotations of the text being read start, and where they end. */
let quotations: ReadonlyMap<number, number> = new Map();

function matchQuoted(text: string, offset: number): [string] | null {
  const end = quotations.get(offset);
  return end === undefined ? null : [text.slice(offset, end)];
}

export const White = createToken({ name: "White", pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });
export const Word = createToken({
  name: "Word",
  pattern: /(?:\(#|->|[^\s,|])(?:(?!\(#|->)[^\s,|])*/,
  line_breaks: false,
});
export const Quoted = createToken({ name: "Quoted", pattern: matchQuoted, label: "a quotation", line_breaks: false });
export const Definition = createToken({
  name: "Definition",
  pattern: /\(\s*#[^()]*\)/,
  label: "`(#id)`",
  line_breaks: false,
});
export const Group = createToken({ name: "Group", pattern: /\([^()]*\)/, longer_alt: Word, line_breaks: false });
export const Bracket = createToken({ name: "Bracket", pattern: /\[[^[\]]*\]/, longer_alt: Word, line_breaks: false });
export const Arrow = createToken({ name: "Arrow", pattern: /->/, label: "`->`", line_breaks: false });
export const Dashes = createToken({ name: "Dashes", pattern: /--(?![^\s"])/, label: "`--`", line_breaks: false });
export const Pipe = createToken({ name: "Pipe", pattern: /\|/, label: "`|`", line_breaks: false });
export const Comma = createToken({ name: "Comma", pattern: /,/, label: "`,`", line_breaks: false });
export const Id = createToken({ name: "Id", pattern: /[#@](?:(?!->)[^\s"(),|])+/, label: "an id", line_breaks: false });
export const Reference = createToken({
  name: "Reference",
  pattern: /(?:cwe|capec|owasp|attack|asvs):(?:(?!->)[^\s"(),|[\]])+/i,
  line_breaks: false,
});

/** The keywords that open slots, by how they are written; `pipe` is `|`. */
export const keywords = [
  "against",
  "and",
  "as",
  "between",
  "contains",
  "for",
  "from",
  "on",
  "to",
  "using",
  "via",
  "with",
] as const;

const keywordTokens = keywords.map((keyword) =>
  createToken({
    name: keyword[0]!.toUpperCase() + keyword.slice(1),
    pattern: new RegExp(keyword, "i"),
    longer_alt: Word,
    line_breaks: false,
    label: `\`${keyword}\``,
  }),
);

/** The keys of `@source`, which carry their value without white space between. */
const keyTokens = ["file", "line", "symbol"].map((key) =>
  createToken({
    name: `${key[0]!.toUpperCase()}${key.slice(1)}Key`,
    pattern: new RegExp(`${key}:`, "i"),
    line_breaks: false,
    label: `\`${key}:\``,
  }),
);

/** What the resolver makes of the tokens of one slot; no text lexes to these. */
const made = (name: string, label: string) => createToken({ name, pattern: Lexer.NA, label });
export const Words = made("Words", "words");
export const Name = made("Name", "a name");
export const Path = made("Path", "a path");
export const Severity = made("Severity", "`[severity]`");
export const References = made("References", "references");

const structural = [Quoted, Definition, Group, Bracket, Arrow, Dashes, Pipe, Comma];
const modes = {
  /** Slots divided by keywords. */
  slots: [White, ...structural, Id, Reference, ...keywordTokens, Word],
  /** `@source`, whose slots open with `file:`, `line:` and `symbol:`. */
  location: [White, Quoted, Comma, Pipe, ...keyTokens, Word],
};

/** Everything the parser can meet. */
export const vocabulary: readonly TokenType[] = [
  ...new Set([...modes.slots, ...modes.location, Words, Name, Path, Severity, References]),
].filter((token) => token !== White);

/** The token of an opener as the forms write it: a keyword, `pipe`, `file:` and its like. */
export const openerTokens: ReadonlyMap<string, TokenType> = new Map([
  ...keywords.map((keyword, at) => [keyword, keywordTokens[at]!] as const),
  ...["file:", "line:", "symbol:"].map((key, at) => [key, keyTokens[at]!] as const),
  ["pipe", Pipe] as const,
]);

/** The opener a token may stand for, or undefined. */
export const openerOf: ReadonlyMap<TokenType, string> = new Map(
  [...openerTokens].map(([opener, token]) => [token, opener]),
);

/** The modes a line can be read in. */
export type Mode = keyof typeof modes;

/**
 * Builds the lexer. Safe mode leaves out tables by first character, which a lexer whose words may start with anything
 * cannot use and which take longest to build. `validate` also runs its own checks, which only tests need.
 */
export function buildLexer(validate = false): Lexer {
  return new Lexer(
    { modes, defaultMode: "slots" },
    { positionTracking: "onlyOffset", skipValidations: !validate, safeMode: true },
  );
}

let lexer: Lexer | null = null;

/** Splits what follows a verb into tokens. Never fails: what is no mark and no keyword is a word. Linear. */
export function tokenize(text: string, mode: Mode): IToken[] {
  lexer ??= buildLexer();
  quotations = new Map(findQuotes(text).closed);
  return lexer.tokenize(text, mode).tokens;
}

/** A token that stands for a whole stretch of text: offsets count from 0, the end is exclusive. */
export function tokenOver(type: TokenType, text: string, start: number, end: number): IToken {
  return createTokenInstance(type, text.slice(start, end), start, end - 1, NaN, NaN, NaN, NaN);
}

/** Where a token ends (exclusive); the lexer notes where it starts only. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}
