import type { Form } from "../forms.js";
import { rangeOf } from "../place.js";
import type { PlacedText } from "../place.js";
import { inOrder, lineOf, readLine } from "../readings.js";
import { propertyBlock } from "../statements.js";
import type { Statement } from "../statements.js";
import { lowerAscii } from "../verbs.js";
import { textUpTo } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import type { Expectation } from "./expectation.js";
import type { PieceKind } from "./piece.js";
import { followingIn } from "./slots.js";
import type { Following, OpenSlot } from "./slots.js";
import { typingOf } from "./typing.js";
import type { Typing } from "./typing.js";
import { wordsOf } from "./words.js";

/** Nobody writes longer annotations by hand, and asking every form about one would hold an editor up. */
const LONGEST = 16_384;

/** What may stand at the cursor in an annotation; null where none of its forms goes on there. */
export function expectedSlots(cursor: Cursor, statement: Statement, forms: readonly Form[]): Expectation | null {
  const place = textUpTo(cursor, statement);
  const { head } = statement;
  const base = head.end - head.at;
  if (place === null || place.text.length <= base || statement.place.text.length > LONGEST) return null;
  const typing = typingOf(place.text.slice(base), head.verb!);
  const ordered = inOrder(forms, typing.line);
  const inForms = likely(
    (ordered.length > 0 ? ordered : forms).map((form) => ({ form, ...followingIn(form, typing) })),
  );
  const { line, offset } = cursor;
  const ranged = (start: number) => ({
    replace: {
      ...rangeOf(place, base + start, base + start),
      endLine: line.line,
      endColumn: line.column + offset,
    },
    typed: typing.text.slice(start),
  });
  const open = inForms.flatMap(({ form, slots }) => slots.map((slot) => ({ form, ...slot })));
  const all = withRead(open, slotRead(cursor, statement, forms, place), goesOn(statement, place));
  const slots = all.map(({ form, slot, type, start }) => ({
    slot,
    type,
    kind: form.kind,
    dialect: form.dialect,
    ...ranged(start),
  }));
  const keywords = [...new Set(inForms.flatMap((one) => one.keywords))].filter((one) => begins(one, typing));
  if (slots.length + keywords.length === 0) return null;
  return { ...ranged(typing.start), verb: head.verb, slots, keywords, property: null };
}

/** A slot and the form it belongs to. */
type FormSlot = Pick<OpenSlot, "slot" | "type" | "start"> & { form: Form };

/** True where the annotation goes on behind the cursor. */
function goesOn({ place }: Statement, upTo: PlacedText): boolean {
  return place.text.length > upTo.text.length;
}

/** The slots with the one that the whole line was read to, where it is new: ahead where words behind the cursor tell. */
function withRead(open: readonly FormSlot[], read: FormSlot | null, tells: boolean): FormSlot[] {
  const keyOf = ({ form, slot, start }: FormSlot) => `${form.dialect} ${form.kind} ${slot} ${start}`;
  const keyed = new Map(open.map((one) => [keyOf(one), one]));
  const slots = [...keyed.values()];
  if (read === null || keyed.has(keyOf(read))) return slots;
  return tells ? [read, ...slots] : [...slots, read];
}

const SLOTS: readonly PieceKind[] = ["reference", "text", "value"];

/** The slot that the cursor is in where the annotation is whole already: what follows the cursor tells as well. */
function slotRead(
  { comment }: Cursor,
  statement: Statement,
  forms: readonly Form[],
  upTo: PlacedText,
): FormSlot | null {
  const { place } = propertyBlock(comment, statement)?.statement ?? statement;
  const base = statement.head.end - statement.head.at;
  const line = lineOf(place.text.slice(base), statement.head.verb!);
  const reading = place.text.startsWith(upTo.text) ? readLine(inOrder(forms, line), line, place, base) : null;
  if (reading === null || reading.failed || !reading.qualifies) return null;
  const { form, tree } = reading;
  const at = upTo.text.length;
  const word = wordsOf(form, tree, base).find(
    ({ kind, start, end }) => SLOTS.includes(kind) && start <= at && at <= end,
  );
  const part = form.parts.find(({ slot }) => slot === word?.slot);
  if (word === undefined || part === undefined) return null;
  return { form, slot: part.slot, type: part.type, start: word.start - base };
}

/**
 * The likeliest forms first: those that are furthest in the line. A form that took the keyword of another for a word of
 * its own is none of them: `@boundary between A` is no boundary called `between A`.
 */
function likely<T extends Following>(inForms: readonly T[]): T[] {
  const startOf = ({ slots }: T) => slots[0]?.start ?? Number.MAX_SAFE_INTEGER;
  const opened = Math.max(
    0,
    ...inForms.flatMap(({ slots }) => slots.filter((one) => one.opened)).map(({ start }) => start),
  );
  return inForms.filter((one) => startOf(one) >= opened).sort((a, b) => startOf(b) - startOf(a));
}

function begins(keyword: string, { word }: Typing): boolean {
  return keyword.startsWith(lowerAscii(word));
}
