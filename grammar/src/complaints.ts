import { diagnose } from "@threatloom/model";
import type { DialectId, LocalDiagnostic } from "@threatloom/model";
import { EOF } from "chevrotain";
import type { IToken } from "chevrotain";
import type { Form } from "./forms.js";
import type { Head } from "./heads.js";
import { hasReferenceSlot, hasStrongMark, isDistinctive, nearOpener, openersOf } from "./marks.js";
import { annotationParser } from "./parser.js";
import { rangeOf } from "./place.js";
import type { PlacedText } from "./place.js";
import { formsOf, inOrder, lineOf, readLine } from "./readings.js";
import { resolveBroken } from "./resolve.js";
import type { Line } from "./line.js";
import { Dashes, Definition, endOf, openerOf, openerTokens, tokenOver } from "./tokens.js";
import { verbName, verbSpellings } from "./verbs.js";

/** A line that starts with a verb, or nearly, and has none of the verb's forms. */
export interface BrokenLine {
  head: Head;
  place: PlacedText;
  line: Line;
  /** Where the line's text starts in `place`: behind the verb. */
  base: number;
  /** Where a quotation opens in `place` that never closes. */
  open: number | null;
}

/** English words a letter away from a keyword; behind a form that parses they are taken at their word. */
const REAL_WORDS = new Set(["fort", "wish", "wit", "width"]);

/**
 * `@mitigates C against T wiht K` parses as GuardLink's short form with a strange threat. So where only the short form
 * was found, a word that would make the canonical form of it is taken for its keyword misspelt.
 */
export function complainAboutShortForm(broken: BrokenLine, forms: readonly Form[]): LocalDiagnostic | null {
  const canonical = forms.filter((form) => form.dialect === "canonical");
  return misspeltKeyword(broken, canonical, REAL_WORDS);
}

/** More misspelt keywords than this on one line are not tried. */
const MOST_REPAIRS = 8;

/** Longer stretches of somebody's text are cut in messages. */
const LONGEST_QUOTE = 40;

/** What is wrong with a line that does not have any of the forms, in the order they were tried; null for somebody's text. */
export function complain(broken: BrokenLine, forms: readonly Form[]): LocalDiagnostic | null {
  return (
    misspeltKeyword(broken, forms) ??
    (isMeant(broken, forms) ? (unclosedQuote(broken) ?? brokenForm(broken, forms)) : null)
  );
}

/** What is wrong with a line of a model file, where nobody else's tags stand: it is meant, whatever it looks like. */
export function complainAnyway(broken: BrokenLine, forms: readonly Form[]): LocalDiagnostic {
  return complain(broken, forms) ?? unclosedQuote(broken) ?? brokenForm(broken, forms);
}

/** `@threat SQL injection (#sqli) critical`: a mark in the middle of words, which then are no annotation. */
export function complainAboutMark(broken: BrokenLine): LocalDiagnostic | null {
  const mark = broken.line.tokens.find(({ tokenType }) => tokenType === Definition);
  if (mark === undefined) return null;
  const range = at(broken, mark.startOffset, endOf(mark));
  const message = `\`${mark.image}\` gives an id only at the end of the words it belongs to.`;
  return diagnose("malformed-annotation", range, message, { expected: "the end of the annotation behind the id" });
}

function isMeant({ head, line }: BrokenLine, forms: readonly Form[]): boolean {
  return (
    isDistinctive(head.verb ?? "") ||
    head.verb === "source" ||
    hasStrongMark(line) ||
    hasReferenceSlot(line, forms) ||
    line.tokens.some(({ image }) => /^#[a-z_]/i.test(image))
  );
}

function at({ place, base }: BrokenLine, start: number, end: number) {
  return rangeOf(place, base + start, base + end);
}

function quoted(text: string): string {
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}\``;
}

/** `fore` for `for`: a word that, were it the keyword it nearly is, would let the line parse as an annotation. */
function misspeltKeyword(
  broken: BrokenLine,
  forms: readonly Form[],
  spared?: ReadonlySet<string>,
): LocalDiagnostic | null {
  const { line } = broken;
  for (const form of forms) {
    const openers = openersOf([form]);
    let tried = 0;
    for (const [i, token] of line.tokens.entries()) {
      const opener = nearOpener(token.image, openers);
      if (opener === null || spared?.has(token.image.toLowerCase()) === true) continue;
      if (++tried > MOST_REPAIRS) break;
      if (readLine([form], repaired(line, i, opener), broken.place, broken.base)?.qualifies !== true) continue;
      const range = at(broken, token.startOffset, endOf(token));
      const message = `\`${token.image}\` is no keyword of this form. Did you mean \`${opener}\`? ${formHint(form)}`;
      return diagnose("malformed-annotation", range, message, { expected: `\`${opener}\``, suggestion: opener });
    }
  }
  return null;
}

