/** A stretch of text, as offsets in UTF-16 code units; the end is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A comment in the text, markers included. */
export interface RawComment extends Span {
  block: boolean;
  /** Where the code before it ends. */
  codeEnd: number;
  /** Code stands before it on its line. */
  trailing: boolean;
  /** Offset of the first code after it; the text's length where none follows. */
  next: number;
}

/** A statement that calls something with a string first and a function somewhere after it. */
export interface HandlerCall extends Span {
  /** Offset of the opening parenthesis: the callee stands before it. */
  paren: number;
  /** The string literal, quotation marks included. */
  label: Span;
  /** It stands at the top level of the file, or in the body of a handler that does. */
  top: boolean;
}

/** What differs between the languages' tokens. */
export interface LexerOptions {
  language: "go" | "typescript";
  /** Stretches that are taken as they are (JSX text, attribute strings), sorted and apart from each other. */
  opaque: readonly Span[];
}

/** The blocks in which nothing is declared, and what is known while they are looked for. */
export interface Quiet {
  /** The insides of such blocks, sorted and apart from each other. */
  spans: Span[];
  /** By open bracket: where its inside starts, if it may be such a block; else -1. */
  starts: number[];
  /** So many of the open brackets, counted from outside, hold a declaration. */
  loud: number;
  /** So many brackets, plus one, were open where the return type started that is read now; 0 for none. */
  typed: number;
  /** How many brackets were open at the word of each class whose body has not come yet. */
  heads: number[];
  /** Brackets and quotation marks match: only then is any of this worth something. */
  sound: boolean;
}

/** What one pass over a text finds. */
export interface Lexed {
  comments: RawComment[];
  calls: HandlerCall[];
  /** A function or class is declared inside brackets. */
  nested: boolean;
  /** Offset of the first code; the text's length where there is none. */
  firstCode: number;
  stream: Stream;
  quiet: Quiet;
}

/** The state of a pass; the other files of the lexer share it. */
export interface Scan extends Lexed {
  text: string;
  go: boolean;
  /** Offset of the next code unit to look at. */
  at: number;
  /** The kind of the last token: a word, a string, a bracket …; -1 before the first. */
  before: number;
  /** Its start and end. */
  beforeStart: number;
  beforeEnd: number;
  /** A line break stands between the last token and here. */
  broken: boolean;
  /** White space or a comment stands between the last token and here. */
  spaced: boolean;
  /** Index of the first comment whose `next` is not known yet. */
  pending: number;
  /** Open brackets: their character, and for `(` the call that is being collected. */
  brackets: number[];
  frames: (Frame | null)[];
  /** The last closing parenthesis ended the head of an `if`, `for`, `while` or `with`. */
  condition: boolean;
  /** Where the chain `a.b.c` that ends in the last word starts, if it starts a statement; else -1. */
  chain: number;
  /** The handler call that closed just now and waits for the token after it. */
  closed: HandlerCall | null;
  /** A template or raw string was not closed: looking for the end of each one after it could take for ever. */
  unclosed: boolean;
  /** Up to here slashes divide: one that could have started a regular expression found no end on this line. */
  dividesUntil: number;
}

/** A call that may turn out to be a handler call. */
export interface Frame {
  start: number;
  paren: number;
  label: Span | null;
  handler: boolean;
  top: boolean;
}

/**
 * The code of a text without comments and without the white space that does not matter, as UTF-16 code units, each with
 * its offset in the text. One stream is used for file after file, so that nothing is allocated per file.
 */
export interface Stream {
  codes: Uint16Array;
  offsets: Uint32Array;
  length: number;
  /** A `,` or `;` that is only written if what follows makes it count; 0 for none. */
  held: number;
  heldAt: number;
  tokens: Tokens;
}

/** Every token of a text in order, kinds as in characters.ts; a part of a template counts as one. Reused file after file. */
export interface Tokens {
  /** Whether tokens are wanted at all; else `length` stays 0. */
  wanted: boolean;
  kinds: Uint8Array;
  /** First code units. */
  heads: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  length: number;
}
