import type { CallHow, CodeFacts } from "@threatloom/model";
import { CLOSE, OPEN, PUNCTUATION, QUOTE, WORD } from "../characters.js";
import { chainStart, chainText } from "./chains.js";
import {
  addCall,
  first,
  foundIn,
  isName,
  isWord,
  ownersOf,
  past,
  startsLine,
  textAt,
  touches,
  type Code,
  type Owners,
} from "./code.js";
import { bind, signatureAt, typeAt, variablesAt } from "./typescript-bindings.js";
import { globalNames } from "./prune.js";
import { elementMarkupAt, environmentAt, markupAt } from "./typescript-effects.js";
import { exportAt, importAt, requireAt } from "./typescript-imports.js";
import { concluded, isOwnHead, noteBody, returnAt } from "./typescript-results.js";
import { isArrow, isArrowHead, pastAngles } from "./typescript-types.js";
import { BRACE, COLON, COMMA, DOT, PARENTHESIS } from "./marks.js";

/** Words before a parenthesis that call nothing. */
const notCalled = new Set(
  "as async await case catch do else export extends for from function get if import in instanceof keyof new of return satisfies set static switch throw typeof void while with yield".split(
    " ",
  ),
);
const namesToo = new Set("as from get keyof of satisfies set static".split(" "));
/** Words that are no function when they are handed on. */
const notValues = new Set("true false null undefined this super async NaN Infinity".split(" "));

/** Reads what TypeScript code calls, imports, exports and binds. `elements`: it may hold JSX. */
export function typescriptCode(code: Code, elements: boolean): CodeFacts {
  const owners = ownersOf(code);
  const { kinds, length } = code.tokens;
  for (let i = 0; i < length; i++) {
    const kind = kinds[i];
    if (kind === WORD) i = word(code, owners, i);
    else if (kind === OPEN) open(code, owners, i);
    else if (kind === QUOTE) tagged(code, owners, i);
    else if (kind === PUNCTUATION) {
      if (elements && first(code, i) === 60) element(code, owners, i);
      else if (isArrow(code, i) && isName(code, i - 1)) lonelyParameter(code, owners, i);
    }
  }
  return foundIn(code);
}

/** `x => …`; `i` is the arrow. */
function lonelyParameter(code: Code, owners: Owners, i: number): void {
  const owner = owners.functionAt(i);
  bind(code, owner, "parameter", textAt(code, i - 1), "");
  const own = isOwnHead(code, owner, i - 1);
  if (own) code.results.set(owner!, false);
  follow(code, owner, i, own);
}

/** What comes after a head: the body of a function that nobody declared, or what the declared one gives back. */
function follow(code: Code, owner: number | null, i: number, own: boolean): void {
  if (!own) noteBody(code, i);
  else if (isArrow(code, i) && first(code, i + 1) !== BRACE && code.results.get(owner!) === false)
    concluded(code, owner!, i + 1);
}

/** Gives the last token that needs no second look. */
function word(code: Code, owners: Owners, i: number): number {
  const isMember = first(code, i - 1) === DOT;
  const head = first(code, i);
  if (isMember) {
    if (head === 105 || head === 111) markupAt(code, owners, i);
  } else {
    const last = statement(code, owners, i);
    if (last > i) return last;
    const named = declaration(code, owners, i);
    if (named > i) return named - 1;
  }
  handedOn(code, owners, i);
  return i;
}

function statement(code: Code, owners: Owners, i: number): number {
  switch (first(code, i)) {
    case 99:
      if (isWord(code, i, "class")) typeAt(code, owners, i);
      else if (isWord(code, i, "const")) variables(code, owners, i);
      return i;
    case 101:
      return isWord(code, i, "export") && isOutside(code, owners, i) ? exportAt(code, i) : i;
    case 100:
      elementMarkupAt(code, owners, i);
      return i;
    case 105:
      if (isWord(code, i, "import")) return importAt(code, i);
      if (isWord(code, i, "interface") && isName(code, i + 1)) typeAt(code, owners, i);
      return i;
    case 108:
      if (isWord(code, i, "let")) variables(code, owners, i);
      return i;
    case 112:
      environmentAt(code, owners, i);
      return i;
    case 114:
      if (isWord(code, i, "require")) requireAt(code, i);
      else if (isWord(code, i, "return")) returnAt(code, owners.functionAt(i), i);
      return i;
    case 118:
      if (isWord(code, i, "var")) variables(code, owners, i);
      return i;
    default:
      return i;
  }
}

/** What is only declared is there already: it hides nothing. */
function variables(code: Code, owners: Owners, i: number): void {
  if (!isWord(code, i - 1, "declare") || !globalNames.has(textAt(code, i + 1))) variablesAt(code, owners, i);
}

/** Whether no function is around a token; one that starts with it is not. */
function isOutside({ declared, tokens }: Code, owners: Owners, i: number): boolean {
  const owner = owners.functionAt(i);
  return owner === null || declared[owner]!.start === tokens.starts[i];
}

