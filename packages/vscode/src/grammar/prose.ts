import { dialects } from "@threatloom/grammar";
import type { Form } from "@threatloom/grammar";
import { MARKS } from "./annotations.js";
import { ids, lineEnd, PATH, paths, SPACE, start } from "./pieces.js";
import type { Flavour, Rule } from "./rules.js";
import { captures, oneOf, scope } from "./rules.js";

const forms: readonly Form[] = dialects
  .find(({ id }) => id === "prose2015")!
  .forms.filter(({ kind }) => kind !== "scope");

/** A word of a header: the name of a model, function or package. */
const NAME = String.raw`[^\s]+`;

/**
 * `ThreatSpec MODEL for FUNC` and the sentences below it. A block comment holds the block together; in line comments
 * every line stands alone, so there only sentences about a path are told from ordinary ones.
 */
export function proseRules(flavour: Flavour): Rule[] {
  const header: Rule = {
    begin: String.raw`${start(flavour)}((?i:ThreatSpec))${SPACE}+(?!(?i:package)\s)(${NAME})${SPACE}+((?i:for))${SPACE}+(${NAME})(?=\s*$|\s*\*/)`,
    beginCaptures: captures(
      "keyword.other.verb",
      "entity.name.namespace.model",
      "keyword.other.slot",
      "entity.name.function.scope",
    ),
    name: scope("meta.prose"),
    end: flavour === "block" ? String.raw`(?=\*/)` : "(?=$)",
    patterns: flavour === "block" ? sentences(flavour, false) : [],
  };
  return [packageHeader(flavour), header, ...sentences(flavour, true)];
}

function packageHeader(flavour: Flavour): Rule {
  return {
    name: scope("meta.annotation"),
    match: String.raw`${start(flavour)}((?i:ThreatSpec))${SPACE}+((?i:package))${SPACE}+(${NAME})(?:${SPACE}+((?i:as))${SPACE}+(${NAME}))?(?=\s*$|\s*\*/)`,
    captures: captures(
      "keyword.other.verb",
      "keyword.other.verb",
      "entity.name.namespace.package",
      "keyword.other.slot",
      "entity.name.namespace.alias",
    ),
  };
}

function sentences(flavour: Flavour, strict: boolean): Rule[] {
  return forms.flatMap((form) => {
    const keywords = form.parts.flatMap(({ openers }) => openers);
    const about = aboutPath(form);
    if (strict && about === null) return [];
    const shape = strict ? about! : keywords.map((keyword) => String.raw`.*?(?<=\s)(?i:${keyword})(?=\s)`).join("");
    return [
      {
        name: scope("meta.annotation"),
        begin: String.raw`${start(flavour)}((?i:${oneOf(spellings(form.verb))}))(?=${SPACE}${shape})`,
        beginCaptures: captures("keyword.other.verb"),
        end: lineEnd(flavour),
        patterns: [
          ...(keywords.length === 0
            ? []
            : [
                { match: String.raw`(?<=\s)(?i:(${oneOf(keywords)}))(?=\s)`, captures: captures("keyword.other.slot") },
              ]),
          MARKS,
          ids(false),
          paths(keywords, true),
        ],
      },
    ];
  });
}

/** The shape of a sentence that names a path where its component stands; null where it has none. */
function aboutPath({ parts }: Form): string | null {
  const at = parts.findIndex(({ type }) => type === "reference");
  if (at === -1) return null;
  const path = String.raw`\s+(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,40}${SPACE}{1,4}){0,2}${PATH}`;
  const later = parts.slice(at + 1).map(({ openers }) => String.raw`.*?(?<=\s)(?i:${openers[0]!})(?=\s)`);
  if (at === 0) return `${path.replace(String.raw`\s+`, String.raw`\s*`)}${later.join("")}`;
  return String.raw`.*?(?<=\s)(?i:${parts[at]!.openers[0]!})${path}${later.join("")}`;
}

/** A verb as it is and in the singular. */
function spellings(verb: string): string[] {
  return [verb, verb === "does" ? "do" : verb.replace(/s$/, "")];
}
