import { oneLine } from "../escape.js";

/** Marks that a backslash takes the meaning from; dashes and underscores inside a word have none. */
const MARKS = /[{}[\]*+^~?!|#@]|(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])/gu;

const ENTITIES: Readonly<Record<string, string>> = { "\\": "&#92;", "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Text for Jira's wiki markup: one line in which nothing is markup, a macro, a mention, a link, a picture or a face. A
 * backslash is an entity, for two of them break the line.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export function escapeWiki(text: string): string {
  return oneLine(text)
    .replace(/[\\&<>]/g, (character) => ENTITIES[character]!)
    .replace(/&#92;|&(?:amp|lt|gt);|[^&]+/g, (part) => (part.startsWith("&") ? part : part.replace(MARKS, "\\$&")))
    .replace(/\((?=[!?/xyinof\\])/gi, "\\(")
    .replace(/:(?=\/\/|[()DP|])/g, ":\u2060")
    .replace(/^(h[1-6]|bq)(?=\.)/i, "$1\u2060");
}

/** A part of a text, with the blanks around it. */
function partOf(text: string, isCode: boolean): string {
  const inside = text.trim();
  if (inside === "") return text;
  const [before, after] = [text.startsWith(" ") ? " " : "", text.endsWith(" ") ? " " : ""];
  return isCode ? `{{${escapeWiki(inside)}}}` : `${before}${escapeWiki(inside)}${after}`;
}

/** The same for texts in which words between backticks are code: they are set as code here, too. */
export function wikiText(text: string): string {
  const parts = oneLine(text).split("`");
  // A backtick without a second one is a character like any other.
  const last = parts.length % 2 === 0 ? `\`${parts.pop()!}` : "";
  return parts.map((part, at) => partOf(at === parts.length - 1 ? part + last : part, at % 2 === 1)).join("");
}
