import { severityWords } from "@threatloom/model";
import type { Flavour, Rule } from "./rules.js";
import { captures, oneOf, scope } from "./rules.js";
import { heads } from "./verbs.js";

/*
 * Every pattern here takes time linear in the line: repetitions are bounded or cannot meet what follows them, and
 * nothing optional is repeated.
 */

/** White space inside a line. */
export const SPACE = String.raw`[ \t]`;
const LETTER = String.raw`\p{L}\p{M}\p{N}_`;
/** An id behind its mark. */
const ID = String.raw`[\p{L}_][${LETTER}.-]{0,99}`;
/** A word of a path, between the colons. */
const SEGMENT = String.raw`[${LETTER}./&+'-]{1,80}`;
/** A path of a component: `App:Web:Login`; the address of a page is none. */
export const PATH = String.raw`@?${SEGMENT}(?::(?!//)@?${SEGMENT}){1,8}`;
/** A dotted name, which GuardLink reads as a path. */
export const DOTTED = String.raw`[\p{L}_][${LETTER}-]{0,60}(?:\.[\p{L}_][${LETTER}-]{0,60}){1,8}`;
/** `#id`; `##id` is read as well. */
export const HASH_ID = `##?${ID}`;
/** `@id` and `@boundary:@component` of ThreatSpec 0.1. */
export const AT_ID = `@${ID}(?::@${ID}){0,8}`;
/** What starts a token of its own. */
export const APART = String.raw`(?<![^\s(,|>])`;
/** A reference into a catalogue. */
export const REFERENCE = String.raw`(?i:(?:cwe|capec|owasp|attack|asvs|ref):)[${LETTER}.:-]{1,40}`;
/** `[high]`. */
export const SEVERITY = String.raw`\[${SPACE}{0,3}(?i:${oneOf(severityWords)})${SPACE}{0,3}\]`;
/** A mark of a list before an annotation. */
const BULLET = String.raw`(?:[-*+•]${SPACE}{1,8}|\d{1,3}[.)]${SPACE}{1,8})?`;

/** What may stand before an annotation on its line. */
export function start(flavour: Flavour): string {
  return `${margin(flavour)}${BULLET}`;
}

/** The margin of a line: white space, and in block comments the star before it. */
export function margin(flavour: Flavour): string {
  if (flavour === "line") return String.raw`\G${SPACE}{0,40}`;
  return `(?:${firstMargin(flavour)}|${laterMargin(flavour)})`;
}

/** The margin where a comment opens: further stars of its mark. */
export function firstMargin(flavour: Flavour): string {
  return String.raw`\G${flavour === "block" ? String.raw`\*{0,40}` : ""}${SPACE}{0,40}`;
}

/** The margin of the lines below. */
export function laterMargin(flavour: Flavour): string {
  return `^${SPACE}{0,200}${star(flavour)}${SPACE}{0,40}`;
}

/** The star that lines of a block comment may open with. */
export function star(flavour: Flavour): string {
  return flavour === "block" ? String.raw`(?:\*(?!/))?` : "";
}

/** Where an annotation ends: with its line, and where a description went on over lines, before the next annotation. */
export function lineEnd(flavour: Flavour): string {
  return flavour === "line" ? "(?=$)" : `${beforeNext(flavour)}|(?=$)`;
}

/** What ends anything in a block comment or model file. */
function beforeNext(flavour: Flavour): string {
  const next = `(?=${laterMargin(flavour)}${BULLET}@${heads}(?=\\s|$))(?!\\G)`;
  return flavour === "block" ? String.raw`(?=\*/)|${next}` : next;
}

/** `-- "description"`; outside line comments it may go on over several lines, up to the next annotation. */
function description(flavour: Flavour): Rule {
  const end = flavour === "line" ? "(?=$)" : beforeNext(flavour);
  return {
    name: scope("meta.description"),
    begin: String.raw`(?<![^\s)\]])(--)${SPACE}{0,8}(?=")`,
    beginCaptures: captures("punctuation.separator.description"),
    end: String.raw`(?<=")|${end}`,
    patterns: [
      {
        name: scope("string.quoted.double.description"),
        begin: String.raw`\G"`,
        end: `"|${end}`,
        patterns: [{ name: scope("constant.character.escape"), match: String.raw`\\["\\]` }],
      },
    ],
  };
}

/** A quoted name, closed on its line. */
const quoted: Rule = {
  name: scope("string.quoted.double.name"),
  match: String.raw`(?<=[\s(\[,-])"(?:[^"\\]|\\.)*"`,
};

/** `(#id)`, which defines an id or refers to it. */
const definition: Rule = {
  match: String.raw`(\()${SPACE}{0,8}(${HASH_ID})${SPACE}{0,8}(\))`,
  captures: captures("punctuation.definition.id.begin", "variable.other.constant.id", "punctuation.definition.id.end"),
};

/** `[high]`. */
const severity: Rule = { name: scope("constant.language.severity"), match: SEVERITY };

/** `cwe:CWE-89`, and `CWE-89` among other references. */
const references: Rule = {
  name: scope("constant.other.reference"),
  match: String.raw`${APART}${REFERENCE}|(?<=[(\[, \t])(?:CWE|CAPEC)-\d{1,5}(?=[)\], \t]|$)`,
};

/** `#id`, and `@boundary:@component` where a verb knows it. */
export function ids(atIds: boolean): Rule {
  return {
    name: scope("variable.other.constant.id"),
    match: `${APART}(?:${atIds ? `${HASH_ID}|${AT_ID}` : HASH_ID})`,
  };
}

/** `->` and `|` between components. */
const operators: Rule = {
  name: scope("keyword.operator.flow"),
  match: String.raw`->|(?<=\s)\|(?=\s)`,
};

/** The colon that opens properties. */
const opensProperties: Rule = {
  name: scope("punctuation.separator.properties"),
  match: String.raw`:(?=${SPACE}{0,40}$)`,
};

/** The marks that may stand anywhere on the line of an annotation. */
export function marks(flavour: Flavour): Rule[] {
  return [description(flavour), definition, quoted, operators, severity, references, opensProperties];
}

/** `App:Web`; a path of several words reaches to the keyword or mark that ends it. */
export function paths(keywords: readonly string[], ends: boolean): Rule {
  const stop = keywords.length === 0 ? "" : String.raw`(?!(?i:${oneOf(keywords)})(?=\s|$))`;
  const next = keywords.length === 0 ? "" : String.raw`${SPACE}+(?i:${oneOf(keywords)})(?=\s|$)|`;
  const word = String.raw`${SPACE}{1,4}${stop}[\p{L}\p{N}][${LETTER}/&+'-]{0,60}`;
  const longer = String.raw`(?:(?:${word}){1,4}(?=${next}${SPACE}{0,8}(?:,|\(|$|\*/|:$|->)))?`;
  return {
    name: scope("entity.name.type.component"),
    match: `${APART}(?:${PATH}${ends ? longer : ""}|${DOTTED}(?=[\\s,(]|$))`,
  };
}
