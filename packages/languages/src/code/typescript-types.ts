import { kindOf, WORD } from "../characters.js";
import { first, isWord, startsLine, textAt, type Code, type Stretch } from "./code.js";
import { BRACE, GREATER, LESS } from "./marks.js";

const ARROW = 2;
/** A longer one says nothing any more. */
const LONGEST = 160;

/** Where a type ends: at these characters outside of brackets, or at an arrow, or with its line. */
export interface Ends {
  characters: string;
  line: boolean;
  /** A brace that does not come first opens a body. */
  body: boolean;
}

/** After a parameter. */
export const parameterEnds: Ends = { characters: ",)=", line: false, body: false };
/** After a variable or a field. */
export const variableEnds: Ends = { characters: ",)=;}", line: true, body: false };
/** After the parameters of a function. */
export const resultEnds: Ends = { characters: ",);=}", line: false, body: true };

/** The type that starts at a token, as text without white space. */
export function typescriptType(code: Code, i: number, ends: Ends): Stretch {
  let text = "";
  let angles = 0;
  let at = i;
  for (; at < code.tokens.length; at++) {
    const character = first(code, at);
    if (angles === 0 && at > i && isEnd(code, at, character, ends)) break;
    if (character === LESS) angles++;
    if (character === GREATER && angles > 0) angles--;
    const partner = code.partner[at] ?? -1;
    if (partner > at) {
      text += character === 91 ? (partner === at + 1 ? "[]" : "[…]") : character === BRACE ? "{}" : "()";
      at = partner;
    } else text += joint(code, at, text) + textAt(code, at);
    if (text.length > LONGEST) return { text: "", end: at + 1 };
  }
  return { text, end: at };
}

function isEnd(code: Code, at: number, character: number, { characters, line, body }: Ends): boolean {
  if (characters.includes(String.fromCharCode(character))) return !isArrow(code, at) || body;
  if (isArrow(code, at)) return body;
  if (body && character === BRACE) return true;
  return line && startsLine(code, at) && character !== 124 && character !== 38;
}

/** Two words need a space between them. */
function joint(code: Code, at: number, text: string): string {
  if (text === "" || code.tokens.kinds[at] !== WORD) return "";
  return kindOf(text.charCodeAt(text.length - 1)) === WORD ? " " : "";
}

/** `=>` is the only punctuation of two characters. */
export function isArrow(code: Code, at: number): boolean {
  return first(code, at) === 61 && code.tokens.ends[at]! - code.tokens.starts[at]! === ARROW;
}

/** Past type parameters or arguments `<…>` that open at a token; the token itself where they do not close. */
export function pastAngles(code: Code, i: number): number {
  if (first(code, i) !== LESS) return i;
  let depth = 0;
  for (let at = i; at < code.tokens.length && at < i + 100; at++) {
    const character = first(code, at);
    if (character === LESS) depth++;
    else if (character === GREATER && --depth === 0) return at + 1;
    else if (character === 59 || isWord(code, at, "return")) return i;
    const partner = code.partner[at] ?? -1;
    if (partner > at) at = partner;
  }
  return i;
}

/** Whether parentheses that open at a token hold the parameters of an arrow function. */
export function isArrowHead(code: Code, open: number): boolean {
  const close = code.partner[open] ?? -1;
  if (close < open) return false;
  let at = close + 1;
  if (first(code, at) === 58) at = typescriptType(code, at + 1, resultEnds).end;
  return isArrow(code, at) && !startsLine(code, close + 1);
}
