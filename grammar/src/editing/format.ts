import type { Comment, CommentLine, Range } from "@threatloom/model";
import { readComments } from "../comments.js";
import type { ParseOptions, Sighting } from "../comments.js";
import type { Form } from "../forms.js";
import { findHead, findHeader, findProse } from "../heads.js";
import { rangeOf } from "../place.js";
import type { PlacedText } from "../place.js";
import { wordsOf } from "./words.js";
import type { Word } from "./words.js";

/** A stretch of a file and what is to stand there instead. */
export interface TextReplacement {
  range: Range;
  newText: string;
}

/**
 * What brings the annotations of a file into their common form: verbs as their dialect documents them, keywords in lower
 * case, one space between words, none behind a continuation mark. Names, text, the extended YAML, line breaks and
 * whatever is no annotation stay as they are, and every annotation says what it said. In order, without overlap.
 */
export function formatEdits(comments: readonly Comment[], options: ParseOptions = {}): TextReplacement[] {
  const edits: TextReplacement[] = [];
  readComments(comments, options, (sighting) => {
    for (const edit of spelling(sighting)) edits.push(edit);
    for (const edit of marks(sighting, comments[sighting.annotation.comment]!)) edits.push(edit);
  });
  return edits.sort((a, b) => a.range.line - b.range.line || a.range.column - b.range.column);
}

/** Verb, keywords and the white space between words. */
function spelling({ statement: { place }, reading }: Sighting): TextReplacement[] {
  const words = wordsOf(reading.form, reading.tree, reading.base);
  return words.flatMap((word, i) => {
    const before = words[i - 1];
    const gap = before === undefined ? [] : replaced(place, before.end, word.start, gapBetween(place, before, word));
    const written = place.text.slice(word.start, word.end);
    const wanted = word.kind === "verb" ? documentedVerb(reading.form) : written.toLowerCase();
    const isFixed = word.kind === "verb" || word.kind === "keyword";
    return isFixed ? [...gap, ...replaced(place, word.start, word.end, wanted)] : gap;
  });
}

/** What belongs between two words: a space, behind a comma too; a key such as `file:` holds its value fast. */
function gapBetween({ text }: PlacedText, before: Word, after: Word): string {
  const gap = text.slice(before.end, after.start);
  if (before.kind === "keyword" && text[before.end - 1] === ":") return "";
  const mark = gap.trim();
  if (mark === "") return " ";
  return mark === "," ? ", " : gap;
}

/** An edit where the text differs; none across a line break. */
function replaced(place: PlacedText, start: number, end: number, newText: string): TextReplacement[] {
  if (place.text.slice(start, end) === newText) return [];
  const range = rangeOf(place, start, end);
  return range.line === range.endLine && range.endColumn - range.column === end - start ? [{ range, newText }] : [];
}

/** The verb as the form shows it, with its `@`. */
function documentedVerb({ form, dialect }: Form): string {
  const head = dialect === "prose2015" ? (findHeader(form) ?? findProse(form)) : findHead(form);
  return form.slice(head!.at, head!.end);
}

/** One space before each continuation mark and nothing behind it. */
function marks({ statement: { place } }: Sighting, comment: Comment): TextReplacement[] {
  const edits: TextReplacement[] = [];
  for (const { line, column, length } of place.pieces) {
    const raw = lineAt(comment, line);
    const written = raw.text.slice(column + length - raw.column);
    if (written.trim() !== "\\" || written === " \\") continue;
    const from = column + length;
    edits.push({
      range: { line, column: from, endLine: line, endColumn: from + written.length },
      newText: " \\",
    });
  }
  return edits;
}

/** A comment's line by its number in the file; its lines are in order. */
function lineAt({ lines }: Comment, line: number): CommentLine {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.line < line) low = middle + 1;
    else high = middle;
  }
  return lines[low]!;
}
