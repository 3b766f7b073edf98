import type { DiagnosticSeverity, Range } from "@threatloom/model";
import { codePoints } from "./collections.js";
import { escapeCommands, visible } from "./escape.js";
import { cell, paint, type Paint } from "./text/style.js";

/** Something that is shown at its place in the source: a diagnostic, or what the gate says. */
export interface Problem extends Range {
  file: string;
  level: DiagnosticSeverity;
  message: string;
  /** What stands in brackets behind the message: the code or rule, and what qualifies it. */
  label: string;
  expected?: string;
  suggestion?: string;
  /** It makes the run fail, which is said behind the label. */
  fails?: boolean;
}

/** How problems are shown. */
export interface FrameOptions {
  /** Escape sequences for colours may be used. */
  color?: boolean;
  /** Gives the text of a file for code frames; without it, or where it gives nothing, only the place is shown. */
  sources?: (file: string) => string | undefined;
}

/** Characters of a source line that are shown around the place. */
const FRAME = 100;

/**
 * Problems for a terminal, one line or block each, in the given order: place, level, message and label; below it the
 * line of source with the place marked, what was expected and what was probably meant. No line of it is a command to a
 * CI runner. Sources are asked once per file.
 */
export function frames(problems: readonly Problem[], options: FrameOptions): string[] {
  const colors = paint(options.color === true);
  const lineOf = lineReader(options.sources);
  // The log of a CI job is a terminal too, and a path stands in front.
  return problems.flatMap((problem) => block(problem, lineOf, colors).map(escapeCommands));
}

/** `file:line:column level message [label]`, for a terminal. */
export function headline(problem: Problem, colors: Paint): string {
  const where = `${cell(problem.file, 200)}:${problem.line}:${problem.column}`;
  const tint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[problem.level];
  const label = colors.quiet(`[${cell(problem.label, 200)}]`);
  const end = problem.fails === true ? ` ${colors.red("fails")}` : "";
  return `${where} ${tint(problem.level)} ${cell(problem.message, 300)} ${label}${end}`;
}

const isPart = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Whether a message holds some words, and not only as a part of others: `App:Dbb` does not say `App:Db`. */
function says(message: string, words: string): boolean {
  if (words === "") return true;
  for (let at = message.indexOf(words); at >= 0; at = message.indexOf(words, at + 1)) {
    if (!isPart(message[at - 1]) && !isPart(message[at + words.length])) return true;
  }
  return false;
}

/** What was expected and meant, where the message does not say it already. Not escaped. */
export function unsaid(problem: Pick<Problem, "message" | "expected" | "suggestion">): {
  expected: string | undefined;
  suggestion: string | undefined;
} {
  const news = (text: string | undefined): string | undefined =>
    text === undefined || says(problem.message, text) ? undefined : text;
  return { expected: news(problem.expected), suggestion: news(problem.suggestion) };
}

type LineReader = (file: string, line: number) => string | undefined;

function block(problem: Problem, lineOf: LineReader, colors: Paint): string[] {
  const first = headline(problem, colors);
  // Notes are about files as a whole: one line each is enough.
  if (problem.level === "info") return [first];
  const source = lineOf(problem.file, problem.line);
  return [first, ...(source === undefined ? [] : frame(problem, source, colors)), ...hints(problem, colors)];
}

function hints(problem: Problem, colors: Paint): string[] {
  const { expected, suggestion } = unsaid(problem);
  return [
    ...(expected === undefined ? [] : [`  expected: ${cell(expected, 200)}`]),
    ...(suggestion === undefined ? [] : [`  did you mean ${colors.green(cell(suggestion, 120))}?`]),
  ];
}

/** The line of source and a mark below the place; a long line is cut around it. */
function frame(problem: Problem, source: string, colors: Paint): string[] {
  const start = Math.min(Math.max(problem.column - 1, 0), source.length);
  const end = problem.endLine === problem.line ? Math.min(problem.endColumn - 1, source.length) : source.length;
  const from = Math.max(0, start - FRAME / 2);
  const before = spelled(source.slice(from, start));
  const marked = spelled(source.slice(start, Math.min(end, from + FRAME)));
  const after = spelled(source.slice(Math.max(start, Math.min(end, from + FRAME)), from + FRAME));
  const number = `${problem.line}`;
  const lead = from > 0 ? "…" : "";
  const tail = source.length > from + FRAME ? "…" : "";
  const carets = "^".repeat(Math.max(1, codePoints(marked).length));
  return [
    colors.quiet(`  ${number} | `) + lead + before + marked + after + tail,
    colors.quiet(`  ${" ".repeat(number.length)} | `) +
      " ".repeat(codePoints(lead + before).length) +
      colors.red(carets),
  ];
}

function spelled(text: string): string {
  return visible(text.replaceAll("\t", "  "));
}

/** Reads lines of files, splitting each file once. */
function lineReader(sources: FrameOptions["sources"]): LineReader {
  const files = new Map<string, string[] | undefined>();
  return (file, line) => {
    if (!files.has(file)) files.set(file, sources?.(file)?.split(/\r\n|\r|\n/));
    return files.get(file)?.[line - 1];
  };
}
