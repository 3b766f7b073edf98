import type { Comment, CommentLine, DialectId, Range } from "@threatloom/model";
import { dialectsOf, parseComments, shieldedRanges } from "../comments.js";
import type { ParseOptions } from "../comments.js";
import { fenceAfter } from "../fences.js";
import type { Fence } from "../fences.js";
import { findHead, findHeader, findProse, skipSpace } from "../heads.js";
import type { Head } from "../heads.js";
import { before, join, placed } from "../place.js";
import type { PlacedText } from "../place.js";
import { statementAt, wrapped } from "../statements.js";
import type { Statement } from "../statements.js";
import { MOST_LINES } from "../wraps.js";

/** A cursor in a comment. */
export interface Cursor {
  comment: Comment;
  /** Of the line in the comment. */
  index: number;
  line: CommentLine;
  /** In the line's text. */
  offset: number;
  dialects: readonly DialectId[];
  options: ParseOptions;
}

/** The text of a comment is clean of the blank before its end; a cursor may stand behind one. */
const CUT_OFF = 1;

/** Finds the comment and line that a cursor is in; null outside of comments. */
export function cursorAt(
  comments: readonly Comment[],
  line: number,
  column: number,
  options: ParseOptions,
): Cursor | null {
  for (const comment of comments) {
    const [first, last] = [comment.lines[0], comment.lines.at(-1)];
    if (first === undefined || last === undefined || first.line > line || last.line < line) continue;
    const index = comment.lines.findIndex((one) => one.line === line);
    const found = comment.lines[index];
    if (found === undefined) continue;
    const offset = column - found.column;
    if (offset < 0 || offset > found.text.length + CUT_OFF) continue;
    const padded = { ...found, text: found.text.padEnd(offset) };
    return { comment, index, line: padded, offset, dialects: dialectsOf(options), options };
  }
  return null;
}

/** The stretch of the cursor's line from an offset to the cursor. */
export function upToCursor({ line, offset }: Cursor, from: number): Range {
  return { line: line.line, column: line.column + from, endLine: line.line, endColumn: line.column + offset };
}

/** True inside a Markdown code block, where nothing counts. */
export function isFenced({ comment, index, options }: Cursor): boolean {
  if (options.modelFile !== "text") return false;
  let fence: Fence | null = null;
  for (let at = 0; at < index; at++) fence = fenceAfter(fence, comment.lines[at]!.text);
  return fence !== null || fenceAfter(fence, comment.lines[index]!.text) !== null;
}

/** True between `@shield:begin` and `@shield:end`, where only the latter counts. */
export function isShielded({ comment, index, options }: Cursor, comments: readonly Comment[]): boolean {
  const opens = (text: string) => findHead(text)?.verb === "shield:begin";
  if (!comments.some(({ lines }) => lines.some(({ text }) => opens(text)))) return false;
  const { line, text } = comment.lines[index]!;
  if (opens(text)) return false;
  const isEnd = findHead(text)?.verb === "shield:end";
  return shieldedRanges(comments, options).some(
    (range) => range.line < line && (line < range.endLine || (line === range.endLine && !isEnd)),
  );
}

/** The file's line of the 2015 header whose block is open at the cursor; null where none is. */
export function openBlock({ comment, index, dialects, options }: Cursor): number | null {
  const above = comment.lines.slice(0, index);
  if (!dialects.includes("prose2015") || !above.some(({ text }) => findHeader(text) !== null)) return null;
  const scopes = parseComments([{ ...comment, lines: above }], options).value.filter(({ kind }) => kind === "scope");
  const last = scopes.at(-1);
  return last?.verb === "threatspec" ? last.endLine : null;
}

/** The annotation that starts on the cursor's line or nearest above it, whether or not the cursor is still in it. */
export interface Nearest {
  statement: Statement;
  /** Index of its first line. */
  at: number;
  isProse: boolean;
}

/** Finds that annotation; null where no line up to the cursor's starts with a verb. */
export function nearestStatement(cursor: Cursor): Nearest | null {
  const { comment, index, dialects } = cursor;
  const block = openBlock(cursor);
  for (let at = index; at >= 0; at--) {
    const { text, line } = at === index ? cursor.line : comment.lines[at]!;
    const head = findHead(text);
    if (head?.verb != null) return nearest(cursor, at, head, false);
    const prose = dialects.includes("prose2015") ? proseHead(text, block !== null && line > block) : null;
    if (prose !== null) return nearest(cursor, at, prose, true);
  }
  return null;
}

function proseHead(text: string, inBlock: boolean): Head | null {
  return findHeader(text) ?? (inBlock ? findProse(text) : null);
}

function nearest({ comment }: Cursor, at: number, head: Head, isProse: boolean): Nearest {
  return { statement: statementAt(comment, at, head), at, isProse };
}

/** The statement with the lines down to the cursor's, where each of them starts like a further slot; else null. */
export function reaching(cursor: Cursor, statement: Statement): { statement: Statement; isWrapped: boolean } | null {
  let current: Statement | null = statement;
  let wraps = 0;
  while (current !== null && current.next <= cursor.index && wraps++ < MOST_LINES)
    current = wrapped(cursor.comment, current);
  if (current === null || current.next <= cursor.index) return null;
  return { statement: current, isWrapped: current !== statement };
}

/** What an annotation says up to the cursor; null in its indentation and behind a continuation mark. */
export function textUpTo({ line, offset }: Cursor, { place }: Statement): PlacedText | null {
  const own = place.pieces.find((piece) => piece.line === line.line);
  const start = own === undefined ? Math.min(skipSpace(line.text, 0), offset) : own.column - line.column;
  if (offset < start) return null;
  const end = own === undefined ? start : start + own.length;
  if (line.text.slice(end, offset).includes("\\")) return null;
  const last = place.pieces.findLast((piece) => piece.line < line.line);
  const here = placed(line, start, offset);
  return last === undefined ? here : join([before(place, last.at + last.length), here]);
}
