import type { DialectId } from "@threatloom/model";
import type { CstNode, IToken } from "chevrotain";
import { dialects } from "./dialects/registry.js";
import { readFields } from "./fields.js";
import type { Reading } from "./fields.js";
import type { Form } from "./forms.js";
import { qualifies } from "./marks.js";
import { annotationParser } from "./parser.js";
import type { PlacedText } from "./place.js";
import { survey } from "./line.js";
import type { Line } from "./line.js";
import { resolve } from "./resolve.js";
import { Arrow, Bracket, Dashes, openerOf, Quoted, Reference, tokenize } from "./tokens.js";
import { severityOf } from "./values.js";

/** The dialects whose verbs follow an `@`. */
const MARKED: readonly DialectId[] = ["canonical", "guardlink", "threatspec01"];

function formsByVerb(ids: readonly DialectId[]): Map<string, Form[]> {
  const found = new Map<string, Form[]>();
  for (const form of dialects.filter(({ id }) => ids.includes(id)).flatMap((dialect) => dialect.forms)) {
    found.set(form.verb, [...(found.get(form.verb) ?? []), form]);
  }
  return found;
}

const marked = formsByVerb(MARKED);
const prose = formsByVerb(["prose2015"]);

/** The forms of a verb that follows an `@`, in the dialects that are read. */
export function formsOf(verb: string, ids: readonly DialectId[]): Form[] {
  return (marked.get(verb) ?? []).filter((form) => ids.includes(form.dialect));
}

/** The forms of a verb of 2015 prose. */
export function proseForms(verb: string): readonly Form[] {
  return prose.get(verb) ?? [];
}

/** Splits what follows a verb and notes what every form wants to know. */
export function lineOf(text: string, verb: string): Line {
  return survey(text, tokenize(text, verb === "source" ? "location" : "slots"));
}

/** True for a line that shows that it is GuardLink: a description, a severity, a reference, an arrow, `using` before any `with`. */
export function looksLikeGuardlink(tokens: readonly IToken[]): boolean {
  const opener = tokens
    .map((token) => openerOf.get(token.tokenType))
    .find((word) => word === "using" || word === "with");
  return opener === "using" || tokens.some((token, i) => isGuardlinkMark(token, tokens[i + 1]));
}

function isGuardlinkMark(token: IToken, next: IToken | undefined): boolean {
  if (token.tokenType === Dashes) return next?.tokenType === Quoted;
  if (token.tokenType === Bracket) return severityOf(token.image).value !== null;
  return token.tokenType === Arrow || token.tokenType === Reference;
}

/**
 * The forms of a verb in the order in which they are tried: GuardLink where the line looks like it or the verb is its
 * own, v0.1 where only it writes so, canonical, GuardLink's unmarked short forms, and v0.1 for what is left.
 */
export function inOrder(forms: readonly Form[], line: Line): Form[] {
  const of = (dialect: DialectId) => forms.filter((form) => form.dialect === dialect);
  const guardlink = of("guardlink");
  const old = of("threatspec01");
  const first = looksLikeGuardlink(line.tokens) ? guardlink : [];
  const has = (opener: string) => line.openers.includes(opener);
  const ownForm = old.filter(
    ({ verb }) =>
      verb === "alias" ||
      verb === "describe" ||
      (verb === "connects" && has("as")) ||
      (verb === "transfers" && !has("from")),
  );
  return [...new Set([...first, ...ownForm, ...of("canonical"), ...guardlink, ...old])];
}

/** A line that has a form: what it says, and whether it is an annotation or somebody's text. */
export interface FormReading extends Reading {
  form: Form;
  qualifies: boolean;
  /** The syntax tree, and where its text starts in the annotation: for whoever wants to know where each word stands. */
  tree: CstNode;
  base: number;
}

/** Reads a line by the first form that it has; null where it has none. `base` is where the line's text starts in `place`. */
export function readLine(forms: readonly Form[], line: Line, place: PlacedText, base: number): FormReading | null {
  let unknown: FormReading | null = null;
  for (const form of forms) {
    const resolution = resolve(line, form);
    if (resolution === null) continue;
    const { tree, errors } = annotationParser().read(form.rule, resolution.tokens);
    if (tree === undefined || errors.length > 0) continue;
    const read = readFields(form, tree, place, base);
    const reading = { ...read, form, qualifies: qualifies(form, read.fields, resolution.tokens), tree, base };
    if (!reading.failed && (unknown === null || reading.qualifies)) return reading;
    // A value that this form does not know may be an ordinary word of the next one.
    unknown ??= reading;
  }
  return unknown;
}
