import { annotationRules, continuedDescription, sourceRule } from "./annotations.js";
import { marks } from "./pieces.js";
import { proseRules } from "./prose.js";
import { propertyRules } from "./properties.js";
import type { Flavour, Rule } from "./rules.js";
import { scope } from "./rules.js";

/** A TextMate grammar as its file holds it. */
export interface TextMateGrammar {
  $comment: string;
  scopeName: string;
  injectionSelector?: string;
  patterns: readonly Rule[];
  repository: Readonly<Record<string, { patterns: readonly Rule[] }>>;
}

/** The endings of scopes in the grammars of the supported languages; `js` stands for JSX as well. */
const LANGUAGES = ["go", "ts", "tsx", "js"];
const LINE = ["comment.line.double-slash"];
const BLOCK = ["comment.block", "comment.block.documentation"];

/** The grammars of the extension by the names of their files: made of the registry of dialects, never by hand. */
export function textMateGrammars(): Record<string, TextMateGrammar> {
  return {
    "block-comments.tmLanguage.json": injection("block", BLOCK),
    "gal.tmLanguage.json": model("source.gal", [sourceRule()]),
    "line-comments.tmLanguage.json": injection("line", LINE),
    "threatspec.tmLanguage.json": model("text.threatspec", []),
  };
}

/** What stands in a comment of a supported language, and not inside what is coloured already. */
function injection(flavour: Flavour, comments: readonly string[]): TextMateGrammar {
  const own = `- ${scope("meta.annotation")} - ${scope("meta.properties")}`;
  const scopes = LANGUAGES.flatMap((language) => comments.map((comment) => `${comment}.${language}`));
  return {
    ...grammar(flavour, `annotations.${flavour}.threatloom`, []),
    injectionSelector: scopes.map((name) => `L:${name} ${own}`).join(", "),
  };
}

function model(scopeName: string, more: readonly Rule[]): TextMateGrammar {
  const comment: Rule = { name: scope("comment.line.double-slash"), match: String.raw`^[ \t]*//.*$` };
  return grammar("model", scopeName, [comment, ...more]);
}

function grammar(flavour: Flavour, scopeName: string, more: readonly Rule[]): TextMateGrammar {
  return {
    $comment:
      "Made of the registry of dialects: run the tests of packages/vscode with UPDATE_FIXTURES=1 instead of editing it.",
    scopeName,
    patterns: [
      ...more,
      { include: "#properties" },
      { include: "#annotations" },
      { include: "#descriptions" },
      { include: "#prose" },
    ],
    repository: {
      annotations: { patterns: annotationRules(flavour) },
      descriptions: { patterns: [continuedDescription(flavour)] },
      marks: { patterns: marks(flavour) },
      properties: { patterns: propertyRules(flavour) },
      prose: { patterns: proseRules(flavour) },
    },
  };
}
