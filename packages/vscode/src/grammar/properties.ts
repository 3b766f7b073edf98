import { knownProperties } from "@threatloom/model";
import { firstMargin, lineEnd, SPACE, star } from "./pieces.js";
import type { Flavour, Rule } from "./rules.js";
import { captures, oneOf, scope } from "./rules.js";
import { heads } from "./verbs.js";

const KEY = String.raw`[\p{L}_][\p{L}\p{N}_.-]{0,60}`;
const HEAD = String.raw`(?=(?:[-*+•]${SPACE}{1,8})?@${heads}${SPACE}.*:${SPACE}*$)`;
const VALUE = String.raw`(?:${SPACE}{1,40}((?:(?!\*/).)+))?`;
const KEY_SCOPES = captures("entity.name.tag.property", "punctuation.separator.key-value", "string.unquoted.value");

/**
 * The properties below an annotation that ends with a colon. Block comments and model files know how far they are
 * indented; in line comments, where every line stands alone, only names of known properties are told from text.
 */
export function propertyRules(flavour: Flavour): Rule[] {
  if (flavour === "line") {
    const key = String.raw`\G(?: {3,40}| ?\t[ \t]{0,40})(${oneOf(knownProperties)})(:)(?=\s|$)${VALUE}`;
    return [{ name: scope("meta.properties"), match: key, captures: KEY_SCOPES }];
  }
  const before = `${SPACE}*${star(flavour)}${SPACE}*`;
  const inner: Rule[] = [{ include: "#annotations" }, ...propertyLines(`^${before}`, flavour)];
  const below: Rule = {
    name: scope("meta.properties"),
    begin: `^(${before})${HEAD}`,
    end: String.raw`${flavour === "block" ? String.raw`(?=\*/)|` : ""}^(?!\G)(?!\1${SPACE}+\S)`,
    patterns: inner,
  };
  if (flavour === "model") return [below];
  const first: Rule = {
    name: scope("meta.properties"),
    begin: `${firstMargin(flavour)}${HEAD}`,
    end: String.raw`(?=\*/)|^(?!${SPACE}*${star(flavour)}${SPACE}+${KEY}${SPACE}*:(?:\s|$))`,
    patterns: inner,
  };
  return [below, first];
}

function propertyLines(before: string, flavour: Flavour): Rule[] {
  return [
    { match: String.raw`${before}(?:-${SPACE}+)?(${KEY})${SPACE}*(:)(?=\s|$)${VALUE}`, captures: KEY_SCOPES },
    {
      begin: String.raw`${before}(-)${SPACE}+`,
      beginCaptures: captures("punctuation.definition.item"),
      end: lineEnd(flavour),
      patterns: [{ name: scope("string.unquoted.value"), match: String.raw`(?:(?!\*/).)+` }],
    },
  ];
}
