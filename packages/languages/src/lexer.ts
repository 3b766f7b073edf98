import { BACKTICK, CLOSE, OPEN, PUNCTUATION, QUOTE, SLASH, SPACE, WORD, isSeparator, kindOf } from "./characters.js";
import { closeBracket, openBracket, seeFunction, seeToken, startWord } from "./calls.js";
import { newQuiet, notePunctuation } from "./quiet.js";
import { bareParameter, lowerPrefix, plainMarks } from "./formats.js";
import { continueTemplate, endOfRegex, endOfString, openTemplate, takeRawString } from "./literals.js";
import type { Lexed, LexerOptions, Scan, Stream } from "./scan.js";
import { takeLiteral, token } from "./tokens.js";

/**
 * Reads a text once, in linear time: comments, handler calls and the stream of code without comments and white space
 * that fingerprints are made of. The parser answers what is declared where; asking it for every comment and string would
 * cost more than this pass. Never throws; in broken code it catches up at the next line.
 */
export function lex(text: string, options: LexerOptions, stream: Stream): Lexed {
  const scan = startScan(text, options, stream);
  let opaque = 0;
  let limit = options.opaque[0]?.start ?? text.length;
  for (;;) {
    while (scan.at < limit) step(scan);
    const span = options.opaque[opaque++];
    if (!span) break;
    if (scan.at <= span.start) takeLiteral(scan, span.start, span.end);
    limit = options.opaque[opaque]?.start ?? text.length;
  }
  seeToken(scan, text.length, -1);
  scan.stream.held = 0;
  if (scan.brackets.length > 0 || scan.unclosed) scan.quiet.sound = false;
  return scan;
}

function startScan(text: string, options: LexerOptions, stream: Stream): Scan {
  // One literal with every field: an object put together from others is slow to use, and this one is used per token.
  return {
    text,
    go: options.language === "go",
    stream,
    at: 0,
    before: -1,
    beforeStart: 0,
    beforeEnd: 0,
    broken: false,
    spaced: false,
    pending: 0,
    brackets: [],
    frames: [],
    condition: false,
    chain: -1,
    closed: null,
    unclosed: false,
    dividesUntil: 0,
    comments: [],
    calls: [],
    nested: false,
    firstCode: text.length,
    quiet: newQuiet(),
  };
}

function step(scan: Scan): void {
  const { text, at } = scan;
  const code = text.charCodeAt(at);
  switch (kindOf(code)) {
    case SPACE:
      takeSpace(scan);
      return;
    case WORD:
      takeWord(scan);
      return;
    case QUOTE:
      takeString(scan, code);
      return;
    case BACKTICK:
      if (scan.go) takeRawString(scan);
      else openTemplate(scan);
      return;
    case SLASH:
      takeSlash(scan);
      return;
    case OPEN:
      openBracket(scan, code);
      token(scan, OPEN, 1);
      return;
    case CLOSE:
      if (closeBracket(scan, code)) continueTemplate(scan);
      else token(scan, CLOSE, 1);
      return;
    default:
      takePunctuation(scan, code);
  }
}

function takeString(scan: Scan, quote: number): void {
  const { text, at } = scan;
  const end = endOfString(text, at, quote);
  const closed = end - at >= 2 && text.charCodeAt(end - 1) === quote;
  if (!closed) scan.quiet.sound = false;
  takeLiteral(scan, at, end);
  if (closed && !scan.go && quote === 39) plainMarks(scan, end - at);
}

function takeSpace(scan: Scan): void {
  const { text } = scan;
  let end = scan.at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (kindOf(code) !== SPACE) break;
    if (code === 10 || code === 13) scan.broken = true;
  }
  scan.spaced = true;
  scan.at = end;
}

function takeWord(scan: Scan): void {
  const { text, at } = scan;
  let end = at + 1;
  while (end < text.length && kindOf(text.charCodeAt(end)) === WORD) end++;
  startWord(scan, at, end);
  token(scan, WORD, end - at);
  if (text.charCodeAt(at) === 48 && end - at > 2) lowerPrefix(scan, end - at);
}

function takePunctuation(scan: Scan, code: number): void {
  const { text, at } = scan;
  // A hashbang is a comment to every tool, but says nothing.
  if (code === 35 && at === 0 && text.charCodeAt(1) === 33) {
    scan.at = endOfLine(text, 2, !scan.go);
    return;
  }
  const arrow = code === 61 && text.charCodeAt(at + 1) === 62;
  if (!arrow && !scan.go) notePunctuation(scan, code);
  if (arrow && !scan.go && scan.before === CLOSE) bareParameter(scan);
  token(scan, PUNCTUATION, arrow ? 2 : 1);
  if (arrow) seeFunction(scan);
}

function takeSlash(scan: Scan): void {
  const { text, at } = scan;
  const next = text.charCodeAt(at + 1);
  if (next === 47) addComment(scan, endOfLine(text, at + 2, !scan.go), false);
  else if (next === 42) {
    const close = text.indexOf("*/", at + 2);
    if (close < 0) scan.quiet.sound = false;
    addComment(scan, close < 0 ? text.length : close + 2, true);
  } else {
    const end = scan.go ? -1 : endOfRegex(scan);
    if (end < 0) token(scan, PUNCTUATION, 1);
    else takeLiteral(scan, at, end);
  }
}

function endOfLine(text: string, from: number, separators: boolean): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13 || (separators && isSeparator(code))) return i;
  }
  return text.length;
}

function addComment(scan: Scan, end: number, block: boolean): void {
  const { text, at } = scan;
  const trailing = scan.before >= 0 && !scan.broken;
  scan.comments.push({ start: at, end, block, codeEnd: scan.beforeEnd, trailing, next: text.length });
  scan.spaced = true;
  if (block && hasLineBreak(text, at, end)) scan.broken = true;
  scan.at = end;
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return true;
  }
  return false;
}
