import { CLOSE, WORD } from "../characters.js";
import { first, isName, startsLine, textAt, type Code } from "./code.js";

const DOT = 46;
const QUESTION = 63;
const BANG = 33;
/** A longer one says nothing any more. */
const LONGEST = 160;

/** The token before the dot in front of this one; -1 where no dot stands there. `a?.b` and `a!.b` count as `a.b`. */
function beforeDot(code: Code, i: number): number {
  if (first(code, i - 1) !== DOT) return -1;
  let at = i - 2;
  while (first(code, at) === QUESTION || first(code, at) === BANG) at--;
  return at;
}

/** The first token of the chain of names, calls and indices (`a.b().c[0].d`) that ends with this name. */
export function chainStart(code: Code, last: number): number {
  let at = last;
  for (;;) {
    let before = beforeDot(code, at);
    if (before < 0) return at;
    while (code.tokens.kinds[before] === CLOSE && first(code, before) !== 125) {
      const open = code.partner[before] ?? -1;
      if (open < 0 || startsLine(code, open)) return at;
      before = open - 1;
    }
    if (before < 0 || code.tokens.kinds[before] !== WORD) return at;
    at = before;
  }
}

/** A chain as text, what is in brackets left out; null where it is too long to be of use. */
export function chainText(code: Code, start: number, last: number): string | null {
  const { text, tokens } = code;
  const whole = tokens.ends[last]! - tokens.starts[start]!;
  let out = "";
  for (let i = start; i <= last; i++) {
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

/** The last token of a chain that starts with this name, calls and indices within included; those at its end are not. */
export function chainEnd(code: Code, start: number): number {
  let at = start;
  for (;;) {
    let next = at + 1;
    while (first(code, next) === 40 || first(code, next) === 91) {
      const partner = code.partner[next] ?? -1;
      if (partner < next) return at;
      next = partner + 1;
    }
    while (first(code, next) === QUESTION || first(code, next) === BANG) next++;
    if (first(code, next) !== DOT || !isName(code, next + 1)) return at;
    at = next + 1;
  }
}