/** The line with one word taken for a keyword. */
function repaired(line: Line, i: number, opener: string): Line {
  const token = line.tokens[i]!;
  const type = openerTokens.get(opener)!;
  const keyword = tokenOver(type, line.text, token.startOffset, endOf(token));
  return {
    ...line,
    tokens: line.tokens.with(i, keyword),
    openers: line.openers.with(i, openerOf.get(type)),
  };
}

function formHint(form: Form): string {
  return `The form is \`${form.form}\`.`;
}

/** A quotation that opens where a slot or description starts and never closes. */
export function unclosedQuote(broken: BrokenLine): LocalDiagnostic | null {
  const { open, place, line, base } = broken;
  if (open === null) return null;
  const before = line.tokens.filter((token) => base + token.startOffset < open).at(-1);
  const startsSlot = before === undefined || before.tokenType === Dashes || openerOf.has(before.tokenType);
  if (!startsSlot) return null;
  const range = rangeOf(place, open, place.text.length);
  return diagnose("unclosed-quote", range, 'The quotation that opens here is never closed; expected `"`.', {
    expected: '`"`',
  });
}

/** What is missing where a slot is empty, in words. */
const SLOTS: Readonly<Record<string, string>> = {
  actor: "an actor",
  between: "a component",
  capability: "a capability",
  component: "a component",
  contains: "a component",
  control: "a control",
  data: "data",
  detail: "a description",
  ends: "a component",
  level: "a level",
  medium: "a medium",
  name: "a name",
  role: "a role",
  sensor: "a sensor",
  source: "a component",
  target: "a component",
  team: "a team",
  text: "text",
  threat: "a threat",
};

/** Where the line leaves the form it follows best: the one most of whose keywords it has, else the first tried. */
function brokenForm(broken: BrokenLine, forms: readonly Form[]): LocalDiagnostic {
  const { line, head } = broken;
  let best: {
    form: Form;
    token: IToken;
    offset: number;
    expected: string;
    isEmptySlot: boolean;
    opened: number;
  } | null = null;
  for (const form of forms) {
    const { tokens, missing, opened } = resolveBroken(line, form);
    const [error] = annotationParser().read(form.rule, tokens).errors;
    if (error === undefined) continue;
    const { token } = error;
    const offset = token.tokenType === EOF ? line.text.trimEnd().length : token.startOffset;
    const isEmptySlot = missing !== null && !error.message.includes("`");
    const expected = isEmptySlot ? (SLOTS[missing] ?? error.message) : error.message;
    if (best === null || opened > best.opened) best = { form, token, offset, expected, isEmptySlot, opened };
  }
  const verb = `\`${head.word}\``;
  if (best === null) {
    const form = forms[0]!;
    return diagnose(
      "malformed-annotation",
      at(broken, line.tokens[0]?.startOffset ?? 0, line.text.trimEnd().length),
      `This does not follow ${verb}. ${formHint(form)}`,
      { expected: form.form },
    );
  }
  const { form, token, offset, expected, isEmptySlot } = best;
  const isEnd = token.tokenType === EOF;
  const missing = isEnd || isEmptySlot;
  const range = at(broken, offset, isEnd ? offset : endOf(token));
  const found = isEnd ? "the annotation ends" : `${quoted(token.image)} stands`;
  const message = `Expected ${expected} where ${found}. ${formHint(form)}`;
  return diagnose(missing ? "missing-slot" : "malformed-annotation", range, message, { expected });
}

/** Names come before other spellings, so that `mitigats` is told `mitigates`. */
function candidates(near: readonly string[]): string[] {
  const names = new Set(verbSpellings.map(([name]) => name));
  return [...near].sort((a, b) => Number(names.has(b)) - Number(names.has(a)));
}

/** Short verbs come near too many words for an id to say that they are meant. */
const LONG_VERB = 6;

/** What is wrong with a line whose verb is one edit from a known one; null for somebody's text. */
export function complainAboutVerb(place: PlacedText, head: Head, ids: readonly DialectId[]): LocalDiagnostic | null {
  for (const spelling of candidates(head.near)) {
    const verb = verbName(spelling)!;
    const all = formsOf(verb, ids);
    if (all.length === 0) continue;
    const base = head.end - head.at;
    const line = lineOf(place.text.slice(base), verb);
    const forms = inOrder(all, line);
    const reading = readLine(forms, line, place, base);
    const meant =
      reading?.qualifies ??
      (isDistinctive(verb) || hasStrongMark(line) || (spelling.length >= LONG_VERB && hasReferenceSlot(line, forms)));
    if (!meant) continue;
    const range = rangeOf(place, 0, base);
    return diagnose("unknown-verb", range, `\`@${head.word}\` is no verb. Did you mean \`@${spelling}\`?`, {
      expected: `\`@${spelling}\``,
      suggestion: spelling,
    });
  }
  return null;
}
