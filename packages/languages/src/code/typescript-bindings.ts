import type { BindingHow } from "@threatloom/model";
import { first, isName, isWord, past, startsLine, textAt, type Code, type Owners } from "./code.js";
import { parameterEnds, pastAngles, resultEnds, typescriptType, variableEnds } from "./typescript-types.js";
import { typescriptValue } from "./typescript-values.js";
import { BRACE, COLON, COMMA, EQUALS, QUESTION, SQUARE } from "./marks.js";

/** As many tokens are looked at for the end of one variable, and for the brace of a class. */
const MOST_TOKENS = 100;
/** As many declarations back the class around a method is looked for. */
const FARTHEST = 2000;

const modifiers = new Set(
  "abstract accessor async declare get override private protected public readonly set static".split(" "),
);
const properties = new Set(["override", "private", "protected", "public", "readonly"]);

/** Adds what a name stands for; a type that is not known is empty, so that the name still counts as a variable. */
export function bind(code: Code, symbol: number | null, how: BindingHow, name: string, type: string): void {
  code.bindings.push({ symbol, how, name, type });
}

/** The class or interface around a function, by its index; null where there is none. */
function typeAround(code: Code, owner: number | null): number | null {
  const parent = owner === null ? null : code.declared[owner]!.parent;
  if (parent === null || parent === undefined) return null;
  const last = Math.max(0, owner! - FARTHEST);
  for (let i = owner! - 1; i >= last; i--) if (code.declared[i]!.name === parent) return i;
  return null;
}

/**
 * Reads the parameters in the parentheses at a token, and what comes back where that is said; gives the token after it.
 * `own`: they are those of the declared function, not of one within it.
 */
export function signatureAt(code: Code, owner: number | null, open: number, own: boolean): number {
  const close = code.partner[open] ?? -1;
  if (close < open) return open;
  for (let i = open + 1; i < close; i = nextParameter(code, i, close)) parameterAt(code, owner, i);
  const told = first(code, close + 1) === COLON ? typescriptType(code, close + 2, resultEnds) : null;
  if (own && owner !== null) {
    code.results.set(owner, told !== null);
    if (told !== null && told.text !== "") bind(code, owner, "result", "", told.text);
  }
  return told?.end ?? close + 1;
}

function nextParameter(code: Code, from: number, close: number): number {
  let i = from;
  while (i < close && first(code, i) !== COMMA) i = pastOne(code, i);
  return i + 1;
}

function pastOne(code: Code, i: number): number {
  const angles = pastAngles(code, i);
  return angles > i ? angles : past(code, i);
}

function parameterAt(code: Code, owner: number | null, from: number): void {
  let i = from;
  let isProperty = false;
  while (first(code, i) === 46) i++;
  while (isName(code, i) && modifiers.has(textAt(code, i)) && isName(code, i + 1)) {
    isProperty ||= properties.has(textAt(code, i));
    i++;
  }
  if (first(code, i) === BRACE || first(code, i) === SQUARE) {
    const after = past(code, i);
    const type = first(code, after) === COLON ? typescriptType(code, after + 1, parameterEnds).text : "";
    // A part of a parameter is what its declared type has under that name.
    patternAt(code, owner, i, /^[\w$.]+$/.test(type) ? `=${type}` : "");
    return;
  }
  if (!isName(code, i)) return;
  const name = textAt(code, i);
  const type = typed(code, first(code, i + 1) === QUESTION ? i + 2 : i + 1, "parameter");
  bind(code, owner, "parameter", name, type);
  if (isProperty) bind(code, typeAround(code, owner), "field", name, type);
}

/** The type after a colon, or that of the value after an equals sign; empty where neither says anything. */
function typed(code: Code, i: number, where: "parameter" | "variable"): string {
  if (first(code, i) === COLON)
    return typescriptType(code, i + 1, where === "parameter" ? parameterEnds : variableEnds).text;
  if (first(code, i) !== EQUALS) return "";
  return typescriptValue(code, i + 1)?.text ?? "";
}

/** `{ a, b: c, ...d }` and `[a, b]`: names that are taken out of a value. */
function patternAt(code: Code, owner: number | null, open: number, from: string): void {
  const close = code.partner[open] ?? -1;
  const isList = first(code, open) === SQUARE;
  for (let i = open + 1; i < close; i = nextParameter(code, i, close)) {
    while (first(code, i) === 46) i++;
    if (!isName(code, i)) continue;
    const renamed = !isList && first(code, i + 1) === COLON && isName(code, i + 2);
    const part = isList ? "[]" : `.${textAt(code, i)}`;
    bind(code, owner, "local", textAt(code, renamed ? i + 2 : i), from.startsWith("=") ? from + part : "");
  }
}

