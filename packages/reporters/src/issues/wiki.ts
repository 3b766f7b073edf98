import { oneLine } from "../escape.js";

/** Marks of the wiki markup that a backslash takes the meaning from. */
const MARKS = /[\\{}[\]()*_\-+^~?!|#@%&<>:;]/g;

/**
 * Text for Jira's wiki markup: one line in which nothing is markup, a macro, a mention, a link or a picture. A backslash
 * is spelled out, for two of them break the line.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export function escapeWiki(text: string): string {
  return oneLine(text)
    .replace(MARKS, (mark) => (mark === "\\" ? "&#92;" : `\\${mark}`))
    .replace(/^(h[1-6]|bq)(?=\.)/i, "$1\u2060");
}