/** The name of a function or method that is declared here, with its signature; gives the token after that. */
function declaration(code: Code, owners: Owners, i: number): number {
  const owner = owners.functionAt(i);
  if (owner === null || code.declared[owner]!.at !== code.tokens.starts[i]) return i;
  // What is named by its call, `test("…", () => …)`, has arguments there, and code in them.
  if (code.declared[owner]!.name.endsWith(")")) return i;
  const open = pastAngles(code, i + 1);
  return first(code, open) === PARENTHESIS ? signatureAt(code, owner, open, true) : i;
}

/** A parenthesis opens: parameters of an arrow, or after a name a call. */
function open(code: Code, owners: Owners, i: number): void {
  if (first(code, i) !== PARENTHESIS) return;
  const last = calledName(code, i);
  const isPlain = last >= 0 && mayBeCalled(code, last);
  if (!isPlain || isWord(code, i - 1, "async")) {
    if (isWord(code, i - 1, "function") || isWord(code, i - 2, "function") || isArrowHead(code, i)) {
      const owner = owners.functionAt(i);
      const own = isOwnHead(code, owner, i);
      follow(code, owner, signatureAt(code, owner, i, own), own);
    }
    if (!isPlain && !(last >= 0 && first(code, last - 1) === DOT)) return;
  }
  if (isWord(code, last - 1, "function")) return;
  if (isMethodHead(code, i)) {
    noteBody(code, past(code, i));
    return;
  }
  const start = chainStart(code, last);
  if (start < 0) return;
  add(code, owners, start, last, isWord(code, start - 1, "new") && isPlainChain(code, start, last) ? "new" : "call");
}

/** A template that touches a name is handed to the function of that name. */
function tagged(code: Code, owners: Owners, i: number): void {
  if (first(code, i) !== 96 || !isName(code, i - 1) || !touches(code, i - 1)) return;
  const start = mayBeCalled(code, i - 1) ? chainStart(code, i - 1) : -1;
  if (start >= 0) add(code, owners, start, i - 1, "call");
}

/** Words that are names, too, where what is called touches them: `of(1)`, `get(key)`. */
function mayBeCalled(code: Code, last: number): boolean {
  const word = textAt(code, last);
  return !notCalled.has(word) || (namesToo.has(word) && touches(code, last));
}

/** Names and dots alone: what is made is what is named, not what comes of it. */
function isPlainChain(code: Code, start: number, last: number): boolean {
  for (let i = start; i < last; i++) if (code.tokens.kinds[i] === CLOSE) return false;
  return true;
}

/** The name in front of a parenthesis, type arguments and a `!` left out; -1 where there is none. */
function calledName(code: Code, i: number): number {
  let last = i - 1;
  if (first(code, last) === 33) last--;
  if (first(code, last) === 62 && !isArrow(code, last)) last = beforeAngles(code, last);
  return last >= 0 && isName(code, last) ? last : -1;
}

/** The token before `<…>` that closes at this one; -1 where it does not look like type arguments. */
function beforeAngles(code: Code, i: number): number {
  for (let at = i, depth = 0; at >= 0 && at > i - 60; at--) {
    if (first(code, at) === 62 && !isArrow(code, at)) depth++;
    else if (first(code, at) === 60 && --depth === 0)
      return touches(code, at - 1) && isName(code, at - 1) ? at - 1 : -1;
    const partner = code.partner[at] ?? -1;
    if (partner >= 0 && partner < at) at = partner;
  }
  return -1;
}

/** `name(…) {` on one line is the head of a method of an object that nobody declared. */
function isMethodHead(code: Code, i: number): boolean {
  const close = code.partner[i] ?? -1;
  return close > i && first(code, close + 1) === BRACE && !startsLine(code, close + 1);
}

/** `<Name …>`: a component in use. */
function element(code: Code, owners: Owners, i: number): void {
  if (!isName(code, i + 1) || !touches(code, i)) return;
  const name = first(code, i + 1);
  if ((name < 65 || name > 90) && first(code, i + 2) !== DOT) return;
  const before = code.tokens.kinds[i - 1];
  const afterValue = before === WORD ? !isWord(code, i - 1, "return") : before === CLOSE && first(code, i - 1) !== 125;
  if (afterValue && !(first(code, i - 1) === 41 && startsLine(code, i))) return;
  let last = i + 1;
  while (first(code, last + 1) === DOT && isName(code, last + 2)) last += 2;
  add(code, owners, i + 1, last, "jsx");
}

/** A name among arguments, or as the value of a property or an attribute: somebody else may call it. */
function handedOn(code: Code, owners: Owners, i: number): void {
  const after = first(code, i + 1);
  if (after !== COMMA && after !== 41 && after !== 125) return;
  const start = chainStart(code, i);
  if (start < 0) return;
  if (code.tokens.kinds[start - 1] === QUOTE || notValues.has(textAt(code, i)) || !isName(code, i)) return;
  const before = first(code, start - 1);
  const isAttribute = before === BRACE && first(code, start - 2) === 61 && after === 125;
  if (before === PARENTHESIS || before === COMMA || before === COLON || isAttribute)
    add(code, owners, start, i, "value");
}

function add(code: Code, owners: Owners, start: number, last: number, how: CallHow): void {
  const callee = chainText(code, start, last);
  if (callee !== null) addCall(code, start, { symbol: owners.functionAt(start), callee, how });
}
