import { oneLine } from "@threatloom/reporters";
import { MarkupKind, type MarkupContent } from "vscode-languageserver";

/** A longer text is cut: what is shown beside a cursor is read at a glance. */
const LONGEST = 240;
/** Lines of one list. */
const MOST = 12;

/** How something is written for people, in one of the forms clients can show. Every text comes out literally, on one line. */
export interface Markup {
  kind: MarkupKind;
  text(text: string): string;
  /** A name, an id or a place. */
  code(text: string): string;
  strong(text: string): string;
  /** A place in a file, as a link where clients follow it. */
  link(label: string, uri: string): string;
  /** Lines of the annotation language. */
  block(lines: readonly string[]): string;
}

function cut(text: string): string {
  const line = oneLine(text.length > 4 * LONGEST ? text.slice(0, 4 * LONGEST) : text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()} …` : line;
}

/** What could become markup, a link by itself (`https://`, `www.`, `a@b.c`) or an entity. */
const MARKS = /[\\`*_{}[\]<>|~$^@]|&(?=[#a-z])|:(?=\/\/)|(?<=www)\.|^(?:[-+=#]|\d{1,9}(?=[.)]))/gi;

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[0-9A-Za-z]/.test(character);
}

/**
 * Text that Markdown shows as it is. Backslashes rather than entities, as forges want them: many editors show hovers as
 * they were sent.
 *
 * @mitigates #language-server against #markup-injection with #markup-escaping
 */
function literal(text: string): string {
  return cut(text).replace(MARKS, (mark, at: number, line: string) => {
    if (mark === "_" && isWord(line[at - 1]) && isWord(line[at + 1])) return mark;
    return /^\d/.test(mark) ? `${mark}\\` : `\\${mark}`;
  });
}

function span(text: string): string {
  const line = cut(text);
  return line === "" || line.includes("`") ? literal(text) : `\`${line}\``;
}

const markdown: Markup = {
  kind: MarkupKind.Markdown,
  text: literal,
  code: span,
  strong: (text) => `**${literal(text)}**`,
  link: (label, uri) =>
    `[${literal(label)}](${uri.replace(/[()<>\s\\]/g, (one) => encodeURIComponent(one).replace("(", "%28").replace(")", "%29"))})`,
  block: (lines) => ["```text", ...lines.map((line) => cut(line).replaceAll("```", "'''")), "```"].join("\n"),
};

const plain: Markup = {
  kind: MarkupKind.PlainText,
  text: cut,
  code: cut,
  strong: cut,
  link: cut,
  block: (lines) => lines.map((line) => `    ${cut(line)}`).join("\n"),
};

/** Markdown where a client says that it shows it, else plain text. */
export function markupFor(formats: readonly MarkupKind[] | undefined): Markup {
  return formats?.includes(MarkupKind.Markdown) === true ? markdown : plain;
}

/** A list under a title, cut at some lines with the number of those that are left out; nothing where it is empty. */
export function listOf<T>(
  markup: Markup,
  title: string,
  items: readonly T[],
  line: (item: T) => string,
  most = MOST,
): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, most).map((item) => `- ${line(item)}`);
  const more = items.length > most ? [`- and ${items.length - most} more`] : [];
  // The blank line keeps readers of plain text and of Markdown alike from running the title into the list.
  return [[markup.strong(title), "", ...shown, ...more].join("\n")];
}

/** Blocks as one document. */
export function contentOf({ kind }: Markup, blocks: readonly string[]): MarkupContent {
  return { kind, value: blocks.filter((block) => block !== "").join("\n\n") };
}
