import { CLOSE, OPEN, QUOTE, WORD, isSeparator, kindOf } from "./characters.js";
import { openSubstitution } from "./calls.js";
import type { Scan } from "./scan.js";
import { takeLiteral, token } from "./tokens.js";

/** Past the closing quote; an unclosed string ends with its line, so that broken code is lost for a line only. */
export function endOfString(text: string, start: number, quote: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (code === 92) {
      if (text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === 10) i++;
      i++;
    } else if (code === 10 || code === 13) return i;
  }
  return text.length;
}

/** Takes a raw string of Go; a backtick that is never closed stands alone. */
export function takeRawString(scan: Scan): void {
  const close = scan.unclosed ? -1 : scan.text.indexOf("`", scan.at + 1);
  if (close >= 0) {
    takeLiteral(scan, scan.at, close + 1);
    return;
  }
  scan.unclosed = true;
  token(scan, QUOTE, 1);
}

/** Takes the first part of a template, up to its end or its first `${`. */
export function openTemplate(scan: Scan): void {
  const start = scan.at;
  const end = endOfTemplatePart(scan, start + 1);
  if (end < 0) {
    token(scan, QUOTE, 1);
    return;
  }
  takeLiteral(scan, start, end);
  if (scan.text.charCodeAt(end - 1) !== 96) openSubstitution(scan);
}

/** Takes the next part of a template, after the `}` of a substitution. */
export function continueTemplate(scan: Scan): void {
  const { text, at: start } = scan;
  const end = endOfTemplatePart(scan, start + 1);
  takeLiteral(scan, start, end < 0 ? start + 1 : end);
  const label = scan.frames.at(-1)?.label;
  if (label && text.charCodeAt(label.end - 1) === 123) label.end = scan.at;
  if (end >= 0 && text.charCodeAt(end - 1) !== 96) openSubstitution(scan);
}

/** Past the backtick or `${` that ends this part of a template; -1 where neither comes. */
function endOfTemplatePart(scan: Scan, from: number): number {
  const { text } = scan;
  for (let i = from; !scan.unclosed && i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 96) return i + 1;
    if (code === 36 && text.charCodeAt(i + 1) === 123) return i + 2;
    if (code === 92) i++;
  }
  scan.unclosed = true;
  return -1;
}

/** Past the regular expression that starts here; -1 where the slash divides. */
export function endOfRegex(scan: Scan): number {
  const { text, at } = scan;
  if (at < scan.dividesUntil || !regexMayStart(scan)) return -1;
  let inClass = false;
  let i = at + 1;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13 || isSeparator(code)) break;
    if (code === 92) i++;
    else if (code === 91) inClass = true;
    else if (code === 93) inClass = false;
    else if (code === 47 && !inClass) {
      let end = i + 1;
      while (end < text.length && kindOf(text.charCodeAt(end)) === WORD) end++;
      return end;
    }
  }
  scan.dividesUntil = i;
  return -1;
}

const beforeRegex = new Set(
  "await case delete do else in instanceof new of return throw typeof void yield extends".split(" "),
);

function regexMayStart(scan: Scan): boolean {
  const { text, before, beforeStart, beforeEnd, at } = scan;
  const last = text.charCodeAt(beforeEnd - 1);
  if (before === -1 || before === OPEN) return true;
  // Of all literals only a part of a template ends with an opening brace.
  if (before === QUOTE) return last === 123;
  if (before === WORD) {
    if (beforeEnd - beforeStart > 10 || text.charCodeAt(beforeStart - 1) === 46) return false;
    return beforeRegex.has(text.slice(beforeStart, beforeEnd));
  }
  if (before === CLOSE) return last === 41 ? scan.condition : last === 125 && scan.broken;
  // `</tag>` closes an element, `i++ / 2` divides.
  if (last === 60 && beforeEnd === at) return false;
  return !((last === 43 || last === 45) && text.charCodeAt(beforeEnd - 2) === last);
}
