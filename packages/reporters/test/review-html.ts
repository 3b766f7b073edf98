import { Marked } from "marked";

const marked = new Marked({ gfm: true });
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** HTML in pieces: its tags with their attributes, the text outside of code, and the text inside. */
export interface Pieces {
  tags: { name: string; attributes: string }[];
  /** What a reader sees outside of code; breaks between elements are line ends. */
  prose: string;
  code: string;
}

/** Markdown as a forge would show it. */
export function rendered(markdown: string): Pieces {
  const html = marked.parse(markdown, { async: false });
  const pieces: Pieces = { tags: [], prose: "", code: "" };
  let inCode = 0;
  for (const [, tag, text] of html.matchAll(/<(!--[\s\S]*?-->|[^>]*)>|([^<]+)/g)) {
    if (text !== undefined) pieces[inCode > 0 ? "code" : "prose"] += decoded(text);
    if (tag === undefined) continue;
    const [name = "", ...rest] = tag.split(/\s+/);
    if (name === "code") inCode++;
    if (name === "/code") inCode--;
    if (/^\/?(?:p|td|th|tr|li|h\d|summary|br|pre|span)$/.test(name)) pieces.prose += "\n";
    if (!name.startsWith("/")) pieces.tags.push({ name, attributes: rest.join(" ") });
  }
  return pieces;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (entity, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
    return NAMED[name!] ?? entity;
  });
}

/** What forges turn into something after the Markdown is rendered. */
export const FORGE_PATTERNS: Readonly<Record<string, RegExp>> = {
  mention: /@\w/,
  "issue or GitLab reference": /[#!$~^&]\w/,
  "milestone or label in quotes": /[%~]"/,
  "GitLab milestone": /%\w/,
  "GitLab iteration": /\*iteration:/i,
  "GH-1": /GH-\d/i,
  commit: /[0-9a-f]{7,}/i,
  address: /:\/\/|www\./i,
  "wiki link": /\[\[|\[\w+:/,
  emoji: /:[a-z0-9_+-]+:/,
  // The elements around a dollar are line ends here: no formula reaches across them.
  math: /\$[^\n$]+\$/,
};

/** Lines of Markdown outside of fences that a forge takes for a command, and openings it would not close. */
export function quickActions(markdown: string): string[] {
  return markdown.split("\n").filter((line) => /^\s*\/\w/.test(line));
}
