import type { CommentRun } from "./comments.js";
import type { RawComment, Span } from "./scan.js";
import { lineAt, type LineStarts } from "./lines.js";

/** A stretch of source that belongs to a symbol: the declaration with its decorators and `export`, or an overload of it. */
export interface Owned extends Span {
  symbol: number;
  /** A comment after code inside a function is the function's, whatever else starts on its line. */
  isFunction: boolean;
}

/** What binding needs to know of a file besides its comments. */
export interface Ground {
  text: string;
  starts: LineStarts;
  comments: readonly RawComment[];
  firstCode: number;
  /** In any order; one may contain another, but two never overlap otherwise. */
  owned: readonly Owned[];
}

interface Level {
  owned: Owned | null;
  /** The last declaration directly inside it that has ended. */
  ended: Owned | null;
}

/**
 * Binds comment runs to symbols, in one sweep over both: for each run the index of its symbol, or null where it speaks
 * for the module. The rules are those of the annotation language ("Binding to symbols" in docs/ARCHITECTURE.md).
 */
export function bindComments(ground: Ground, runs: readonly CommentRun[]): (number | null)[] {
  const owned = [...ground.owned].sort(outerFirst);
  const starting = new Map<number, Owned>();
  for (const one of owned) if (!starting.has(one.start)) starting.set(one.start, one);
  const header = headerEnd(ground);
  const levels: Level[] = [{ owned: null, ended: null }];
  const bound: (number | null)[] = [];
  let at = 0;
  for (const run of runs) {
    const offset = run.first.start;
    for (; at < owned.length && owned[at]!.start <= offset; at++) {
      close(levels, owned[at]!.start);
      levels.push({ owned: owned[at]!, ended: null });
    }
    close(levels, offset);
    const level = levels.at(-1)!;
    if (run.end <= header) bound.push(null);
    else bound.push(run.first.trailing ? bindTrailing(ground, level, run) : bindAbove(level, run, starting));
  }
  return bound;
}

function outerFirst(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

function close(levels: Level[], offset: number): void {
  while (levels.length > 1 && levels.at(-1)!.owned!.end <= offset) {
    const { owned } = levels.pop()!;
    levels.at(-1)!.ended = owned;
  }
}

/** After code on its line: the declaration that starts on that line, else what the comment stands in. */
function bindTrailing(ground: Ground, { owned, ended }: Level, run: CommentRun): number | null {
  if (ended && !owned?.isFunction && lineAt(ground.starts, ended.start) === run.line) return ended.symbol;
  return owned?.symbol ?? null;
}

/** On a line of its own: the declaration that comes next, else what the comment stands in. */
function bindAbove({ owned }: Level, run: CommentRun, starting: ReadonlyMap<number, Owned>): number | null {
  const below = starting.get(run.next);
  return below?.symbol ?? owned?.symbol ?? null;
}

/** Where the comments end that stand before the file's first code and apart from it by a blank line. */
function headerEnd({ text, comments, firstCode }: Ground): number {
  let below = firstCode;
  for (let i = countBefore(comments, firstCode) - 1; i >= 0; i--) {
    const { start, end } = comments[i]!;
    if (hasBlankLine(text, end, below)) return end;
    below = start;
  }
  return -1;
}

function countBefore(comments: readonly RawComment[], offset: number): number {
  let count = 0;
  while (count < comments.length && comments[count]!.start < offset) count++;
  return count;
}

/** Whether white space holds two line ends. */
function hasBlankLine(text: string, start: number, end: number): boolean {
  let breaks = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) breaks++;
  }
  return breaks >= 2;
}
