import { lineAt } from "../lines.js";
import { OPEN, QUOTE } from "../characters.js";
import { first, isName, isWord, past, startsLine, textAt, type Code } from "./code.js";
import { BRACE, COMMA, STAR } from "./marks.js";

/** `import a, { b } from`: no import has more clauses. */
const MOST_CLAUSES = 3;

function add(code: Code, i: number, name: string | null, imported: string | null, reexport = false): void {
  const path = textAt(code, i).slice(1, -1);
  if (name !== null && (path === "node:util" || path === "util")) code.promisifiers.add(name);
  if (path !== "")
    code.imports.push({ path, name, imported, reexport, line: lineAt(code.starts, code.tokens.starts[i]!) });
}

/** `{ a, b as c, type T }`: pairs of the name there and the name here. */
function namesIn(code: Code, open: number): [string, string][] {
  const close = code.partner[open] ?? -1;
  const names: [string, string][] = [];
  for (let i = open + 1; i < close; i++) {
    if (isWord(code, i, "type") && first(code, i + 1) !== COMMA && !isWord(code, i + 1, "as") && i + 1 < close) i++;
    const name = nameAt(code, i);
    const renamed = isWord(code, i + 1, "as");
    names.push([name, renamed ? nameAt(code, i + 2) : name]);
    while (i < close && first(code, i) !== COMMA) {
      // Nothing nests in here: this is something else.
      if (code.tokens.kinds[i] === OPEN) return names;
      i++;
    }
  }
  return names;
}

function nameAt(code: Code, i: number): string {
  return code.tokens.kinds[i] === QUOTE ? textAt(code, i).slice(1, -1) : textAt(code, i);
}

/** Reads the import that starts at a token; gives its last token, or the token itself where it is none. */
export function importAt(code: Code, i: number): number {
  if (code.tokens.kinds[i + 1] === QUOTE) {
    add(code, i + 1, null, null);
    return i + 1;
  }
  const clauses: [string, string][] = [];
  let at = isWord(code, i + 1, "type") && !isWord(code, i + 2, "from") && first(code, i + 2) !== COMMA ? i + 2 : i + 1;
  for (let count = 0; ; at++) {
    if (++count > MOST_CLAUSES) return i;
    if (first(code, at) === BRACE) {
      clauses.push(...namesIn(code, at));
      at = (code.partner[at] ?? at) + 1;
    } else if (first(code, at) === STAR && isWord(code, at + 1, "as")) {
      clauses.push(["*", textAt(code, at + 2)]);
      at += 3;
    } else if (isName(code, at)) {
      clauses.push(["default", textAt(code, at)]);
      at += 1;
    } else return i;
    if (first(code, at) !== COMMA) break;
  }
  if (!isWord(code, at, "from") || code.tokens.kinds[at + 1] !== QUOTE) return required(code, i, at, clauses);
  for (const [imported, name] of clauses) add(code, at + 1, name, imported);
  return at + 1;
}

/** `import x = require("y")`. */
function required(code: Code, i: number, at: number, clauses: readonly [string, string][]): number {
  const isRequire = first(code, at) === 61 && isWord(code, at + 1, "require") && code.tokens.kinds[at + 3] === QUOTE;
  if (!isRequire) return i;
  for (const [, name] of clauses) add(code, at + 3, name, "*");
  return at + 4;
}

/** Reads the export that starts at a token, as far as it names things; gives its last token, or the token itself. */
export function exportAt(code: Code, i: number): number {
  const at = isWord(code, i + 1, "type") && first(code, i + 2) === BRACE ? i + 2 : i + 1;
  if (isWord(code, at, "default")) return defaultAt(code, at);
  if (first(code, at) === STAR) {
    const named = isWord(code, at + 1, "as");
    const from = named ? at + 3 : at + 1;
    if (!isWord(code, from, "from")) return i;
    add(code, from + 1, named ? textAt(code, at + 2) : "*", "*", true);
    return from + 1;
  }
  if (first(code, at) !== BRACE) return i;
  const close = code.partner[at] ?? -1;
  if (close < 0) return i;
  const names = namesIn(code, at);
  if (isWord(code, close + 1, "from") && code.tokens.kinds[close + 2] === QUOTE) {
    for (const [imported, name] of names) add(code, close + 2, name, imported, true);
    return close + 2;
  }
  for (const [local, name] of names) code.exports.push({ name, local });
  return close;
}

const declaring = new Set(["abstract", "async", "class", "function"]);

/** `export default name`, `export default class Name`. */
function defaultAt(code: Code, at: number): number {
  let i = at + 1;
  while (isName(code, i) && declaring.has(textAt(code, i))) i++;
  if (first(code, i) === STAR) i++;
  const next = first(code, i + 1);
  const isLone = i > at + 1 || next === 59 || next === 0 || next === 10;
  if (isName(code, i) && (isLone || startsLine(code, i + 1)))
    code.exports.push({ name: "default", local: textAt(code, i) });
  return at;
}

/** `const x = require("y")`, `const { a, b: c } = require("y")`; `i` is the word `require`. */
export function requireAt(code: Code, i: number): void {
  if (first(code, i + 1) !== 40 || code.tokens.kinds[i + 2] !== QUOTE || first(code, i - 1) !== 61) return;
  if (isName(code, i - 2)) add(code, i + 2, textAt(code, i - 2), "*");
  const open = first(code, i - 2) === 125 ? (code.partner[i - 2] ?? -1) : -1;
  for (let at = open + 1; open >= 0 && at < i - 2; at = past(code, at)) {
    if (!isName(code, at)) continue;
    const renamed = first(code, at + 1) === 58;
    add(code, i + 2, textAt(code, renamed ? at + 2 : at), textAt(code, at));
    while (at < i - 2 && first(code, at) !== COMMA) at = past(code, at);
  }
}
