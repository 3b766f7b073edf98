import { CLOSE, WORD } from "../characters.js";
import { first, isName, isWord, past, startsLine, textAt, type Code } from "./code.js";
import { isArrow } from "./typescript-types.js";
import { typescriptValue } from "./typescript-values.js";
import { BRACE, COLON, COMMA, PARENTHESIS } from "./marks.js";

/** Members of an object that are looked at. */
const MOST_MEMBERS = 12;
const LONGEST = 160;

/** Whether a head that starts at a token is that of the declared function itself, and not of one within it. */
export function isOwnHead(code: Code, owner: number | null, head: number): boolean {
  if (owner === null || code.results.has(owner)) return false;
  let before = head - 1;
  if (first(code, before) === 62) before = beforeAngles(code, before);
  if (isWord(code, before, "async")) before--;
  else before = beforeFunction(code, before);
  const character = first(code, before);
  return character === COLON || (character === 61 && !isArrow(code, before)) || isWord(code, before, "default");
}

/** The token before `<T>`, which closes at this one. */
function beforeAngles(code: Code, i: number): number {
  for (let at = i, depth = 0; at >= 0 && at > i - 40; at--) {
    if (first(code, at) === 62 && !isArrow(code, at)) depth++;
    else if (first(code, at) === 60 && --depth === 0) return at - 1;
  }
  return i;
}

/** The token before `function`, `function name`, `async function*`; the token itself where none of these ends with it. */
function beforeFunction(code: Code, i: number): number {
  let at = isName(code, i) && !isWord(code, i, "function") ? i - 1 : i;
  if (first(code, at) === 42) at--;
  if (!isWord(code, at, "function")) return i;
  return isWord(code, at - 1, "async") ? at - 2 : at - 1;
}

/** Notes the body of a function that nobody declared, where one opens at a token or after an arrow there. */
export function noteBody(code: Code, i: number): void {
  const brace = isArrow(code, i) ? i + 1 : i;
  const to = first(code, brace) === BRACE ? past(code, brace) - 1 : brace;
  if (to > brace) code.bodies.push({ from: brace, to });
}

/** `return …` of a function that does not say what it gives back; `i` is the word. */
export function returnAt(code: Code, owner: number | null, i: number): void {
  const { bodies } = code;
  while (bodies.length > 0 && bodies.at(-1)!.to < i) bodies.pop();
  if (owner === null || code.results.get(owner) === true || startsLine(code, i + 1)) return;
  const around = bodies.at(-1);
  if (around === undefined || code.tokens.starts[around.from]! < code.declared[owner]!.at)
    concluded(code, owner, i + 1);
}

/** What a function gives back, where that is made or named at a token. The first that says something counts. */
export function concluded(code: Code, owner: number, i: number): void {
  const type = resultAt(code, i);
  if (type === "") return;
  code.results.set(owner, true);
  code.bindings.push({ symbol: owner, how: "result", name: "", type });
}

function resultAt(code: Code, i: number): string {
  const open = first(code, i) === PARENTHESIS ? i + 1 : i;
  if (first(code, open) === BRACE) return membersAt(code, open);
  const value = typescriptValue(code, i);
  return value !== null && ends(code, value.end) ? value.text : "";
}

/** Whether an expression ends before a token. */
function ends(code: Code, i: number): boolean {
  const character = first(code, i);
  const kind = code.tokens.kinds[i];
  return (
    character === 0 ||
    character === 59 ||
    character === COMMA ||
    kind === CLOSE ||
    (kind === WORD && startsLine(code, i))
  );
}

/** `{ a, b: new Cart(), c: open() }`: the members with what is known of them, as `{a:=a,b:Cart,c:=open()}`. */
function membersAt(code: Code, open: number): string {
  const close = past(code, open) - 1;
  const members: string[] = [];
  let at = open + 1;
  for (let count = 0; at < close && count < MOST_MEMBERS; count++) {
    const value = memberAt(code, at);
    if (value !== "" && !value.includes(",")) members.push(`${textAt(code, at)}:${value}`);
    while (at < close && first(code, at) !== COMMA) at = past(code, at);
    at++;
  }
  const text = `{${members.join(",")}}`;
  return members.length === 0 || text.length > LONGEST ? "" : text;
}

function memberAt(code: Code, i: number): string {
  if (!isName(code, i)) return "";
  const after = first(code, i + 1);
  if (after === COMMA || code.tokens.kinds[i + 1] === CLOSE) return `=${textAt(code, i)}`;
  const value = after === COLON ? typescriptValue(code, i + 2) : null;
  return value !== null && ends(code, value.end) ? value.text : "";
}
