import type { CodeSymbol, LanguageId } from "@threatloom/model";

/** Where lines go, and how they are written there. */
export interface InsertionPlace {
  /** Offset in the text, at the start of a line. */
  offset: number;
  /** Of the first line that is put in; counts from 1. */
  line: number;
  /** What stands in front of each: indentation and the mark of the comment. */
  prefix: string;
  /** A line that keeps what follows apart, in the style of the place; null where none is needed. */
  after: string | null;
  eol: string;
  /** The lines go into a block comment, which a star and a slash would end. */
  block: boolean;
}

interface Line {
  text: string;
  start: number;
  eol: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const breaks = /\r\n|\n|\r/g;
  let start = 0;
  for (const found of text.matchAll(breaks)) {
    lines.push({ text: text.slice(start, found.index), start, eol: found[0] });
    start = found.index + found[0].length;
  }
  lines.push({ text: text.slice(start), start, eol: "" });
  return lines;
}

const indentOf = (text: string): string => /^[ \t]*/.exec(text)![0];

/** Decorators of more lines than that are taken for something else. */
const LONGEST_DECORATOR = 100;

/** The line on which the decorators of a declaration start, or its own; indices. */
function withDecorators(lines: readonly Line[], declared: number): number {
  const indent = indentOf(lines[declared]!.text);
  const own = (text: string): boolean => indentOf(text) === indent && text.length > indent.length;
  let at = declared;
  for (;;) {
    const above = lines[at - 1]?.text ?? "";
    if (!own(above)) return at;
    const start = /^[)}\]]/.test(above.trimStart()) ? openedAt(lines, at - 1, own) : at - 1;
    if (start === null || lines[start]!.text[indent.length] !== "@") return at;
    at = start;
  }
}

/** Where what ends on a line began: the nearest line above with the same indentation. */
function openedAt(lines: readonly Line[], end: number, own: (text: string) => boolean): number | null {
  for (let at = end - 1; at >= Math.max(0, end - LONGEST_DECORATOR); at--) if (own(lines[at]!.text)) return at;
  return null;
}

/** Comments that are commands about the line below them: nothing may come in between. */
const COMMAND =
  /^\/\/(?:go:|line |export |extern |nolint|lint:|\s*(?:\+build|#nosec|eslint-|@ts-|prettier-ignore|biome-ignore|istanbul |c8 |v8 |tslint:|deno-lint-ignore|oxlint-|threatloom-ignore))/;

/** The same as a block on a line of its own. */
const BLOCK_COMMAND =
  /^\/\*\s*(?:eslint-disable-next-line|@ts-|prettier-ignore|biome-ignore|istanbul |c8 |v8 |tslint:|oxlint-disable-next-line)[^*]*\*\/$/;

function isCommand(line: Line | undefined): boolean {
  const text = line?.text.trim() ?? "";
  return COMMAND.test(text) || BLOCK_COMMAND.test(text);
}

/** The line in front of which a comment about a line of code goes: above commands that are about that line. From 1. */
export function lineAboveCommands(text: string, line: number): number {
  const lines = linesOf(text);
  let at = Math.min(line, lines.length);
  while (isCommand(lines[at - 2])) at--;
  return at;
}

/** Where lines for a symbol go: into or below the comment that stands above it, else above its declaration. */
export function placeFor(text: string, symbol: Pick<CodeSymbol, "line">, language: LanguageId): InsertionPlace {
  const lines = linesOf(text);
  const declared = Math.min(symbol.line, lines.length) - 1;
  const at = language === "typescript" ? withDecorators(lines, declared) : declared;
  const indent = indentOf(lines[at]!.text);
  const above = lines[at - 1]?.text.trim() ?? "";
  const inside = above === "*/" || above === "**/" ? insideBlock(lines, at - 1) : null;
  const where: Spot = inside ?? aboveCommands(lines, at, language) ?? aboveShortBlock(lines, at) ?? { at };
  const eol = lines[where.at - 1]?.eol ?? lines[where.at]!.eol;
  return {
    offset: lines[where.at]!.start,
    line: where.at + 1,
    prefix: where.prefix ?? `${indent}// `,
    after: where.after === undefined ? null : `${indent}${where.after}`,
    eol: eol === "" ? (lines[0]!.eol === "" ? "\n" : lines[0]!.eol) : eol,
    block: where.prefix !== undefined,
  };
}

/** The line that ours go in front of (an index), and what is special about the place. */
interface Spot {
  at: number;
  prefix?: string;
  after?: string;
}

/** Before the end of a block comment over several lines, in its own style. */
function insideBlock(lines: readonly Line[], end: number): Spot | null {
  const closing = lines[end]!.text;
  const last = lines[end - 1]?.text ?? "";
  if (/^\s*\/?\*/.test(last)) return { at: end, prefix: `${closing.slice(0, closing.indexOf("*"))}* ` };
  return last.trim() === "" ? null : { at: end, prefix: indentOf(last) };
}

/** Above the commands that end a run of line comments, and apart from them as gofmt has it. */
function aboveCommands(lines: readonly Line[], below: number, language: LanguageId): Spot | null {
  let at = below;
  const text = (index: number): string => lines[index]?.text.trim() ?? "";
  while (isCommand(lines[at - 1])) at--;
  if (at === below) return null;
  const isDirective = text(at).startsWith("//go:");
  while (text(at - 1) === "//") at--;
  return language === "go" && isDirective && text(at) !== "//" ? { at, after: "//" } : { at };
}

/** Above a block comment whose text and end share a line. */
function aboveShortBlock(lines: readonly Line[], below: number): Spot | null {
  if (lines[below - 1]?.text.trimEnd().endsWith("*/") !== true) return null;
  for (let at = below - 1; at >= 0; at--) {
    const line = lines[at]!.text.trimStart();
    if (line.startsWith("/*")) return { at };
    if (line.includes("/*")) return null;
  }
  return null;
}
