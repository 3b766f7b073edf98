import type { BindingHow, CallHow, CodeFacts } from "@threatloom/model";
import { lineAt } from "../lines.js";
import { CLOSE, OPEN, QUOTE, WORD } from "../characters.js";
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
import { goFields, goParameters, goResults, goType, type Named } from "./go-types.js";
import { goValue } from "./go-values.js";
import { BRACE, COLON, COMMA, EQUALS, PARENTHESIS } from "./marks.js";

/** Of variables that are declared at once. */
const MOST_NAMES = 100;

/** Words before a parenthesis that call nothing. */
const notCalled = new Set(
  "append cap case chan close complex copy defer delete else for func go if imag import interface len make map new panic print println range real recover return select struct switch type var const string byte rune bool error any int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 complex64 complex128".split(
    " ",
  ),
);

/** Reads what Go code calls, imports and binds. */
export function goCode(code: Code): CodeFacts {
  const owners = ownersOf(code);
  const { kinds, length } = code.tokens;
  for (let i = 0; i < length; i++) {
    const kind = kinds[i];
    if (kind === WORD) i = word(code, owners, i);
    else if (kind === OPEN) open(code, owners, i);
    else if (first(code, i) === COLON && first(code, i + 1) === EQUALS) assigned(code, owners.functionAt(i), i);
  }
  return foundIn(code);
}

/** Gives the last token that needs no second look. */
function word(code: Code, owners: Owners, i: number): number {
  switch (first(code, i)) {
    case 102:
      if (isWord(code, i, "func")) return signature(code, owners, i);
      break;
    case 105:
      if (isWord(code, i, "import") && owners.at(i) === null) return imports(code, i);
      if (isWord(code, i, "interface")) return interfaceType(code, owners, i);
      break;
    case 115:
      if (isWord(code, i, "struct") && first(code, i + 1) === BRACE)
        bindAll(code, owners.at(i), "field", goFields(code, i + 1));
      break;
    case 118:
      if (isWord(code, i, "var")) variables(code, owners, i);
      break;
  }
  underlying(code, owners.at(i), i);
  const next = first(code, i + 1);
  const before = first(code, i - 1);
  if ((before === PARENTHESIS || before === COMMA) && (next === COMMA || next === 41)) handedOn(code, owners, i);
  return i;
}

function bind(code: Code, symbol: number | null, how: BindingHow, name: string, type: string): void {
  if (name !== "_") code.bindings.push({ symbol, how, name, type });
}

function bindAll(code: Code, symbol: number | null, how: BindingHow, all: readonly Named[]): void {
  for (const { name, type } of all) bind(code, symbol, how === "field" && name === "" ? "embedded" : how, name, type);
}

/** `func` at the top level declares; elsewhere it is a literal, whose parameters belong to the function around it, or a type. */
function signature(code: Code, owners: Owners, i: number): number {
  let at = i + 1;
  const declares = isDeclared(code, owners.at(i), first(code, at) === PARENTHESIS ? past(code, at) : at);
  const owner = declares ? owners.at(i) : owners.functionAt(i);
  if (declares && first(code, at) === PARENTHESIS) {
    bindAll(code, owner, "receiver", goParameters(code, at));
    at = past(code, at);
  }
  if (declares) at++;
  if (first(code, at) === 91) at = past(code, at);
  if (first(code, at) !== PARENTHESIS) return i;
  const parameters = goParameters(code, at);
  const { results, end } = goResults(code, past(code, at));
  if (first(code, end) !== BRACE && !declares) return end - 1;
  bindAll(code, owner, "parameter", parameters);
  if (declares) bindAll(code, owner, "result", results);
  for (const one of results) if (one.name !== "") bind(code, owner, "local", one.name, one.type);
  return end - 1;
}

/** Whether the name of the declaration that stands here is this token. */
function isDeclared({ declared, tokens }: Code, owner: number | null, name: number): boolean {
  return owner !== null && declared[owner]!.at === tokens.starts[name];
}

/** `type T U`, `type T = U`, `type T []U`; `i` is the name. */
function underlying(code: Code, owner: number | null, i: number): void {
  if (owner === null || code.declared[owner]!.kind !== "type" || !isDeclared(code, owner, i)) return;
  let at = i + 1;
  if (first(code, at) === 91 && touches(code, i)) at = past(code, at);
  const type = goType(code, first(code, at) === EQUALS ? at + 1 : at);
  if (type !== null && !/^(?:struct|interface|func)$/.test(type.text)) bind(code, owner, "underlying", "", type.text);
}

/** What an interface embeds; its methods are declarations, and nothing in it is called. */
function interfaceType(code: Code, owners: Owners, i: number): number {
  if (first(code, i + 1) !== BRACE) return i;
  const owner = owners.at(i);
  const close = code.partner[i + 1] ?? -1;
  if (close < 0) return i;
  for (let at = i + 2; at < close; at = past(code, at)) {
    if (!startsLine(code, at) || !isName(code, at) || first(code, at + 1) === PARENTHESIS) continue;
    const type = goType(code, at);
    if (type !== null) bind(code, owner, "embedded", "", type.text);
  }
  return close;
}

function imports(code: Code, i: number): number {
  const group = first(code, i + 1) === PARENTHESIS;
  const close = group ? past(code, i + 1) - 1 : i + 2;
  for (let at = i + 1; at <= close; at++) {
    if (code.tokens.kinds[at] !== QUOTE) {
      if (group || !isAlias(code, at)) continue;
      at++;
    }
    importAt(code, at);
    if (!group) return at;
  }
  return close;
}

