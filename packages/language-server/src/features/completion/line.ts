import type { LiveFile } from "@threatloom/engine";
import { keywords } from "@threatloom/grammar";
import type { CodeSymbol, Comment, CommentLine } from "@threatloom/model";
import { splitLines } from "../../lines.js";
import type { Place } from "../../positions.js";

/** The comment line that a cursor is on. */
export interface CursorLine {
  comment: Comment;
  line: CommentLine;
  /** Its text up to the cursor, and behind it. */
  before: string;
  after: string;
  /** What the comment is bound to. */
  symbol: CodeSymbol | null;
}

/** Finds the comment around a cursor; null outside of all. */
export function cursorLine({ comments, symbols }: LiveFile, place: Place): CursorLine | null {
  for (const comment of comments) {
    const { lines } = comment;
    if (lines.length === 0 || place.line < lines[0]!.line || place.line > lines.at(-1)!.line) continue;
    const line = lines.find((one) => one.line === place.line);
    const offset = place.column - (line?.column ?? 0);
    if (line === undefined || offset < 0) continue;
    const symbol = comment.symbol === null ? null : (symbols[comment.symbol] ?? null);
    return { comment, line, before: line.text.slice(0, offset), after: line.text.slice(offset), symbol };
  }
  return null;
}

/** Tells texts that would end the comment a cursor is in: what stands behind them would be code. */
export function enders({ text, manner }: LiveFile, { line: { line, column } }: CursorLine): (text: string) => boolean {
  const head = (splitLines(text)[line - 1] ?? "").slice(0, column - 1);
  const isBlock = manner.language !== "text" && !head.trimEnd().endsWith("//");
  return (written) => /[\r\n\u2028\u2029]/.test(written) || (isBlock && written.includes("*/"));
}

const KEYWORDS: ReadonlySet<string> = new Set(keywords);
const WORD = /"(?:[^"\\]|\\.)*"?|[^\s"]+/g;

/** What stands between the keywords of an unfinished annotation: the first part has no opener. */
export interface SaidPart {
  opener: string | null;
  text: string;
}

/** Splits what stands in front of a slot at its keywords. What the grammar would read otherwise only costs a better order. */
export function saidBefore(text: string): SaidPart[] {
  const start = text.lastIndexOf("@") < 0 ? 0 : text.search(/@\w/);
  const [, ...words] = text.slice(Math.max(start, 0)).match(WORD) ?? [];
  const parts: SaidPart[] = [{ opener: null, text: "" }];
  for (const word of words) {
    const last = parts.at(-1)!;
    if (KEYWORDS.has(word.toLowerCase()) && last.text !== "") parts.push({ opener: word.toLowerCase(), text: "" });
    else last.text = last.text === "" ? word : `${last.text} ${word}`;
  }
  return parts;
}
