import type { AnnotationKind } from "@threatloom/model";
import type { Form } from "../forms.js";
import type { PlacedText } from "../place.js";
import { inOrder, lineOf, readLine } from "../readings.js";
import { indentation, propertyBlock } from "../statements.js";
import type { Statement } from "../statements.js";
import { upToCursor } from "./cursor.js";
import type { Cursor, Nearest } from "./cursor.js";
import { NOTHING } from "./expectation.js";
import type { Expectation } from "./expectation.js";

const KEY = /^(\s*(?:-\s+)*)([^\s:#][^:]{0,60}):(?:\s+|$)/;
const LIST_MARKS = /^\s*(?:-(?:\s+|$))*/;

/** A key or value of the extended YAML below an annotation, also where the block has yet to be begun. */
export function expectedProperty(cursor: Cursor, { statement }: Nearest, forms: readonly Form[]): Expectation | null {
  const { comment, index, line, offset } = cursor;
  const { place, next } = statement;
  if (index < next || !place.text.endsWith(":")) return null;
  const written = line.text.slice(0, offset);
  const width = indentation(comment.lines[next - 1]!.text);
  const isInside = (text: string) => indentation(text) > width;
  const isBlock = comment.lines
    .slice(next, index)
    .every(({ text }, i) => isInside(text) || (i === 0 && text.trim() === ""));
  if (!isInside(written) || !isBlock) return null;
  const kind = kindOf(cursor, statement, forms);
  const found = KEY.exec(written);
  const from = (found ?? LIST_MARKS.exec(written)!)[0].length;
  const key = found === null ? listKey(cursor, next) : found[2]!.trim();
  return {
    ...NOTHING,
    verb: statement.head.verb,
    replace: upToCursor(cursor, from),
    typed: written.slice(from),
    property: { key, kind },
  };
}

/** The key whose list the cursor's line is an item of. */
function listKey({ comment, index, line, offset }: Cursor, next: number): string | null {
  const written = line.text.slice(0, offset);
  if (!written.trimStart().startsWith("-")) return null;
  const width = indentation(written);
  for (let at = index - 1; at >= next; at--) {
    const { text } = comment.lines[at]!;
    if (text.trim() === "" || indentation(text) > width || text.trimStart().startsWith("-")) continue;
    return KEY.exec(text)?.[2] ?? null;
  }
  return null;
}

/** What the annotation above the properties says; what its first form would, where it cannot be read. */
function kindOf({ comment }: Cursor, statement: Statement, forms: readonly Form[]): AnnotationKind {
  const place: PlacedText = propertyBlock(comment, statement)?.statement.place ?? statement.place;
  const base = statement.head.end - statement.head.at;
  const text = place.text.endsWith(":") ? place.text.slice(0, -1).trimEnd() : place.text;
  const line = lineOf(text.slice(base), statement.head.verb!);
  return readLine(inOrder(forms, line), line, { ...place, text }, base)?.kind ?? forms[0]!.kind;
}
