import { diagnose, type CodeSymbol, type FileFacts, type LocalDiagnostic, type Result } from "@threatloom/model";
import { bindComments, type Owned } from "./binding.js";
import { commentRuns } from "./comments.js";
import { isFunction, type Declared } from "./declared.js";
import { fingerprints } from "./fingerprint.js";
import { isGeneratedText } from "./generated.js";
import type { Lexed } from "./scan.js";
import { lineStarts, placeAt, type LineStarts } from "./lines.js";
import { isGeneratedPath, isTestPath } from "./paths.js";
import type { Broken } from "./tree-sitter.js";

/** What a language hands over for one file. */
export interface Reading {
  path: string;
  text: string;
  language: "go" | "typescript";
  package: string | null;
  lexed: Lexed;
  /** In any order. */
  declared: Declared[];
  broken: Broken;
}

/** Weaves what a language found in a file into its facts: symbols in file order, comments bound to them. */
export function fileFacts(reading: Reading): Result<FileFacts, LocalDiagnostic> {
  const { path, text, lexed } = reading;
  const starts = lineStarts(text);
  trimEnds(reading.declared, lexed);
  const declared = reading.declared.sort((a, b) => a.start - b.start || b.end - a.end || a.at - b.at);
  settleParents(declared);
  const runs = commentRuns(text, starts, lexed.comments);
  const ground = { text, starts, comments: lexed.comments, firstCode: lexed.firstCode, owned: owned(declared) };
  const bound = bindComments(ground, runs);
  const value: FileFacts = {
    language: reading.language,
    package: reading.package,
    test: isTestPath(path),
    generated: isGeneratedPath(path) || isGeneratedText(text, starts.length, lexed, reading.language),
    comments: runs.map((run, index) => ({ lines: run.lines, symbol: bound[index]! })),
    symbols: symbols(declared, starts, lexed),
  };
  return { value, diagnostics: syntaxErrors(reading, starts) };
}

/** Some grammars count a comment after a declaration as a part of it. */
function trimEnds(declared: readonly Declared[], { comments }: Lexed): void {
  const ends = new Map(comments.map((comment) => [comment.end, comment.codeEnd]));
  for (const one of declared) one.end = ends.get(one.end) ?? one.end;
}

/** Declarations inside bodies learn whose body it is; what stands in test code is test code. */
function settleParents(declared: readonly Declared[]): void {
  const stack: Declared[] = [];
  for (const one of declared) {
    while (stack.length > 0 && stack.at(-1)!.end <= one.start) stack.pop();
    const outer = stack.at(-1);
    if (one.parent === undefined) one.parent = outer?.name ?? null;
    if (outer?.test) one.test = true;
    stack.push(one);
  }
}

function owned(declared: readonly Declared[]): Owned[] {
  return declared.flatMap((one, symbol) =>
    [one, ...one.more].map(({ start, end }) => ({ start, end, symbol, isFunction: isFunction(one) })),
  );
}

function symbols(declared: readonly Declared[], starts: LineStarts, lexed: Lexed): CodeSymbol[] {
  const withBody = declared.filter((one) => one.hasBody && isFunction(one));
  const prints = fingerprints(lexed.stream, withBody);
  const printOf = new Map(withBody.map((one, index) => [one, prints[index]!]));
  return declared.map((one) => {
    const { name, kind, receiver, parent = null, exported, test, hasBody } = one;
    const { line, column } = placeAt(starts, one.at);
    const endLine = placeAt(starts, Math.max(one.at, one.end - 1)).line;
    const fingerprint = printOf.get(one) ?? null;
    return { name, kind, receiver, line, column, endLine, parent, exported, test, hasBody, fingerprint };
  });
}

function syntaxErrors({ broken, text }: Reading, starts: LineStarts): LocalDiagnostic[] {
  const error = broken.firstError;
  if (!error) return [];
  const start = Math.min(error.start, text.length);
  const end = Math.min(Math.max(error.end, start + 1), text.length);
  const from = placeAt(starts, start);
  const to = placeAt(starts, end);
  const range = { ...from, endLine: to.line, endColumn: to.column };
  const what = broken.gaveUp
    ? "The file is so broken that its declarations could not be found in time."
    : `The code at line ${from.line}, column ${from.column} could not be parsed.`;
  return [diagnose("syntax-error", range, what)];
}
