/**
 * Text of a repository comes from strangers. Everything a reporter prints goes through the function here that is made
 * for the place where it is shown. All of them run in linear time and never throw.
 */

/**
 * Characters nobody sees but a terminal, a browser or a reviewer's eye obeys: controls (C0, DEL, C1), line and
 * paragraph separators, direction marks and overrides, invisible fillers, tags, non-characters and lone surrogates.
 * Joiners and non-joiners belong to scripts and emoji; next to a Latin letter or a digit they only hide.
 */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{1fffe}\u{1ffff}\u{e0000}-\u{e0fff}\p{Cs}\p{Co}]|(?<=[0-9A-Za-z])[\u200c\u200d]|[\u200c\u200d](?=[0-9A-Za-z])/gu;

const BEYOND_ASCII = /[^\x20-\x7e]+/g;

/** Breaks up what forges turn into links after rendering; it has no width, so the text still reads the same. */
const JOINER = "\u2060";

/**
 * Makes invisible characters visible: `\n`, `\x1b`, `\u{202e}`. Everything else stays as it is.
 *
 * @mitigates #cli against #terminal-injection with #terminal-escaping
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, spell);
}

function spell(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  const code = character.codePointAt(0) ?? 0;
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}

/**
 * A value as JSON in which characters nobody sees are spelled `\uXXXX`: it reads back as the same value, and may be
 * printed to a terminal.
 *
 * @mitigates #cli against #terminal-injection with #terminal-escaping
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(INVISIBLE, (character) =>
    character === "\n" ? character : character.split("").map(jsonUnit).join(""),
  );
}

function jsonUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What JSON spells with a backslash; white space stays as it is. */
const SPELLED = /\\(?:u([0-9a-f]{4})|([^u]))/g;

/**
 * JSON in whose strings characters nobody sees are spelled out, as `visible` does it; white space is left alone. What is
 * read from it can be shown as it is.
 */
export function visibleJson(json: string): string {
  return json
    .replace(SPELLED, (escape, code?: string, letter?: string) => {
      if (code !== undefined) return `\\${spell(String.fromCharCode(parseInt(code, 16)))}`;
      return letter === "b" ? "\\\\x08" : letter === "f" ? "\\\\x0c" : escape;
    })
    .replace(BEYOND_ASCII, (run, at: number, whole: string) => {
      // Most of a page is ASCII, in which nothing is invisible; what stands beside a joiner decides about it.
      const [before, after] = [whole[at - 1] ?? "", whole[at + run.length] ?? ""];
      const spelled = (before + run + after).replace(INVISIBLE, (character) => `\\${spell(character)}`);
      return spelled.slice(before.length, spelled.length - after.length);
    });
}

/** One line for people: white space of every kind becomes single blanks, other invisible characters are spelled out. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/gu, " ").trim());
}

/** Text for a terminal: one line that can neither move the cursor nor change colours or reading direction. */
export function escapeTerminal(text: string): string {
  return oneLine(text);
}

/**
 * A line of output that the runner of a CI job does not take for a command. One form of them starts a line with two
 * colons, blanks before them notwithstanding; the other, `##[`, is found anywhere in a line.
 *
 * @mitigates #reporters against #workflow-commands with #command-escaping
 */
export function escapeCommands(line: string): string {
  return line.replaceAll("##[", "## [").replace(/^(\s*):(?=:)/u, "$1: ");
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text for HTML and XML, in content and in quoted attribute values.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => HTML[character]!);
}

