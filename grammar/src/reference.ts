import type { AnnotationKind, DialectId } from "@threatloom/model";
import { dialects } from "./dialects/registry.js";
import { lowerAscii, verbName } from "./verbs.js";

/** One form of one verb, for people: documentation, `explain @verb`, hover, messages. */
export interface VerbForm {
  /** The verb's name, without `@`. */
  verb: string;
  dialect: DialectId;
  kind: AnnotationKind;
  /** Such as `@mitigates C against T with K`. */
  form: string;
  /** One sentence: what it says. */
  summary: string;
  /** A line in this form. */
  example: string;
}

/** Every form of every verb, by dialect in registry order, then as the dialect lists them. */
export const verbForms: readonly VerbForm[] = dialects.flatMap((dialect) =>
  dialect.forms.map(({ verb, kind, form, summary, example }) => ({
    verb,
    dialect: dialect.id,
    kind,
    form,
    summary,
    example,
  })),
);

/** The forms of a verb however it is spelled, with or without its `@`; empty for a word that is no verb. */
export function formsFor(word: string): VerbForm[] {
  const lower = lowerAscii(word.startsWith("@") ? word.slice(1) : word);
  const name = verbName(lower) ?? lower;
  return verbForms.filter(({ verb }) => verb === name);
}

/** The names of the verbs that follow an `@`, sorted: what an editor completes. */
export const verbs: readonly string[] = [
  ...new Set(verbForms.filter(({ dialect }) => dialect !== "prose2015").map(({ verb }) => verb)),
].sort();
