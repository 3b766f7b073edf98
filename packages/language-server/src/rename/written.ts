import type { Comment, CommentLine, Range, Reference } from "@threatloom/model";
import type { Atom } from "../navigation/atoms.js";
import type { Named } from "../navigation/names.js";

/** A stretch of a file, in the model's counting, and what is to stand there. */
export interface Edit {
  range: Range;
  newText: string;
}

/** What stands on one line of a file. */
interface Stretch {
  line: number;
  column: number;
  text: string;
}

/** The line of a comment by its number in the file. */
function lineOf({ lines }: Comment, line: number): CommentLine | undefined {
  const first = lines[0]?.line ?? 0;
  const guess = lines[line - first];
  return guess?.line === line ? guess : lines.find((one) => one.line === line);
}

/** What a range of a comment holds, line by line, without marks of continuation. */
function stretchesOf(comment: Comment, range: Range): Stretch[] | null {
  const found: Stretch[] = [];
  for (let number = range.line; number <= range.endLine; number++) {
    const line = lineOf(comment, number);
    if (!line) return null;
    const isLast = number === range.endLine;
    const from = number === range.line ? range.column - line.column : line.text.length - line.text.trimStart().length;
    const to = isLast ? range.endColumn - line.column : line.text.length;
    if (from < 0 || to > line.text.length || from > to) return null;
    const text = line.text.slice(from, to);
    found.push({ line: number, column: line.column + from, text: isLast ? text : text.replace(/\s*\\?\s*$/, "") });
  }
  return found;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

/** What a reference is when it stands there like this. */
function decoded(raw: string, form: Reference["form"]): string {
  if (form === "quoted") return raw.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return form === "id" ? raw.replace(/^#+/, "#") : raw;
}

/** Words on as many lines as before, each line with as many as it had; null where there are too few. */
function wrapped(stretches: readonly Stretch[], raw: string): Edit[] | null {
  const words = raw.split(" ");
  const edits: Edit[] = [];
  let at = 0;
  for (const [index, stretch] of stretches.entries()) {
    const { line, column, text } = stretch;
    const left = stretches.length - index - 1;
    const count = left === 0 ? words.length - at : Math.min(text.split(" ").length, words.length - at - left);
    if (count < 1) return null;
    const range = { line, column, endLine: line, endColumn: column + text.length };
    edits.push({ range, newText: words.slice(at, at + count).join(" ") });
    at += count;
  }
  return edits;
}

function rangeOf({ line, column, endLine, endColumn }: Range): Range {
  return { line, column, endLine, endColumn };
}

/** The ways to put another raw text in the place of a reference. */
function whole(reference: Reference, stretches: readonly Stretch[], raw: string): Edit[][] {
  const one = [{ range: rangeOf(reference), newText: raw }];
  const several = stretches.length > 1 ? wrapped(stretches, raw) : null;
  return several ? [several, one] : [one];
}

/** Edits of the stretches alone, where nothing else of the reference has to change. */
function narrow(reference: Reference, raw: string, atoms: readonly Atom[], texts: readonly string[]): Edit[] | null {
  const { line, column, endLine, text, form } = reference;
  // Of doubled marks the first is no part of the text.
  const before = form === "quoted" ? 1 : raw.length - text.length;
  const isPlain = form === "quoted" ? raw.length === text.length + 2 && !/["\\]/.test(texts.join("")) : true;
  if (line !== endLine || !isPlain) return null;
  return atoms.map(({ start, end }, index) => {
    const range = { line, column: column + before + start, endLine: line, endColumn: column + before + end };
    return { range, newText: texts[index]! };
  });
}

const NEEDS_NO_QUOTES = /^[\p{L}\p{M}\p{N}_:.-]+$/u;

/** A component of one word needs no quotation marks although that of several did; other names have them by choice. */
function quotesFall({ whole: meant }: Named, text: string, next: string): boolean {
  return meant?.kind === "component" && !NEEDS_NO_QUOTES.test(text) && NEEDS_NO_QUOTES.test(next);
}

/** Stretches of a text with others in their place. */
function replaced(text: string, atoms: readonly Atom[], texts: readonly string[]): string {
  return atoms.reduceRight((all, { start, end }, i) => all.slice(0, start) + texts[i]! + all.slice(end), text);
}

/** What is to stand in the place of a reference: as text, and the ways to write it, the one to be preferred first. */
export interface Writing {
  /** What it has to be read as; where paths change from `.` to `:` that of each way. */
  ways: { text: string; edits: Edit[] }[];
}

/** `App.Web` with `:` between its segments, for names that no path with `.` can hold. */
function withColons(text: string, all: readonly Atom[], atoms: readonly Atom[], texts: readonly string[]): string {
  return all
    .map((atom) => {
      const index = atoms.findIndex(({ start }) => start === atom.start);
      return index === -1 ? text.slice(atom.start, atom.end) : texts[index]!;
    })
    .join(":");
}

/**
 * The ways to write a reference with other texts in place of some of its stretches. Which of them is read as it is meant,
 * only reading can tell. Null where the file does not say what the model was made of. `all` are all its stretches.
 */
export function waysToWrite(
  comment: Comment,
  named: Named,
  { all, atoms, texts }: { all: readonly Atom[]; atoms: readonly Atom[]; texts: readonly string[] },
): Writing | null {
  const { reference } = named;
  const { text, form } = reference;
  const stretches = stretchesOf(comment, reference);
  const raw = stretches?.map((stretch) => stretch.text).join(" ");
  if (!stretches || raw === undefined || decoded(raw, form) !== text) return null;
  const next = replaced(text, atoms, texts);
  const ways = (list: Edit[][], read = next): Writing["ways"] => list.map((edits) => ({ text: read, edits }));
  const inPlace = narrow(reference, raw, atoms, texts);
  const bare = ways(whole(reference, stretches, next));
  const marked = ways(whole(reference, stretches, quoted(next)));
  const kept = inPlace ? ways([inPlace]) : form === "quoted" ? marked : bare;
  if (form === "id") return { ways: kept };
  if (form === "quoted") return { ways: quotesFall(named, text, next) ? [...bare, ...kept] : kept };
  if (all.length === 1 || text.includes(":")) return { ways: [...kept, ...marked] };
  const path = withColons(text, all, atoms, texts);
  const colons = [path, quoted(path)].flatMap((one) => ways(whole(reference, stretches, one), path));
  return { ways: texts.some((one) => one.includes(".")) ? colons : [...kept, ...colons] };
}