/** Markup, `www.`, `GH-1`, and what could be the id of a commit. */
const MARKDOWN = /[&<>"'\\`*{}[\]|~$!^@#_:%]|www\.|GH-(?=\d)|[0-9a-f]{7,}/gi;
/** What forges read as the start of a reference (`!12`, `~label`, `&epic`, `[[page]]`), after rendering. */
const REFERENCE = /[&~!^[]/;
const ITERATION = /\*iteration:/iy;
/** GitHub looks for formulas both before and after it renders, but never across elements. */
const DOLLAR = `<span>&#36;</span>${JOINER}`;
/** The rest of an emoji's code, `tada:`; capitals make none. */
const EMOJI = /[a-z0-9_+-]{1,64}:/y;

/**
 * Text for the inside of a Markdown paragraph, heading, list item or table cell: one line, nothing in it is markup,
 * and nothing becomes a link, a picture, a mention, a reference to an issue or commit, an emoji or a command to the
 * forge, before or after rendering. A colon right behind the text could still end an emoji's code that it begins.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(MARKDOWN, markdownCharacter)
    .replace(/^[-+=]/, (mark) => `\\${mark}`)
    .replace(/^\//, "&#47;")
    .replace(/^(\d{1,9})([.)])/, (_, digits: string, mark: string) => `${digits}\\${mark}`);
}

function markdownCharacter(found: string, at: number, line: string): string {
  if (found.length > 1) return brokenWord(found);
  if (found === ":") return colon(line, at + 1);
  if (found === "_" && isWord(line[at - 1]) && isWord(line[at + 1])) return "_";
  if (found === "$") return DOLLAR;
  if (found === "%") return opens(line[at + 1]) ? `%${JOINER}` : "%";
  const entity = HTML[found] ?? `&#${found.charCodeAt(0)};`;
  return startsReference(found, at, line) ? entity + JOINER : entity;
}

function startsReference(mark: string, at: number, line: string): boolean {
  if (mark === "@" || mark === "#") return true;
  ITERATION.lastIndex = at;
  return mark === "*" ? ITERATION.test(line) : REFERENCE.test(mark) && opens(line[at + 1]);
}

/** `www.`, `GH-` and hexadecimal digits, apart; the shortest commit ids that forges look for have seven digits. */
function brokenWord(word: string): string {
  const mark = word.at(-1)!;
  if (mark === "." || mark === "-") return `${word.slice(0, -1)}${JOINER}${mark}`;
  return word.replace(/.{6}(?=.)/g, `$&${JOINER}`);
}

function colon(line: string, next: number): string {
  if (line.startsWith("//", next)) return `&#58;${JOINER}`;
  EMOJI.lastIndex = next;
  return EMOJI.test(line) ? `:${JOINER}` : ":";
}

/** Whether a character can follow the mark of a reference. */
function opens(next: string | undefined): boolean {
  return next !== undefined && next !== " ";
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[0-9A-Za-z]/.test(character);
}

/** Text as Markdown code, for names of functions and places. Where a code span cannot hold it safely, plain text. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  return line === "" || /[`|\\]|<!--|-->/.test(line) ? escapeMarkdown(text) : `\`${line}\``;
}

/**
 * Text for a quoted DOT string (labels, tooltips). Backslashes are doubled, for `\N` and its kin would be replaced; `&`
 * is spelled out where Graphviz would read an entity; so is a quotation mark, for the printer of the string takes one
 * behind a backslash for escaped; and so is a `<` in front, for the printer would pass `<…>` on as HTML.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export function escapeDot(text: string): string {
  return oneLine(text)
    .replace(/\\/g, "\\\\")
    .replace(/&(?=#?[0-9A-Za-z]{1,32};)/g, "&amp;")
    .replace(/"/g, "&quot;")
    .replace(/^</, "&lt;");
}

/** Text for the inside of an HTML-like DOT label: HTML, with backslashes doubled as in any label. */
export function escapeDotHtml(text: string): string {
  return escapeHtml(oneLine(text)).replace(/\\/g, "\\\\");
}

/**
 * Text for a quoted Mermaid label: everything but letters, digits and a few harmless signs becomes an entity code, so
 * no keyword, bracket, comment, directive, Markdown or numbered list in it can be one.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export function escapeMermaid(text: string): string {
  return oneLine(text)
    .replace(/[^\p{L}\p{M}\p{N} .,/()_·✓…‖›→↔-]/gu, mermaidCode)
    .replace(/(?<![\p{L}\p{N}])[._-]|[._-](?![\p{L}\p{N}])/gu, mermaidCode);
}

function mermaidCode(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`;
}
