import type { Comment } from "@threatloom/model";
import type { ParseOptions } from "../comments.js";
import type { Form } from "../forms.js";
import { proseSpellings, skipListMark } from "../heads.js";
import { formsOf, proseForms } from "../readings.js";
import { lowerAscii, verbSpellings } from "../verbs.js";
import { cursorAt, isFenced, isShielded, nearestStatement, openBlock, reaching, upToCursor } from "./cursor.js";
import type { Cursor, Nearest } from "./cursor.js";
import { NOTHING } from "./expectation.js";
import type { Expectation } from "./expectation.js";
import { expectedProperty } from "./expectedproperty.js";
import { expectedSlots } from "./expectedslots.js";

/**
 * What may be written at a cursor (line and column count from 1) inside a comment, also where the line is unfinished or
 * broken; null where nothing is or may become an annotation. Never throws, and takes time linear in the comment.
 */
export function expectedAt(
  comments: readonly Comment[],
  line: number,
  column: number,
  options: ParseOptions = {},
): Expectation | null {
  const cursor = cursorAt(comments, line, column, options);
  if (cursor === null || isFenced(cursor)) return null;
  if (isShielded(cursor, comments)) return expectedVerb(cursor, ["shield:end"], []);
  const nearest = nearestStatement(cursor);
  if (nearest !== null) {
    const forms = formsHere(cursor, nearest);
    const property = forms.length === 0 ? null : expectedProperty(cursor, nearest, forms);
    if (property !== null) return property;
    const reached = forms.length === 0 ? null : reaching(cursor, nearest.statement);
    const isBehind = nearest.at < cursor.index || cursor.offset > nearest.statement.head.end;
    if (reached !== null && isBehind) {
      const fitting = reached.isWrapped ? forms.filter(({ dialect }) => dialect === "guardlink") : forms;
      const found = expectedSlots(cursor, reached.statement, fitting);
      if (found !== null || !reached.isWrapped) return found;
    }
  }
  const inBlock = openBlock(cursor) !== null;
  return expectedVerb(cursor, spellingsHere(cursor), inBlock ? proseSpellings : []);
}

/** The forms of the annotation's verb in the dialects that are read. */
function formsHere({ dialects, options }: Cursor, { statement, isProse }: Nearest): readonly Form[] {
  const verb = statement.head.verb!;
  if (isProse) return proseForms(verb);
  return verb === "source" && options.modelFile !== "gal" ? [] : formsOf(verb, dialects);
}

function spellingsHere({ dialects, options }: Cursor): string[] {
  return verbSpellings
    .filter(([name]) => formsOf(name!, dialects).length > 0 && (name !== "source" || options.modelFile === "gal"))
    .flat();
}

/** A verb that is being typed, or may be on an empty line. */
function expectedVerb(cursor: Cursor, marked: readonly string[], prose: readonly string[]): Expectation | null {
  const { line, offset } = cursor;
  const before = line.text.slice(0, offset);
  const at = skipListMark(before);
  const typed = before.slice(at);
  if (typed === "") return line.text.slice(offset).trim() === "" ? verbAt(cursor, at, typed) : null;
  const word = lowerAscii(typed);
  const isVerb = word.startsWith("@")
    ? marked.some((spelling) => spelling.startsWith(word.slice(1)))
    : prose.some((spelling) => spelling.startsWith(word));
  return isVerb ? verbAt(cursor, at, typed) : null;
}

function verbAt(cursor: Cursor, at: number, typed: string): Expectation {
  return { ...NOTHING, replace: upToCursor(cursor, at), typed };
}
