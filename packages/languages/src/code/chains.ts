import { CLOSE, QUOTE, WORD } from "../characters.js";
import { lineAt } from "../lines.js";
import { first, isName, isWord, past, startsLine, textAt, touches, type Code } from "./code.js";
import { BANG, DOT, HASH, PARENTHESIS, QUESTION } from "./marks.js";

/** A longer one says nothing any more. */
const LONGEST = 160;
/** A chain of more names, calls and indices is left alone: each of its calls would go all the way back. */
const MOST_LINKS = 40;

/** The token before the dot in front of this one; -1 where no dot stands there. `a?.b` and `a!.b` count as `a.b`. */
function beforeDot(code: Code, i: number): number {
  if (first(code, i - 1) !== DOT) return -1;
  let at = i - 2;
  while (first(code, at) === QUESTION || first(code, at) === BANG) at--;
  return at;
}

/** The first token of the chain of names, calls and indices (`a.b().c[0].d`) that ends with this name; -1 where it is too long. */
export function chainStart(code: Code, last: number): number {
  let at = last;
  for (let links = 0; links < MOST_LINKS; links++) {
    let before = beforeDot(code, at);
    if (before < 0) return at;
    while (code.tokens.kinds[before] === CLOSE && first(code, before) !== 125) {
      if (links++ > MOST_LINKS) return -1;
      const open = code.partner[before] ?? -1;
      if (open < 0) return at;
      // What starts a line goes on with nothing from the line before.
      if (startsLine(code, open)) return first(code, open) === PARENTHESIS ? open : at;
      before = open - 1;
    }
    if (isGroup(code, before)) return before + 1;
    if (before < 0 || code.tokens.kinds[before] !== WORD) return at;
    at = isPrivate(code, before) ? before - 1 : before;
  }
  return -1;
}

/** `#name`. */
function isPrivate(code: Code, name: number): boolean {
  return first(code, name - 1) === HASH && touches(code, name - 1);
}

/** Words after which a parenthesis groups. */
const before = new Set("await case defer else go if in of range return throw typeof void while yield".split(" "));

/** Whether what opens after this token groups what is in it, rather than calls. */
function isGroup(code: Code, i: number): boolean {
  if (first(code, i + 1) !== PARENTHESIS) return false;
  return !isName(code, i) ? code.tokens.kinds[i] !== CLOSE : before.has(textAt(code, i));
}

/** What a group stands for, where that is a chain: `(*T)`, `(await a.b())`, `(&x)`; `()` where it is not. */
function groupText(code: Code, open: number): string {
  const close = code.partner[open] ?? -1;
  let from = open + 1;
  while (first(code, from) === 42 || first(code, from) === 38 || isWord(code, from, "await")) from++;
  if (isWord(code, from, "new")) from++;
  const imported = awaitedImport(code, from);
  if (imported !== null) return imported;
  if (!isName(code, from)) return "()";
  const last = chainEnd(code, from);
  let text = last < 0 ? null : chainText(code, from, last);
  let at = last + 1;
  while (text !== null && text.length < LONGEST && (first(code, at) === PARENTHESIS || first(code, at) === 91)) {
    text += first(code, at) === PARENTHESIS ? "()" : "[]";
    at = past(code, at);
  }
  return at === close && text !== null ? text : "()";
}

/** The name of the import that is awaited at this token: `import("./x.js")`. */
export function awaitedImport(code: Code, i: number): string | null {
  if (!isWord(code, i, "import") || first(code, i + 1) !== PARENTHESIS || code.tokens.kinds[i + 2] !== QUOTE)
    return null;
  const offset = code.tokens.starts[i]!;
  const name = `import:${offset}`;
  if (!code.awaited.has(offset)) {
    code.awaited.add(offset);
    const line = lineAt(code.starts, offset);
    code.imports.push({ path: textAt(code, i + 2).slice(1, -1), name, imported: "*", reexport: false, line });
  }
  return name;
}

/** A chain as text, what is in brackets left out; null where it is too long to be of use. */
export function chainText(code: Code, start: number, last: number): string | null {
  const { text, tokens } = code;
  const whole = tokens.ends[last]! - tokens.starts[start]!;
  const groups = first(code, start) === PARENTHESIS;
  let out = groups ? groupText(code, start) : "";
  for (let i = groups ? past(code, start) : start; i <= last; i++) {
    const character = first(code, i);
    if (character === QUESTION || character === BANG) continue;
    if (tokens.kinds[i] === CLOSE) continue;
    const partner = code.partner[i] ?? -1;
    if (partner > i) {
      out += character === 40 ? "()" : "[]";
      i = partner;
    } else out += whole > LONGEST ? textAt(code, i) : text.slice(tokens.starts[i], tokens.ends[i]);
    if (out.length > LONGEST) return null;
  }
  return out;
}

/** The last token of a chain that starts with this name, calls and indices within included; those at its end are not. -1 where it is too long. */
export function chainEnd(code: Code, start: number): number {
  let at = first(code, start) === PARENTHESIS ? past(code, start) - 1 : start;
  for (let links = 0; links < MOST_LINKS; links++) {
    let next = at + 1;
    while (first(code, next) === 40 || first(code, next) === 91) {
      if (links++ > MOST_LINKS) return -1;
      const partner = code.partner[next] ?? -1;
      if (partner < next) return at;
      next = partner + 1;
    }
    while (first(code, next) === QUESTION || first(code, next) === BANG) next++;
    if (first(code, next) !== DOT) return at;
    if (first(code, next + 1) === HASH) next++;
    if (!isName(code, next + 1)) return at;
    at = next + 1;
  }
  return -1;
}
