import type { CommentLine } from "@threatloom/model";
import type { RawComment } from "./scan.js";
import { lineAt, type LineStarts } from "./lines.js";

/** One block comment, or one run of line comments. The first raw comment decides what the run is bound to. */
export interface CommentRun {
  first: RawComment;
  /** Offset of the first code after the run. */
  next: number;
  end: number;
  /** Line of its start. */
  line: number;
  lines: CommentLine[];
}

/**
 * Groups the comments of a file: a block comment stands alone; line comments on consecutive lines with the same column
 * are one run, which a comment after code can only start. The text comes clean of markers.
 */
export function commentRuns(text: string, starts: LineStarts, comments: readonly RawComment[]): CommentRun[] {
  const runs: CommentRun[] = [];
  let open: CommentRun | null = null;
  let column = 0;
  for (const comment of comments) {
    const line = lineAt(starts, comment.start);
    const from = comment.start - starts[line - 1]!;
    if (comment.block) {
      runs.push(run(comment, line, blockLines(text, starts, comment, line)));
      open = null;
      continue;
    }
    const clean = lineComment(text, starts, comment, line);
    if (open && !comment.trailing && from === column && line === open.line + open.lines.length) {
      open.lines.push(clean);
      open.end = comment.end;
      open.next = comment.next;
      continue;
    }
    open = run(comment, line, [clean]);
    column = from;
    runs.push(open);
  }
  return runs;
}

function run(first: RawComment, line: number, lines: CommentLine[]): CommentRun {
  return { first, next: first.next, end: first.end, line, lines };
}

function lineComment(text: string, starts: LineStarts, comment: RawComment, line: number): CommentLine {
  const start = Math.min(comment.end, comment.start + 2);
  return cleanLine(text, starts, line, start, comment.end);
}

/** One clean line from its content's start: at most one space after the marker is not part of it. */
function cleanLine(text: string, starts: LineStarts, line: number, start: number, end: number): CommentLine {
  const from = start < end && text.charCodeAt(start) === 32 ? start + 1 : start;
  return { text: text.slice(from, end), line, column: from - starts[line - 1]! + 1 };
}

function blockLines(text: string, starts: LineStarts, comment: RawComment, firstLine: number): CommentLine[] {
  const closed = comment.end - comment.start >= 4 && text.startsWith("*/", comment.end - 2);
  let end = closed ? comment.end - 2 : comment.end;
  let start = comment.start + 2;
  while (start < end && text.charCodeAt(start) === 42) start++;
  while (end > start && isStarOrBlank(text.charCodeAt(end - 1))) end--;
  const lines: CommentLine[] = [];
  for (let line = firstLine; ; line++) {
    const stop = Math.min(end, starts[line] ?? text.length);
    if (line === firstLine) lines.push(cleanLine(text, starts, line, start, withoutBreak(text, start, stop)));
    else lines.push(starLine(text, starts, line, withoutBreak(text, starts[line - 1]!, stop)));
    if (stop >= end) return lines;
  }
}

/** A line inside a block comment: the white space and star before its content go, or nothing where there is no star. */
function starLine(text: string, starts: LineStarts, line: number, end: number): CommentLine {
  const start = starts[line - 1]!;
  let star = start;
  while (star < end && isBlank(text.charCodeAt(star))) star++;
  if (star < end && text.charCodeAt(star) === 42) return cleanLine(text, starts, line, star + 1, end);
  return { text: text.slice(start, end), line, column: 1 };
}

function withoutBreak(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && (text.charCodeAt(stop - 1) === 10 || text.charCodeAt(stop - 1) === 13)) stop--;
  return stop;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isStarOrBlank(code: number): boolean {
  return code === 42 || isBlank(code);
}