function isAlias(code: Code, i: number): boolean {
  return (isName(code, i) || first(code, i) === 46) && code.tokens.kinds[i + 1] === QUOTE;
}

function importAt(code: Code, i: number): void {
  const path = textAt(code, i).slice(1, -1);
  const alias = isAlias(code, i - 1) && !isWord(code, i - 1, "import") ? textAt(code, i - 1) : null;
  const line = lineAt(code.starts, code.tokens.starts[i]!);
  if (path !== "") code.imports.push({ path, name: alias, imported: null, reexport: false, line });
}

/** `var a, b T = x`, alone or in a group. */
function variables(code: Code, owners: Owners, i: number): void {
  const how = owners.functionAt(i) === null ? "variable" : "local";
  const group = first(code, i + 1) === PARENTHESIS;
  const close = group ? (code.partner[i + 1] ?? -1) : -1;
  for (let at = group ? i + 2 : i + 1; at > 0; at = nextSpec(code, at, close)) {
    const owner = owners.functionAt(i);
    const { names, end } = namesFrom(code, at);
    const type = first(code, end) === EQUALS ? null : goType(code, end);
    if (type !== null) for (const name of names) bind(code, owner, how, name, type.text);
    else values(code, owner, how, names, end + 1);
    if (!group) return;
  }
}

function nextSpec(code: Code, from: number, close: number): number {
  let i = past(code, from);
  while (i < close && !startsLine(code, i)) i = past(code, i);
  return i < close ? i : -1;
}

function namesFrom(code: Code, i: number): { names: string[]; end: number } {
  const names: string[] = [];
  let end = i;
  while (isName(code, end) && names.length < MOST_NAMES) {
    names.push(textAt(code, end++));
    if (first(code, end) !== COMMA) break;
    end++;
  }
  return { names, end };
}

/** `a, b := …`; `i` is the colon. */
function assigned(code: Code, owner: number | null, i: number): void {
  const names: string[] = [];
  let at = i - 1;
  while (isName(code, at)) {
    names.push(textAt(code, at));
    if (first(code, at - 1) !== COMMA) break;
    at -= 2;
  }
  names.reverse();
  if (isWord(code, i + 2, "range")) ranged(code, owner, names, i + 3);
  else values(code, owner, "local", names, i + 2);
}

function ranged(code: Code, owner: number | null, names: readonly string[], i: number): void {
  const over = goValue(code, i);
  const name = names[1];
  if (name === undefined || over === null) return;
  if (over.text.startsWith("=")) bind(code, owner, "local", name, `${over.text}[]`);
  else if (over.text.startsWith("[]")) bind(code, owner, "local", name, over.text.slice(2));
}

/** Binds names to the values that start at a token, one each, or all to the results of one call. */
function values(code: Code, owner: number | null, how: BindingHow, names: readonly string[], i: number): void {
  let at = i;
  for (let index = 0; index < names.length; index++) {
    const value = goValue(code, at);
    if (value === null) return;
    bind(code, owner, how, names[index]!, value.text);
    if (first(code, value.end) === COMMA) at = value.end + 1;
    else {
      const isCall = value.text.startsWith("=") && value.text.endsWith("()");
      for (let rest = index + 1; isCall && rest < names.length; rest++) {
        bind(code, owner, how, names[rest]!, `${value.text}#${rest - index}`);
      }
      return;
    }
  }
}

/** A parenthesis opens: after a name it calls. */
function open(code: Code, owners: Owners, i: number): void {
  // A statement never goes on with a parenthesis on a line of its own.
  if (first(code, i) !== PARENTHESIS || startsLine(code, i)) return;
  let last = i - 1;
  // `f[T](x)`: type arguments lie between.
  if (first(code, last) === 93 && code.tokens.kinds[last] === CLOSE) last = (code.partner[last] ?? 0) - 1;
  if (!isName(code, last) || first(code, last - 1) === 91) return;
  const start = chainStart(code, last);
  if (start < 0) return;
  if (start === last && (notCalled.has(textAt(code, last)) || isWord(code, last - 1, "func"))) return;
  const how: CallHow = isWord(code, start - 1, "go") ? "go" : isWord(code, start - 1, "defer") ? "defer" : "call";
  add(code, owners, start, last, how);
}

/** A name among arguments: it may be a function that somebody else will call. */
function handedOn(code: Code, owners: Owners, i: number): void {
  const start = chainStart(code, i);
  if (start < 0) return;
  if (start === i || first(code, start - 1) === PARENTHESIS || first(code, start - 1) === COMMA) {
    if (isName(code, i) && !isGroup(code, start) && !isPlain(code, i)) add(code, owners, start, i, "value");
  }
}

/** `var (a, …`. */
function isGroup(code: Code, start: number): boolean {
  return first(code, start - 1) === PARENTHESIS && (isWord(code, start - 2, "var") || isWord(code, start - 2, "const"));
}

const plain = new Set("nil true false iota type struct interface func map chan".split(" "));

function isPlain(code: Code, i: number): boolean {
  return plain.has(textAt(code, i)) || notCalled.has(textAt(code, i));
}

function add(code: Code, owners: Owners, start: number, last: number, how: CallHow): void {
  const callee = chainText(code, start, last);
  if (callee !== null) addCall(code, start, { symbol: owners.functionAt(start), callee, how });
}
