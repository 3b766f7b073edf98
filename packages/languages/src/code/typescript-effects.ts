import { CLOSE, QUOTE } from "../characters.js";
import { chainStart, chainText } from "./chains.js";
import { addCall, first, isName, isWord, past, startsLine, type Code, type Owners } from "./code.js";
import { isArrow } from "./typescript-types.js";
import { BRACE, COLON, DOT, EQUALS, SEMICOLON, SQUARE } from "./marks.js";

/** `process.env.X` where it is read; `i` is the first word. How a program was built is no secret. */
export function environmentAt(code: Code, owners: Owners, i: number): void {
  if (!isWord(code, i, "process") || first(code, i + 1) !== DOT || !isWord(code, i + 2, "env")) return;
  if (first(code, i + 3) === DOT && isWord(code, i + 4, "NODE_ENV")) return;
  let after = i + 3;
  if (first(code, after) === DOT) after += 2;
  else if (first(code, after) === SQUARE) after = past(code, after);
  if (isAssigned(code, after) || isWord(code, i - 1, "delete")) return;
  addCall(code, i, { symbol: owners.functionAt(i), callee: "process.env", how: "read" });
}

/** `page.innerHTML = …`, `page.outerHTML += …`; `i` is the name after the dot. */
export function markupAt(code: Code, owners: Owners, i: number): void {
  if (!isWord(code, i, "innerHTML") && !isWord(code, i, "outerHTML")) return;
  const equals = first(code, i + 1) === 43 ? i + 2 : i + 1;
  if (!isAssigned(code, equals) || isConstant(code, equals + 1)) return;
  const start = chainStart(code, i);
  const callee = start < 0 ? null : chainText(code, start, i);
  const at = callee === null ? i : start;
  addCall(code, at, {
    symbol: owners.functionAt(at),
    callee: callee ?? code.text.slice(code.tokens.starts[i], code.tokens.ends[i]),
    how: "write",
  });
}

/** `dangerouslySetInnerHTML={…}`, and `dangerouslySetInnerHTML: { __html: … }`; `i` is the name. */
export function elementMarkupAt(code: Code, owners: Owners, i: number): void {
  if (!isWord(code, i, "dangerouslySetInnerHTML")) return;
  const sign = first(code, i + 1);
  if ((sign !== EQUALS && sign !== COLON) || first(code, i + 2) !== BRACE) return;
  const inner = sign === EQUALS && first(code, i + 3) === BRACE ? i + 4 : i + 3;
  const isGiven = isWord(code, inner, "__html") && first(code, inner + 1) === COLON;
  if (sign === COLON && (!isGiven || isWord(code, inner + 2, "string"))) return;
  if (isGiven && isConstant(code, inner + 2)) return;
  addCall(code, i, { symbol: owners.functionAt(i), callee: "dangerouslySetInnerHTML", how: "write" });
}

/** Whether one `=` stands at a token, and no comparison. */
function isAssigned(code: Code, i: number): boolean {
  return first(code, i) === EQUALS && !isArrow(code, i) && first(code, i + 1) !== EQUALS;
}

/** Whether a string without parts that vary is all there is. */
function isConstant(code: Code, i: number): boolean {
  if (code.tokens.kinds[i] !== QUOTE || code.text.endsWith("${", code.tokens.ends[i])) return false;
  const next = first(code, i + 1);
  if (next === 0 || next === SEMICOLON || next === 44 || code.tokens.kinds[i + 1] === CLOSE) return true;
  return startsLine(code, i + 1) && isName(code, i + 1);
}
