import { aliasKinds, dataClasses } from "@threatloom/grammar";
import { roleWords } from "@threatloom/model";
import type { Flavour, Rule } from "./rules.js";
import { captures, oneOf, scope } from "./rules.js";
import { AT_ID, DOTTED, HASH_ID, ids, lineEnd, PATH, paths, REFERENCE, SEVERITY, SPACE, start } from "./pieces.js";
import { verbTraits } from "./verbs.js";
import type { VerbTraits } from "./verbs.js";

/** Levels of data beside the classes, as the project has them by default. */
const valueWords = [...new Set([...roleWords, ...dataClasses, "confidential", "restricted", "pci", "credentials"])];

/** The marks of the grammar's repository. */
export const MARKS: Rule = { include: "#marks" };

/** A rule per verb: from its `@` to the end of the line. */
export function annotationRules(flavour: Flavour): Rule[] {
  return verbTraits()
    .filter(({ verb }) => verb !== "source")
    .map((traits) => annotationRule(traits, flavour));
}

function annotationRule(traits: VerbTraits, flavour: Flavour): Rule {
  const mark = flavour === "model" || traits.distinctive ? "" : markOf(traits);
  return {
    name: scope("meta.annotation"),
    begin: `${start(flavour)}(@)((?i:${oneOf(traits.spellings)}))(?=\\s|$|\\*/)${mark}`,
    beginCaptures: captures("punctuation.definition.verb", "keyword.other.verb"),
    end: lineEnd(flavour),
    patterns: [...slots(traits, flavour), MARKS, ids(traits.atIds), paths(traits.keywords, !traits.wordy)],
  };
}

/** The slots of a verb: its keywords, and behind the last of them free text. */
function slots({ verb, keywords, closers, atIds }: VerbTraits, flavour: Flavour): Rule[] {
  const openers = keywords.filter((keyword) => !closers.includes(keyword));
  const rules: Rule[] = [];
  if (verb === "alias" || verb === "describe") rules.push(firstWord(aliasKinds, "storage.modifier.kind"));
  if (verb === "handles") rules.push(firstWord(dataClasses, "constant.language.value"));
  if (closers.length > 0) {
    rules.push({
      begin: keyword(closers),
      beginCaptures: captures("keyword.other.slot"),
      end: lineEnd(flavour),
      patterns: [firstWord(valueWords, "constant.language.value"), MARKS, ids(atIds)],
    });
  }
  if (openers.length > 0) rules.push({ match: keyword(openers), captures: captures("keyword.other.slot") });
  return rules;
}

function keyword(words: readonly string[]): string {
  return String.raw`(?<=\s)(?i:(${oneOf(words)}))(?=\s|$)`;
}

/** A known word right behind a verb or keyword. */
function firstWord(words: readonly string[], name: string): Rule {
  return { match: String.raw`\G${SPACE}{1,8}((?i:${oneOf(words)}))(?=[\s:]|$)`, captures: captures(name) };
}

/**
 * What tells an annotation from other people's text: an id or a path where a slot starts, `(#id)`, `-- "…"`, a severity,
 * a reference into a catalogue. The parser knows better; this errs on the side of no colour.
 */
function markOf({ verb, keywords, atIds, dotted }: VerbTraits): string {
  if (verb === "feature") return `(?=${SPACE}{1,8}")`;
  const names = [HASH_ID, PATH, ...(atIds ? [AT_ID] : [])].join("|");
  const dots = dotted
    ? String.raw`|${DOTTED}(?=${SPACE}*(?:$|[(\[,|]|->|--)|${SPACE}+(?i:${oneOf([...keywords, "on"])})\s)`
    : "";
  const words = String.raw`(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_/&+'-]{0,40}${SPACE}{1,4}){0,2}`;
  const reference = `(?:${names}|${words}${PATH}${dots})`;
  const kind = verb === "alias" || verb === "describe" ? `(?i:${oneOf(aliasKinds)})${SPACE}{1,4}` : "";
  const opened = keywords.length === 0 ? "" : String.raw`(?<=\s)(?i:${oneOf(keywords)})${SPACE}{1,8}${reference}|`;
  const anywhere = String.raw`${opened}\(${SPACE}{0,8}#|--${SPACE}{0,8}"|${SEVERITY}|(?<=\s)${REFERENCE}${verb === "flows" ? "|->" : ""}`;
  return String.raw`(?=${SPACE}{1,8}${kind}${reference}|.*?(?:${anywhere}))`;
}

/** `@source file:… line:… symbol:…` of model files. */
export function sourceRule(): Rule {
  return {
    name: scope("meta.annotation"),
    begin: String.raw`${start("model")}(@)((?i:sources?))(?=\s)`,
    beginCaptures: captures("punctuation.definition.verb", "keyword.other.verb"),
    end: lineEnd("model"),
    patterns: [
      {
        match: String.raw`(?<=\s)(?i:(file|line|symbol))(:)([^\s]+)`,
        captures: captures("variable.parameter.key", "punctuation.separator.key", "string.unquoted.value"),
      },
    ],
  };
}

/** A description that goes on on a line of its own. */
export function continuedDescription(flavour: Flavour): Rule {
  return {
    name: scope("meta.annotation"),
    begin: String.raw`${start(flavour)}(?=--${SPACE}{1,8}")`,
    end: lineEnd(flavour),
    patterns: [MARKS],
  };
}
