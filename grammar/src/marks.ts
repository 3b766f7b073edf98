import type { AnnotationFields, Reference } from "@threatloom/model";
import type { IToken } from "chevrotain";
import type { Form, SlotType } from "./forms.js";
import type { Line } from "./line.js";
import { isId, isIdentifier, isPath } from "./slots.js";
import {
  Arrow,
  Bracket,
  Comma,
  Dashes,
  Definition,
  Group,
  Pipe,
  Quoted,
  Reference as ReferenceToken,
  References,
  Severity,
} from "./tokens.js";
import { severityOf } from "./values.js";
import { withinOneEdit } from "./verbs.js";

/** Verbs nobody else writes after an `@`. */
const DISTINCTIVE = new Set(["mitigates", "transfers", "shield", "shield:begin", "shield:end"]);

/** True for a verb that alone tells an annotation from somebody's text. */
export function isDistinctive(verb: string): boolean {
  return DISTINCTIVE.has(verb);
}

/** `(#id)` and `cwe:CWE-89` among the references of a claim. */
const CLEAR_REFERENCE = /^(?:\(\s*#|(?:cwe|capec|owasp|attack):)/i;

/**
 * True where a line that parses is an annotation and not other people's text: a distinctive verb, a slot that is an
 * id or a path as a whole, `(#id)`, `-- "…"`, a severity. An arrow and a catalogue reference are as clear, and so is
 * what can be nothing else: a quoted feature, a `@source`, and the block headers, calls and tests of the 2015 prose.
 */
export function qualifies(form: Form, fields: AnnotationFields, tokens: readonly IToken[]): boolean {
  if (isDistinctive(form.verb) || ["scope", "source", "feature"].includes(form.kind)) return true;
  if (form.dialect === "prose2015" && (form.verb === "calls" || form.verb === "tests")) return true;
  const clear = tokens.some(
    ({ tokenType, image }) =>
      [Definition, Severity, Dashes, Arrow].includes(tokenType) ||
      (tokenType === References && CLEAR_REFERENCE.test(image)),
  );
  return clear || references(fields).some(({ form: written }) => written === "id" || written === "path");
}

function references(fields: AnnotationFields): Reference[] {
  return Object.values(fields)
    .flatMap((value: unknown): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isReferenceValue);
}

function isReferenceValue(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && "form" in value;
}

/** True where a line holds a mark that no text holds by chance: `(#id)`, `-- "…`, `[severity]`. */
export function hasStrongMark(line: Line): boolean {
  return line.tokens.some((token, i) => {
    if ([Definition, ReferenceToken, Arrow].includes(token.tokenType)) return true;
    if (token.tokenType === Bracket) return severityOf(token.image).value !== null;
    return token.tokenType === Dashes && line.tokens[i + 1]?.image.startsWith('"') === true;
  });
}

/** The openers of a verb's forms. */
export function openersOf(forms: readonly Form[]): string[] {
  return [...new Set(forms.flatMap((form) => form.parts.flatMap((part) => part.openers)))];
}

/** The opener a word misses by one letter, or null. */
export function nearOpener(word: string, openers: readonly string[]): string | null {
  const lower = word.toLowerCase();
  if (lower.length < 3 || lower.length > 10 || openers.includes(lower)) return null;
  return openers.find((opener) => opener[0] === lower[0] && withinOneEdit(lower, opener)) ?? null;
}

/**
 * True where a slot of a line that has no form is an id or, where components stand, a path. A component that starts the
 * line is enough; elsewhere the slot has to end behind it, or a second reference has to follow.
 */
export function hasReferenceSlot(line: Line, forms: readonly Form[]): boolean {
  const openers = openersOf(forms);
  const leading = forms.map(leadingSlots);
  const opens = (at: number) =>
    openers.includes(line.openers[at] ?? "") || nearOpener(line.tokens[at]!.image, openers) !== null;
  const dotted = forms.every((form) => form.dialect === "guardlink");
  // Only v0.1 marks ids with `@`; elsewhere `@test @ignore` holds two tags.
  const atIds = forms.some((form) => form.dialect === "threatspec01");
  let found = 0;
  for (const [i, token] of line.tokens.entries()) {
    const kind = referenceKind(token) ?? (dotted && isDotted(token.image) ? "dotted" : null);
    if (kind === null || (kind === "id" && !atIds && token.image.startsWith("@"))) continue;
    const component = leading.some((slots) => slots[i] === "any");
    if (component && kind !== "dotted") return true;
    if (kind === "id" && leading.some((slots) => slots[i] === "only id")) return true;
    const starts = component || (kind === "id" && leading.some((slots) => slots[i] === "id"));
    if (!starts && !(i > 0 && opens(i - 1)) && found === 0) continue;
    const next = line.tokens[i + 1];
    if (next === undefined || opens(i + 1) || CLOSING.includes(next.tokenType) || ++found > 1) return true;
  }
  return false;
}

/** `A.B`, which is a path where only GuardLink has the verb. */
function isDotted(text: string): boolean {
  return text.includes(".") && isIdentifier(text);
}

/** Whether a token is an id or a path; a colon at its end was to open properties. */
function referenceKind({ tokenType, image }: IToken): "id" | "path" | null {
  if (tokenType === Quoted) return null;
  const bare = image.endsWith(":") ? image.slice(0, -1) : image;
  return isId(bare) ? "id" : isPath(bare) ? "path" : null;
}

const CLOSING = [Definition, Group, Bracket, Dashes, Comma, Arrow, Pipe, ReferenceToken];

/** What may be a reference: anything a component can be, an id instead of words, only an id, or nothing. */
type LeadingSlot = "any" | "id" | "only id" | null;

const LEADING: Readonly<Record<SlotType, LeadingSlot>> = {
  chain: "any",
  id: "only id",
  list: "any",
  names: null,
  phrase: "id",
  quoted: null,
  reference: "any",
  text: null,
  token: "any",
  word: null,
};

/** What a reference at each leading token of a form would be: in `any` form, an `id` only, or none. */
function leadingSlots(form: Form): LeadingSlot[] {
  const slots: LeadingSlot[] = [];
  for (const { type, openers } of form.parts) {
    if (openers.length > 0 || type === "definition") break;
    slots.push(LEADING[type]);
  }
  return slots;
}
