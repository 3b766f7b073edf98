import type { Comment, CommentLine } from "@threatloom/model";
import { findHead, skipSpace } from "./heads.js";
import type { Head } from "./heads.js";
import { before, join, placed } from "./place.js";
import type { PlacedText } from "./place.js";
import { findQuotes, staysOpen } from "./quotes.js";

/** One annotation's logical line, before anybody has read it. */
export interface Statement {
  head: Head;
  /** From the `@` on; continued lines are joined with one space. */
  place: PlacedText;
  /** Index of the first comment line behind it. */
  next: number;
  /** Where a quotation opens in the text that never closes; null where all do. */
  open: number | null;
}

const KEY_VALUE = /^\s*(?:[\p{L}_][\p{L}\p{N}_. -]{0,60}|"[^"]{1,60}")\s*:(?:\s|$)/u;
const TAB = 8;

/** Width of the white space a line starts with; a tab reaches to the next multiple of eight. */
export function indentation(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character === "\t") width += TAB - (width % TAB);
    else if (/\s/.test(character)) width++;
    else break;
  }
  return width;
}

/** A comment line from its first character that is no white space, to its last. */
function trimmed(line: CommentLine, from = 0): PlacedText {
  const start = skipSpace(line.text, from);
  return placed(line, start, Math.max(start, line.text.trimEnd().length));
}

/** The text of a line that a `\` continues; without a leading star, which block comments may carry. */
function continued(line: CommentLine): PlacedText {
  const start = skipSpace(line.text, 0);
  return trimmed(line, line.text[start] === "*" ? start + 1 : start);
}

/** True for a line that starts an annotation of its own, and so is never part of the one above. */
function isHead(line: CommentLine | undefined): boolean {
  return line !== undefined && (findHead(line.text)?.verb ?? null) !== null;
}

/** Joins the lines that a trailing `\\` or an open quotation runs on to. Linear in what it joins. */
export function statementAt(comment: Comment, index: number, head: Head): Statement {
  const { lines } = comment;
  const parts = [trimmed(lines[index]!, head.at)];
  let open = staysOpen(parts[0]!.text, false);
  let next = index + 1;
  const add = (part: PlacedText) => {
    parts.push(part);
    open = staysOpen(part.text, open);
    next++;
  };
  for (;;) {
    const last = parts[parts.length - 1]!;
    const follows = lines[next];
    if (last.text.endsWith("\\")) {
      parts[parts.length - 1] = before(last, last.text.slice(0, -1).trimEnd().length);
      if (follows === undefined || isHead(follows)) break;
      add(continued(follows));
    } else {
      const closing = open ? closingLine(lines, next) : null;
      if (closing === null) break;
      while (next <= closing) add(trimmed(lines[next]!));
    }
  }
  const place = join(parts.filter((part, i) => i === 0 || part.text !== ""));
  return { head, place, next, open: findQuotes(place.text).open };
}

/** The line that closes a quotation left open above; null where another annotation or the comment's end comes first. */
function closingLine(lines: readonly CommentLine[], from: number): number | null {
  for (let at = from; at < lines.length && !isHead(lines[at]); at++) {
    if (/(?:^|[^\\])(?:\\\\)*"/.test(lines[at]!.text)) return at;
  }
  return null;
}

const WRAP_OPENERS =
  /^(?:--\s*"|->|\||\[|(?:using|via|with|against|to|from|on|for|and)\s|(?:cwe|capec|owasp|attack):)/i;

/** The statement with its next comment line joined, where that line starts like a further GuardLink slot; else null. */
export function wrapped(comment: Comment, statement: Statement): Statement | null {
  const line = comment.lines[statement.next];
  if (line === undefined || isHead(line) || !WRAP_OPENERS.test(line.text.trimStart())) return null;
  const added = statementAt(comment, statement.next, { ...statement.head, at: 0 });
  const place = join([statement.place, added.place]);
  return { head: statement.head, place, next: added.next, open: findQuotes(place.text).open };
}

/** The indented block that a trailing `:` opens: the lines from `from` up to `to`. */
export interface PropertyBlock {
  /** The statement without its colon. */
  statement: Statement;
  from: number;
  to: number;
}

/** Finds the extended YAML block below a statement; null where there is none. */
export function propertyBlock(comment: Comment, statement: Statement): PropertyBlock | null {
  const { place, next } = statement;
  if (!place.text.endsWith(":")) return null;
  const { lines } = comment;
  const base = indentation(lines[next - 1]!.text);
  const deeper = (line: CommentLine | undefined): line is CommentLine =>
    line !== undefined && line.text.trim() !== "" && indentation(line.text) > base;
  const from = isSetApartByGofmt(lines[next], lines[next + 1]) ? next + 1 : next;
  const first = lines[from];
  if (!deeper(first) || !KEY_VALUE.test(first.text)) return null;
  const inner = indentation(first.text);
  const inside = (line: CommentLine | undefined): boolean => deeper(line) && indentation(line.text) >= inner;
  let to = from;
  while (inside(lines[to])) to++;
  const text = place.text.slice(0, -1).trimEnd();
  return { statement: { ...statement, place: before(place, text.length), next: to }, from, to };
}

/** gofmt sets indented lines of a doc comment apart: an empty line in front of them, and a tab instead of the spaces. */
function isSetApartByGofmt(empty: CommentLine | undefined, first: CommentLine | undefined): boolean {
  return empty?.text.trim() === "" && first?.text.startsWith("\t") === true;
}

/**
 * A statement without a colon that opens nothing, where it cannot be text: behind `(#id)`, `[high]` or a quotation. Above
 * indented lines it stays, for they were meant to be properties and somebody should be told.
 */
export function withoutIdleColon(comment: Comment, statement: Statement): Statement {
  const { text } = statement.place;
  const [above, below] = [comment.lines[statement.next - 1]!.text, comment.lines[statement.next]?.text ?? ""];
  const isMeant = below.trim() !== "" && indentation(below) > indentation(above);
  if (isMeant || !/[)\]"]:$/.test(text)) return statement;
  return { ...statement, place: before(statement.place, text.length - 1) };
}
