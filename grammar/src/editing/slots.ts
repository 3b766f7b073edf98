import { fit } from "../fit.js";
import type { Form, Part } from "../forms.js";
import { isReference } from "../line.js";
import { holdsMark } from "../resolve.js";
import { isId } from "../slots.js";
import { tailStart } from "../tail.js";
import { Arrow, Bracket, Comma, Dashes, Definition, Quoted } from "../tokens.js";
import { startOf, typingOf } from "./typing.js";
import type { Typing } from "./typing.js";

/** A slot that is being typed, from an offset on. */
export interface OpenSlot {
  slot: string;
  type: Part["type"];
  start: number;
  /** A keyword or mark opened it: a form that took that for a word of a name or text is hardly meant. */
  opened: boolean;
}

/** What a form lets follow. */
export interface Following {
  slots: OpenSlot[];
  keywords: string[];
}

/** A hostile line repeats its keywords; the first and the last of them are tried. */
const MOST_TRIED = 6;

/**
 * What may be written at the end of an unfinished line of a form. The resolver says whether the words before some keyword
 * are the parts before its slot; so what is offered here is what it would read.
 */
export function followingIn(form: Form, typing: Typing): Following {
  const { line } = typing;
  const tail = tailStart(line, form.tail);
  if (form.dialect === "guardlink" && holdsMark(line, form, tail)) return { slots: [], keywords: [] };
  const isWhole = fit(line, form.parts, tail) !== null;
  const behind = tailSlot(form, typing, isWhole);
  if (behind !== null) return { slots: [behind], keywords: [] };
  const marks = isWhole ? tailMarks(form, typing, tail) : [];
  if (isWhole && tail < line.tokens.length && form.dialect === "guardlink") return { slots: [], keywords: marks };
  const { part, slots } = furthest(form, typing);
  return { slots, keywords: [...openersAt(form, typing, part), ...marks] };
}

/** The furthest part that the line has come to, and its slot where the cursor may still be in it. */
function furthest(form: Form, typing: Typing): { part: number; slots: OpenSlot[] } {
  for (let i = form.parts.length - 1; i >= 0; i--) {
    const part = form.parts[i]!;
    const opened = part.openers.length > 0;
    const starts = slotStarts(form, i, typing);
    for (const token of starts) {
      const start = openItem(part, typing, token);
      if (start === null) continue;
      return { part: i, slots: [{ slot: part.slot, type: part.type, start: startOf(typing, start), opened }] };
    }
    if (opened && starts.length > 0) return { part: i, slots: [] };
  }
  return { part: -1, slots: [] };
}

/** The tokens at which the slot of a part may start, so that what is before them are the parts before it. */
function slotStarts(form: Form, i: number, { line }: Typing): number[] {
  const { openers } = form.parts[i]!;
  const done = line.tokens.length;
  const fits = (end: number) => end <= done && fit(line, form.parts.slice(0, i), end) !== null;
  if (openers.length === 0) return [...new Set([i, done])].filter((at) => fits(at));
  const opened = line.openers.flatMap((opener, at) => (openers.includes(opener ?? "") ? [at] : []));
  const tried =
    opened.length > 2 * MOST_TRIED ? [...opened.slice(0, MOST_TRIED), ...opened.slice(-MOST_TRIED)] : opened;
  return tried.filter((at) => fits(at)).map((at) => at + 1);
}

/** The token at which the item starts that is being typed in a slot; null where the words since its start are no such slot. */
function openItem(part: Part, { line, word }: Typing, start: number): number | null {
  const done = line.tokens.length;
  const isFirst = start === done;
  switch (part.type) {
    case "text":
      return start;
    case "phrase":
      return isFirst || (!isSingle(line.tokens[start]!) && !isDefined(line, start)) ? start : null;
    case "reference":
      return isFirst || mayGoOn(part, { line }, start) ? start : null;
    case "chain":
    case "list": {
      const mark = part.type === "chain" ? Arrow : Comma;
      const last = line.tokens.findLastIndex(({ tokenType }) => tokenType === mark);
      const item = Math.max(start, last + 1);
      return item === done || mayGoOn(part, { line }, item) ? item : null;
    }
    case "names":
      return done;
    case "definition":
      return null;
    case "quoted":
      return isFirst && (word === "" || word.startsWith('"')) ? start : null;
    default:
      return isFirst ? start : null;
  }
}

function isSingle({ tokenType, image }: Typing["line"]["tokens"][number]): boolean {
  return tokenType === Quoted || tokenType === Definition || isId(image);
}

