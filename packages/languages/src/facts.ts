import {
  diagnose,
  type CodeFacts,
  type CodeSymbol,
  type Comment,
  type FileFacts,
  type LocalDiagnostic,
  type Result,
} from "@threatloom/model";
import { openCode } from "./code/code.js";
import { goCode } from "./code/go.js";
import { typescriptCode } from "./code/typescript.js";
import { bindComments, type Owned } from "./binding.js";
import { commentRuns, type CommentRun } from "./comments.js";
import { isFunction, type Declared } from "./declared.js";
import { fingerprints } from "./fingerprint.js";
import { isGeneratedText } from "./generated.js";
import type { Lexed } from "./scan.js";
import { lineAt, lineStarts, placeAt, type LineStarts } from "./lines.js";
import { grammarOf, isGeneratedPath, isTestPath } from "./paths.js";
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
  const declared = reading.declared.sort(inFileOrder);
  settleParents(declared);
  const runs = commentRuns(text, starts, lexed.comments);
  const ground = { text, starts, comments: lexed.comments, firstCode: lexed.firstCode, owned: owned(declared) };
  const bound = bindComments(ground, runs);
  const value: FileFacts = {
    language: reading.language,
    package: reading.package,
    test: isTestPath(path),
    generated: isGeneratedPath(path) || isGeneratedText(text, starts.length, lexed, reading.language),
    comments: comments(runs, bound),
    symbols: symbols(declared, starts, lexed),
    code: codeIn(reading, starts, declared),
  };
  return { value, diagnostics: syntaxErrors(reading, starts) };
}

function codeIn(
  { path, language, text, lexed }: Reading,
  starts: LineStarts,
  declared: readonly Declared[],
): CodeFacts | null {
  const { tokens } = lexed.stream;
  if (!tokens.wanted) return null;
  const code = openCode(text, tokens, starts, declared);
  return language === "go" ? goCode(code) : typescriptCode(code, grammarOf(path) === "tsx");
}

function inFileOrder(a: Declared, b: Declared): number {
  return a.start - b.start || b.end - a.end || a.at - b.at;
}

/*
 * Here and wherever else every file comes by, loops stand in place of arrows that hold on to something: the engine
 * forgets what it compiled for an arrow whenever it collects while none of them is alive.
 */
function comments(runs: readonly CommentRun[], bound: readonly (number | null)[]): Comment[] {
  const all: Comment[] = [];
  for (let i = 0; i < runs.length; i++) all.push({ lines: runs[i]!.lines, symbol: bound[i]! });
  return all;
}

/** Some grammars count a comment after a declaration as a part of it. */
function trimEnds(declared: readonly Declared[], { comments }: Lexed): void {
  const ends = new Map<number, number>();
  for (const { end, codeEnd } of comments) ends.set(end, codeEnd);
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
  const all: Owned[] = [];
  for (let symbol = 0; symbol < declared.length; symbol++) {
    const one = declared[symbol]!;
    const own = isFunction(one);
    all.push({ start: one.start, end: one.end, symbol, isFunction: own });
    for (const { start, end } of one.more) all.push({ start, end, symbol, isFunction: own });
  }
  return all;
}

function symbols(declared: readonly Declared[], starts: LineStarts, lexed: Lexed): CodeSymbol[] {
  const prints = fingerprints(lexed.stream, declared.filter(hasFingerprint));
  const all: CodeSymbol[] = [];
  let print = 0;
  for (const one of declared) all.push(symbol(one, starts, hasFingerprint(one) ? prints[print++]! : null));
  return all;
}

function hasFingerprint(one: Declared): boolean {
  return one.hasBody && isFunction(one);
}

function symbol(one: Declared, starts: LineStarts, fingerprint: string | null): CodeSymbol {
  const { name, kind, receiver, parent = null, exported, test, hasBody } = one;
  const { line, column } = placeAt(starts, one.at);
  const endLine = lineAt(starts, Math.max(one.at, one.end - 1));
  return { name, kind, receiver, line, column, endLine, parent, exported, test, hasBody, fingerprint };
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