/** `const a = …, { b } = …`; `i` is the keyword. */
export function variablesAt(code: Code, owners: Owners, i: number): void {
  const owner = owners.functionAt(i);
  const how = owner === null ? "variable" : "local";
  let at = i + 1;
  let left = MOST_TOKENS;
  for (let count = 0; count < 20; count++) {
    at = variableAt(code, owner, how, at);
    while (left-- > 0 && first(code, at) !== 0 && !endsVariable(code, at)) at = pastOne(code, at);
    if (first(code, at) !== COMMA) return;
    at++;
  }
}

function endsVariable(code: Code, i: number): boolean {
  const character = first(code, i);
  return character === COMMA || character === 59 || character === 41 || character === 125 || startsLine(code, i);
}

function variableAt(code: Code, owner: number | null, how: BindingHow, i: number): number {
  if (first(code, i) === BRACE || first(code, i) === SQUARE) {
    const after = past(code, i);
    const equals = first(code, after) === COLON ? typescriptType(code, after + 1, variableEnds).end : after;
    const value = first(code, equals) === EQUALS ? typescriptValue(code, equals + 1) : null;
    patternAt(code, owner, i, value?.text ?? "");
    return value?.end ?? after;
  }
  if (!isName(code, i)) return i + 1;
  if (isWord(code, i + 1, "of")) {
    const over = typescriptValue(code, i + 2)?.text ?? "";
    bind(code, owner, how, textAt(code, i), over.startsWith("=") ? `${over}[]` : "");
  } else bind(code, owner, how, textAt(code, i), typed(code, first(code, i + 1) === 33 ? i + 2 : i + 1, "variable"));
  return i + 1;
}

/** What a class or interface extends and implements, and its fields. `i` is the word `class` or `interface`. */
export function typeAt(code: Code, owners: Owners, i: number): void {
  let at = i + 1;
  let how: BindingHow = "embedded";
  const owner = owners.at(at);
  const end = Math.min(code.tokens.length, i + MOST_TOKENS);
  while (at < end && first(code, at) !== BRACE && first(code, at) !== 59) {
    if (isWord(code, at, "implements")) how = "implements";
    const isNamed =
      isWord(code, at - 1, "extends") || isWord(code, at - 1, "implements") || first(code, at - 1) === COMMA;
    if (isNamed && isName(code, at)) bind(code, owner, how, "", chainOf(code, at));
    at = pastOne(code, at);
  }
  if (first(code, at) === BRACE) fieldsAt(code, owner, at);
}

/** Tokens of the name of a base class. */
const MOST_PARTS = 20;

function chainOf(code: Code, i: number): string {
  let text = textAt(code, i);
  for (let at = i + 1; first(code, at) === 46 && isName(code, at + 1); at += 2) {
    if (at > i + MOST_PARTS) return "";
    text += `.${textAt(code, at + 1)}`;
  }
  return text;
}

function fieldsAt(code: Code, owner: number | null, open: number): void {
  const close = code.partner[open] ?? -1;
  for (let i = open + 1; i < close; i = nextMember(code, i, close)) {
    let at = i;
    while (isName(code, at) && modifiers.has(textAt(code, at)) && startsMember(code, at + 1)) at++;
    const isPrivate = first(code, at) === 35;
    const name = isPrivate ? at + 1 : at;
    if (!isName(code, name)) continue;
    let after = name + 1;
    while (first(code, after) === QUESTION || first(code, after) === 33) after++;
    if (first(code, after) !== COLON && first(code, after) !== EQUALS) continue;
    bind(code, owner, "field", `${isPrivate ? "#" : ""}${textAt(code, name)}`, typed(code, after, "variable"));
  }
}

function startsMember(code: Code, i: number): boolean {
  return isName(code, i) || first(code, i) === 35 || first(code, i) === SQUARE;
}

function nextMember(code: Code, from: number, close: number): number {
  let i = from;
  for (;;) {
    i = pastOne(code, i);
    if (i >= close) return close;
    if (first(code, i) === 59 || first(code, i) === COMMA) return i + 1;
    if (startsLine(code, i) && (startsMember(code, i) || first(code, i) === 64)) return i;
    // A method's body ends without a sign.
    if (first(code, i - 1) === 125 && startsMember(code, i)) return i;
  }
}