/** True where an explicit id has been given since a token: the name in front of it is over. */
function isDefined(line: Typing["line"], start: number): boolean {
  return line.tokens.slice(start).some(({ tokenType }) => tokenType === Definition);
}

/** True where a path with white space may go on: only words so far, and none of them opens the slot. */
function mayGoOn(part: Part, { line }: Pick<Typing, "line">, start: number): boolean {
  return line.tokens
    .slice(start)
    .every((token, i) => !isSingle(token) && line.pathWords[start + i] !== "none" && !isOpener(part, line, start + i));
}

function isOpener({ openers }: Part, { openers: all }: Typing["line"], at: number): boolean {
  return openers.includes(all[at] ?? "");
}

/** The keywords of the parts that may come next, behind the part that the line has come to. */
function openersAt(form: Form, { line }: Typing, reached: number): string[] {
  const done = line.tokens.length;
  const found: string[] = [];
  form.parts.forEach((part, i) => {
    const isClipped = form.parts.slice(i).some((one) => isOpener(one, line, done - 1));
    if (part.type === "chain") found.push(...(isWholeItem(line) ? ["->"] : []));
    if (i <= reached || (part.openers.length === 0 && part.type !== "definition")) return;
    if (isClipped || fit(line, form.parts.slice(0, i), done) === null) return;
    if (part.type === "definition") found.push(...(isDefined(line, 0) ? [] : ["(#"]));
    else found.push(...part.openers.map((opener) => (opener === "pipe" ? "|" : opener)));
  });
  return found;
}

/** True behind a whole reference of a chain. */
function isWholeItem(line: Typing["line"]): boolean {
  const last = line.tokens.findLastIndex(({ tokenType }) => tokenType === Arrow);
  return isReference(line, last + 1, line.tokens.length);
}

/** What may still stand behind the slots. */
function tailMarks({ tail: items, parts }: Form, { line }: Typing, tail: number): string[] {
  if (parts.length > 0 && line.tokens.length === 0) return [];
  const holds = (type: unknown) => line.tokens.slice(tail).some(({ tokenType }) => tokenType === type);
  return [
    ...(items.includes("definition") && !holds(Definition) ? ["(#"] : []),
    ...(items.includes("severity") && !holds(Bracket) ? ["["] : []),
    ...(items.includes("description") && !holds(Dashes) ? ['-- "'] : []),
  ];
}

const CATALOGUE = /^(?:cwe|capec|owasp|attack|asvs):/i;

/** The mark behind the slots that is being typed, or an id in the midst of them: `(#`, `[`, `(`, `cwe:`, `-- "`. */
function tailSlot(form: Form, typing: Typing, isWhole: boolean): OpenSlot | null {
  const { word, start, line } = typing;
  const has = (...items: readonly string[]) => form.tail.some((item) => items.includes(item));
  const open = (slot: string, type: Part["type"], from: number) => ({ slot, type, start: from, opened: true });
  if (word.startsWith("(#")) {
    const i = form.parts.findIndex(({ type }) => type === "definition");
    const fits = i !== -1 && fit(line, form.parts.slice(0, i), line.tokens.length) !== null;
    return fits || (isWhole && has("definition")) ? open("id", "definition", start + 1) : null;
  }
  if (word.startsWith('"') && line.tokens.at(-1)?.tokenType === Dashes && has("description"))
    return isDescribed(form, typing) ? open("description", "text", start) : null;
  if (!isWhole) return null;
  if (word.startsWith("[") && has("severity")) return open("severity", "word", start + 1);
  if (/^[([]/.test(word) && has("groups", "numbered")) return open("references", "word", itemStart(word, start));
  return CATALOGUE.test(word) && has("references") ? open("references", "word", start) : null;
}

/** Where the last item of an open group starts. */
function itemStart(word: string, start: number): number {
  const comma = word.lastIndexOf(",");
  const from = Math.max(comma, 0) + 1;
  return start + from + (word.length - from - word.slice(from).trimStart().length);
}

/** True where the form is whole before the dashes that open a description. */
function isDescribed(form: Form, { line, text }: Typing): boolean {
  const before = typingOf(`${text.slice(0, line.tokens.at(-1)!.startOffset).trimEnd()} `, form.verb).line;
  const tail = tailStart(before, form.tail);
  return !(form.dialect === "guardlink" && holdsMark(before, form, tail)) && fit(before, form.parts, tail) !== null;
}
