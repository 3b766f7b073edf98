import { QUOTE } from "../characters.js";
import { first, isName, isWord, past, startsLine, textAt, type Code, type Stretch } from "./code.js";
import { BRACE, DOT, PARENTHESIS, SQUARE, STAR } from "./marks.js";

/** Types nest; a hostile one is not followed for ever. */
const DEEPEST = 20;

/** The type that starts at a token, as text; null where none does. What is inside struct, interface and func is left out. */
export function goType(code: Code, i: number, depth = 0): Stretch | null {
  if (depth > DEEPEST) return null;
  const character = first(code, i);
  if (character === STAR) return prefixed("*", goType(code, i + 1, depth + 1));
  if (character === DOT && first(code, i + 2) === DOT) return prefixed("[]", goType(code, i + 3, depth + 1));
  if (character === PARENTHESIS) return goType(code, i + 1, depth + 1);
  if (character === SQUARE) return prefixed("[]", goType(code, past(code, i), depth + 1));
  if (first(code, i) === 60 && first(code, i + 1) === 45) return goType(code, i + 2, depth + 1);
  return isName(code, i) ? wordType(code, i, depth) : null;
}

function prefixed(prefix: string, type: Stretch | null): Stretch | null {
  return type && { text: prefix + type.text, end: type.end };
}

function wordType(code: Code, i: number, depth: number): Stretch | null {
  if (isWord(code, i, "func")) return { text: "func", end: pastSignature(code, i + 1, depth + 1) };
  if (isWord(code, i, "struct") || isWord(code, i, "interface")) {
    return first(code, i + 1) === BRACE ? { text: textAt(code, i), end: past(code, i + 1) } : null;
  }
  if (isWord(code, i, "map")) {
    const value = goType(code, past(code, i + 1), depth + 1);
    return prefixed("map[]", value);
  }
  if (isWord(code, i, "chan")) return prefixed("chan ", goType(code, i + 1, depth + 1));
  return namedType(code, i);
}

/** `T`, `pkg.T`, `T[K]`: type arguments are left out. */
function namedType(code: Code, i: number): Stretch {
  const qualified = first(code, i + 1) === DOT && isName(code, i + 2);
  const last = qualified ? i + 2 : i;
  const text = qualified ? `${textAt(code, i)}.${textAt(code, i + 2)}` : textAt(code, i);
  return { text, end: first(code, last + 1) === SQUARE ? past(code, last + 1) : last + 1 };
}

/** Past the parameters and results of a function type that start at a token. */
function pastSignature(code: Code, i: number, depth: number): number {
  if (first(code, i) !== PARENTHESIS) return i;
  const end = past(code, i);
  if (startsLine(code, end)) return end;
  if (first(code, end) === PARENTHESIS) return past(code, end);
  if (first(code, end) === BRACE) return end;
  return goType(code, end, depth)?.end ?? end;
}

/** A parameter, result or field. */
export interface Named {
  name: string;
  type: string;
}

/** What is in the parentheses at a token: parameters or results with their types; names are empty where there are none. */
export function goParameters(code: Code, open: number): Named[] {
  const close = code.partner[open] ?? -1;
  if (close < open) return [];
  const parts: { name: string; type: string | null }[] = [];
  for (let i = open + 1; i < close;) {
    const part = parameter(code, i);
    parts.push(part);
    i = nextComma(code, part.end, close);
  }
  return named(parts);
}

/** `name T`, or what may be a name or a type. */
function parameter(code: Code, i: number): { name: string; type: string | null; end: number } {
  if (isName(code, i) && !isWord(code, i, "func") && !isWord(code, i, "map") && !isWord(code, i, "chan")) {
    const type = first(code, i + 1) === DOT && first(code, i + 2) !== DOT ? null : goType(code, i + 1);
    if (type !== null && !isIndexed(code, i)) return { name: textAt(code, i), type: type.text, end: type.end };
  }
  const type = goType(code, i);
  return { name: type?.text ?? "", type: null, end: Math.max(type?.end ?? i + 1, i + 1) };
}

/** `T[K]` without a name in front: what is in brackets touches the name, and no type follows it. */
function isIndexed(code: Code, i: number): boolean {
  if (first(code, i + 1) !== SQUARE) return false;
  const end = past(code, i + 1);
  return first(code, end) === 44 || first(code, end) === 41;
}

function nextComma(code: Code, from: number, close: number): number {
  let i = from;
  while (i < close && first(code, i) !== 44) i = past(code, i);
  return i + 1;
}

/** In `a, b T` the type of b is that of a; where no part has both, all are types. */
function named(parts: readonly { name: string; type: string | null }[]): Named[] {
  if (parts.every(({ type }) => type === null)) return parts.map(({ name }) => ({ name: "", type: name }));
  const out: Named[] = [];
  let type = "";
  for (let i = parts.length - 1; i >= 0; i--) {
    type = parts[i]!.type ?? type;
    out.push({ name: parts[i]!.name, type });
  }
  return out.reverse();
}

/** What a function gives back, where its signature goes on at this token; and the token after it. */
export function goResults(code: Code, i: number): { results: Named[]; end: number } {
  if (startsLine(code, i)) return { results: [], end: i };
  if (first(code, i) === PARENTHESIS) return { results: goParameters(code, i), end: past(code, i) };
  const type = first(code, i) === BRACE ? null : goType(code, i);
  return type === null ? { results: [], end: i } : { results: [{ name: "", type: type.text }], end: type.end };
}

/** The fields of the struct whose brace opens at a token. Embedded ones have no name. */
export function goFields(code: Code, open: number): Named[] {
  const close = code.partner[open] ?? -1;
  const fields: Named[] = [];
  for (let i = open + 1; i < close;) {
    const { names, at } = fieldNames(code, i);
    const type = goType(code, at);
    if (type !== null) for (const name of names.length > 0 ? names : [""]) fields.push({ name, type: type.text });
    i = nextLine(code, Math.max(type?.end ?? at + 1, i + 1), close);
  }
  return fields;
}

/** The names in front of a type; none for an embedded one. */
function fieldNames(code: Code, i: number): { names: string[]; at: number } {
  if (!isName(code, i) || endsField(code, i + 1) || first(code, i + 1) === DOT) return { names: [], at: i };
  if (first(code, i + 1) === SQUARE && endsField(code, past(code, i + 1))) return { names: [], at: i };
  const names = [textAt(code, i)];
  let at = i + 1;
  while (first(code, at) === 44 && isName(code, at + 1)) {
    names.push(textAt(code, at + 1));
    at += 2;
  }
  return { names, at };
}

function endsField(code: Code, i: number): boolean {
  return startsLine(code, i) || first(code, i) === 59 || first(code, i) === 125 || code.tokens.kinds[i] === QUOTE;
}

function nextLine(code: Code, from: number, close: number): number {
  let i = from;
  while (i < close && !startsLine(code, i) && first(code, i) !== 59) i = past(code, i);
  return first(code, i) === 59 ? i + 1 : i;
}
