import { chainEnd, chainText } from "./chains.js";
import { first, isName, isWord, past, touches, type Code, type Stretch } from "./code.js";
import { goType } from "./go-types.js";
import { AMPERSAND, BRACE, DOT, PARENTHESIS, SQUARE } from "./marks.js";

/** A longer value says nothing any more. */
const LONGEST = 200;

/**
 * Where the value of an expression comes from: a type where it is made here, or `=` and a chain. Null where it is
 * neither. `end` is past what was read, which may be less than the expression.
 */
export function goValue(code: Code, i: number): Stretch | null {
  if (first(code, i) === AMPERSAND) {
    const made = literal(code, i + 1);
    return made && { text: `*${made.text}`, end: made.end };
  }
  if (first(code, i) === SQUARE) return literal(code, i);
  if (!isName(code, i)) return null;
  if (isWord(code, i, "func")) return { text: "func", end: i + 1 };
  if (first(code, i + 1) === PARENTHESIS && (isWord(code, i, "new") || isWord(code, i, "make"))) {
    const type = goType(code, i + 2);
    return type && { text: isWord(code, i, "new") ? `*${type.text}` : type.text, end: past(code, i + 1) };
  }
  return literal(code, i) ?? fromElsewhere(code, i);
}

/** `T{…}`: the brace touches the type, where `if x {` has a space as every formatter writes it. */
function literal(code: Code, i: number): Stretch | null {
  const type = goType(code, i);
  if (type === null || first(code, type.end) !== BRACE || !touches(code, type.end - 1)) return null;
  return { text: type.text, end: past(code, type.end) };
}

/** `=f()`, `=x.y`, `=x[]`, and `T` for `x.(T)`. */
function fromElsewhere(code: Code, i: number): Stretch | null {
  const last = chainEnd(code, i);
  let text = last < 0 ? null : chainText(code, i, last);
  let at = last + 1;
  while (text !== null && text.length < LONGEST && (first(code, at) === PARENTHESIS || first(code, at) === SQUARE)) {
    text += first(code, at) === PARENTHESIS ? "()" : "[]";
    at = past(code, at);
  }
  if (text === null || text.length >= LONGEST) return null;
  if (first(code, at) === DOT && first(code, at + 1) === PARENTHESIS) {
    if (isWord(code, at + 2, "type")) return null;
    const asserted = goType(code, at + 2);
    return asserted && { text: asserted.text, end: past(code, at + 1) };
  }
  return { text: `=${text}`, end: at };
}
