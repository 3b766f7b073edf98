import { awaitedImport, chainEnd, chainText } from "./chains.js";
import { first, isName, isWord, past, textAt, type Code, type Stretch } from "./code.js";
import { isArrowHead, pastAngles, typescriptType, variableEnds } from "./typescript-types.js";

const notValues = new Set("async class delete function typeof void yield true false null undefined".split(" "));

/** Of type arguments. */
const LONGEST = 100;
/** A longer value says nothing any more. */
const MOST_TEXT = 200;

/**
 * Where the value of an expression comes from: a type where it is made or asserted here, or `=` and a chain. Null where
 * it is neither. What is awaited counts as what it gives.
 */
export function typescriptValue(code: Code, from: number): Stretch | null {
  return valueAt(code, isWord(code, from, "await") ? from + 1 : from);
}

function valueAt(code: Code, i: number): Stretch | null {
  const imported = awaitedImport(code, i);
  if (imported !== null) return { text: `=${imported}`, end: past(code, i + 1) };
  if (first(code, i) === 40) return grouped(code, i);
  const promised = code.promisifiers.size > 0 ? promisedAt(code, i) : null;
  if (promised !== null) return promised;
  const made = isWord(code, i, "new");
  const from = made ? i + 1 : i;
  if (!isName(code, from) || notValues.has(code.text.slice(code.tokens.starts[from], code.tokens.ends[from])))
    return null;
  const last = chainEnd(code, from);
  const text = last < 0 ? null : chainText(code, from, last);
  if (text === null) return null;
  const at = pastAngles(code, last + 1);
  if (made && !text.includes("("))
    return asserted(code, {
      text: text + argumentsAt(code, last + 1, at),
      end: first(code, at) === 40 ? past(code, at) : at,
    });
  return ended(code, text, at - 1);
}

/** `promisify(exec)`, `util.promisify(a.b)`: leads where what is in it leads. */
function promisedAt(code: Code, i: number): Stretch | null {
  if (!isName(code, i) || !code.promisifiers.has(textAt(code, i))) return null;
  const open = isWord(code, i, "promisify") || first(code, i + 1) !== 46 ? i + 1 : i + 3;
  if (open === i + 3 && !isWord(code, i + 2, "promisify")) return null;
  const close = past(code, open) - 1;
  if (first(code, open) !== 40 || !isName(code, open + 1) || first(code, close + 1) === 40) return null;
  const last = chainEnd(code, open + 1);
  const text = last === close - 1 ? chainText(code, open + 1, last) : null;
  return text === null ? null : { text: `=${text}`, end: close + 1 };
}

/** Type arguments `<…>` as text without white space; none where they are too long to be of use. */
function argumentsAt({ text, tokens }: Code, from: number, end: number): string {
  if (end <= from || tokens.ends[end - 1]! - tokens.starts[from]! > LONGEST) return "";
  return text.slice(tokens.starts[from], tokens.ends[end - 1]).replaceAll(/\s+/g, "");
}

/** What comes of a chain that ends with this token: it may be called, and asserted to be of some type. */
function ended(code: Code, chain: string, last: number): Stretch | null {
  let text = chain;
  let at = last + 1;
  while (text.length <= MOST_TEXT && (first(code, at) === 40 || first(code, at) === 91)) {
    text += first(code, at) === 40 ? "()" : "[]";
    at = past(code, at);
  }
  return text.length > MOST_TEXT ? null : asserted(code, { text: `=${text}`, end: at });
}

/** `(await import("./x.js")).y`, `(a ?? b).c`. */
function grouped(code: Code, i: number): Stretch | null {
  const close = code.partner[i] ?? -1;
  if (close < i || isArrowHead(code, i)) return null;
  const last = chainEnd(code, i);
  const text = last < 0 ? null : chainText(code, i, last);
  return text === null || text.startsWith("()") ? null : ended(code, text, Math.max(last, close));
}

/** `x as T`: the last word of the author counts. */
function asserted(code: Code, value: Stretch): Stretch {
  if (!isWord(code, value.end, "as") || isWord(code, value.end + 1, "const")) return value;
  return typescriptType(code, value.end + 1, variableEnds);
}
