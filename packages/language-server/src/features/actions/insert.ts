import { splitLines } from "../../lines.js";
import { lineAboveCommands, type LiveFile } from "@threatloom/engine";
import type { Range as ModelRange } from "@threatloom/model";
import { eolOf, type Edit, type Line, type Part } from "./types.js";

/** What opens or continues a comment, then a list mark: what stands before comment text on a line of its own. */
const OWN_LINE = /^(?:\/\/[/!]?|\*|#+|--)?\s*[-*+]?$/;
/** A block comment that opens on the line, in JSX too. */
const OPENING = /^\{?\s*\/\*[*!]?\s*[-*+]?$/;
/** A block comment in braces, as JSX has them. */
const IN_BRACES = /\{\s*\/\*/;

/** The white space a line starts with. */
function indentOf(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}

/** What stands before new lines of a comment whose line starts with `head`; null where code stands before the comment. */
function prefixOf(head: string): { prefix: string; block: boolean } | null {
  const text = head.trim();
  if (OPENING.test(text)) return { prefix: `${indentOf(head)} * `, block: true };
  return OWN_LINE.test(text) ? { prefix: head, block: !/^(?:\/\/|#|--)/.test(text) } : null;
}

/** Lines with their prefixes, each with a line end before it. */
function below(lines: readonly Line[], prefix: string, eol: string): Part[] {
  return lines.flatMap((line) => [`${eol}${prefix}`, ...line]);
}

/** Lines with their prefixes, each with a line end behind it. */
function above(lines: readonly Line[], prefix: string, eol: string): Part[] {
  return lines.flatMap((line) => [prefix, ...line, eol]);
}

const at = (line: number, character: number, end = character): Edit["range"] => ({
  start: { line: line - 1, character },
  end: { line: line - 1, character: end },
});

/** Lines of comment above a line of code, and above the commands to other tools that are about that line. */
export function aboveCode(file: LiveFile, line: number, lines: readonly Line[]): Edit {
  const indent = indentOf(splitLines(file.text)[line - 1] ?? "");
  const mark = file.manner.language === "text" ? "" : "// ";
  const first = lineAboveCommands(file.text, line);
  return { path: file.path, range: at(first, 0), parts: above(lines, `${indent}${mark}`, eolOf(file)) };
}

/**
 * Lines below something in the comment it stands in, in the style of this comment. Behind code on a line they go above
 * it; null within JSX, where no line comment can stand.
 */
export function belowInComment(file: LiveFile, place: ModelRange, lines: readonly Line[]): Edit | null {
  const raw = splitLines(file.text);
  const head = (raw[place.line - 1] ?? "").slice(0, place.column - 1);
  const eol = eolOf(file);
  const own = prefixOf(head);
  if (own === null) return IN_BRACES.test(head) ? null : aboveCode(file, place.line, lines);
  const last = raw[place.endLine - 1] ?? "";
  const close =
    own.block && file.manner.language !== "text"
      ? last.indexOf("*/", place.endLine === place.line ? place.column : 0)
      : -1;
  if (close < 0)
    return { path: file.path, range: at(place.endLine, last.length), parts: below(lines, own.prefix, eol) };
  const from = last.slice(0, close).trimEnd().length;
  const parts = [
    ...below(lines, own.prefix, eol),
    `${eol}${indentOf(own.prefix)}${own.prefix.includes("*") ? "" : " "}`,
  ];
  return { path: file.path, range: at(place.endLine, from, close), parts };
}

/** A head without the mark of a list, as wide as before: in code the one behind the mark of the comment. */
function unlisted(head: string, isText: boolean): string {
  const text = head.trim();
  const isListed = /[-*+]$/.test(text) && (isText || /^(?:\/\/[/!]?|\*|#+|--)\s*[-*+]$/.test(text));
  if (!isListed) return head;
  const end = head.trimEnd().length;
  return `${head.slice(0, end - 1)} ${head.slice(end)}`;
}

/**
 * Lines that are no annotations above something in the comment it stands in, no items of its list; above the comment
 * where that opens or stands behind code on the line.
 */
export function aboveInComment(file: LiveFile, place: ModelRange, lines: readonly Line[]): Edit | null {
  const head = (splitLines(file.text)[place.line - 1] ?? "").slice(0, place.column - 1);
  if (!OWN_LINE.test(head.trim())) return IN_BRACES.test(head) ? null : aboveCode(file, place.line, lines);
  const prefix = unlisted(head, file.manner.language === "text");
  return { path: file.path, range: at(place.line, 0), parts: above(lines, prefix, eolOf(file)) };
}
