import { CLOSE, OPEN, QUOTE, WORD } from "./characters.js";
import { closeQuiet, noteClass, noteDeclaration, noteTypeWord, openQuiet } from "./quiet.js";
import type { Frame, Scan } from "./scan.js";

/** A `${` among the open brackets, and a `(` that opens the head of a statement; the others stand for themselves. */
const SUBSTITUTION = 0x24;
const CONDITION = 0x128;

const headWords = new Set(["for", "if", "while", "with"]);
const declarationWords = new Set(["abstract", "async", "declare", "default", "export"]);
const testWords = new Set(["bench", "context", "describe", "it", "specify", "suite", "test"]);

/** Whether a callee is a test block of the usual frameworks: `describe`, `it.only`, `test` … */
export function isTestCallee(callee: string): boolean {
  return testWords.has(/^[^.]*/.exec(callee)![0]);
}

/** Before each token: what waited for it (comments, a call that closed) learns where it stands. */
export function seeToken(scan: Scan, offset: number, kind: number): void {
  if (scan.before < 0 && kind >= 0) scan.firstCode = offset;
  const { comments } = scan;
  while (scan.pending < comments.length) comments[scan.pending++]!.next = offset;
  if (scan.closed && offset >= scan.closed.end) {
    if (endsStatement(scan, offset, kind)) scan.calls.push(scan.closed);
    scan.closed = null;
  }
  if (kind !== WORD && scan.chain >= 0 && !isChainLink(scan.text, offset)) scan.chain = -1;
}

function endsStatement(scan: Scan, offset: number, kind: number): boolean {
  if (kind < 0) return true;
  const code = scan.text.charCodeAt(offset);
  if (code === 59 || code === 125) return true;
  return scan.broken && (kind === WORD || (kind === QUOTE && code !== 96) || code === 64 || code === 123 || scan.go);
}

/** `.`, `?.` and the `#` of a private name go on with a chain of names. */
function isChainLink(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code === 63) return text.charCodeAt(offset + 1) === 46;
  return code === 46 || (code === 35 && text.charCodeAt(offset - 1) === 46);
}

/** A word starts: it may go on with a chain, start one, or announce a function or class. */
export function startWord(scan: Scan, start: number, end: number): void {
  const { text, before, beforeEnd } = scan;
  const last = before < 0 ? 0 : text.charCodeAt(beforeEnd - 1);
  const linked = scan.chain >= 0 && (last === 46 || last === 35);
  const awaited = before === WORD && scan.chain === scan.beforeStart && lastWord(scan) === "await";
  const starts = startsStatement(scan, last);
  if (!linked) scan.chain = starts || awaited ? start : -1;
  const first = text.charCodeAt(start);
  if (first === 102) {
    if (scan.go ? end - start === 4 && text.startsWith("func", start) : isWord(text, start, end, "function")) {
      seeFunction(scan);
      noteNested(scan, starts);
      if (!scan.go) noteDeclaration(scan);
    }
  } else if (first === 99 && isWord(text, start, end, "class")) {
    noteNested(scan, starts);
    if (!scan.go) noteClass(scan, last);
  }
  if (scan.quiet.typed > 0) noteTypeWord(scan, start, end);
}

function isWord(text: string, start: number, end: number, word: string): boolean {
  return end - start === word.length && text.startsWith(word, start);
}

function lastWord(scan: Scan): string {
  return scan.beforeEnd - scan.beforeStart > 10 ? "" : scan.text.slice(scan.beforeStart, scan.beforeEnd);
}

function noteNested(scan: Scan, starts: boolean): void {
  if (scan.nested || scan.brackets.length === 0) return;
  scan.nested = starts || (scan.before === WORD && declarationWords.has(lastWord(scan)));
}

/** Whether the token that comes now starts a statement, judged by the one before it. */
function startsStatement(scan: Scan, last: number): boolean {
  const { before, broken } = scan;
  if (before < 0 || last === 59) return true;
  if (before === OPEN) return last === 123;
  if (before === CLOSE) return last === 125 || broken || (last === 41 && scan.condition);
  if (before === WORD) return broken;
  if (before === QUOTE) return broken && last !== 123;
  return broken && (last === 62 || (scan.go && last === 58));
}

/** A function stands here: if it is an argument of a call that has its string, the call is a handler call. */
export function seeFunction(scan: Scan): void {
  const frame = scan.frames.at(-1);
  if (frame?.label) frame.handler = true;
}

/** Opens a bracket; a parenthesis after a chain that starts a statement may open a handler call. */
export function openBracket(scan: Scan, code: number): void {
  let mark = code;
  let frame: Frame | null = null;
  if (code === 40 && scan.before === WORD) {
    const outer = scan.frames.at(-1) ?? null;
    if (headWords.has(lastWord(scan))) mark = CONDITION;
    else if (scan.chain >= 0) frame = newFrame(scan);
    else if (outer?.label && isWrapper(scan)) frame = outer;
  }
  openQuiet(scan, code);
  scan.brackets.push(mark);
  scan.frames.push(frame);
}

function newFrame(scan: Scan): Frame {
  return { start: scan.chain, paren: scan.at, label: null, handler: false, top: isTop(scan) };
}

/** At the top level of the file, or directly in the body of a test block that is. */
function isTop(scan: Scan): boolean {
  const count = scan.brackets.length;
  if (count === 0) return true;
  const outer = scan.frames[count - 2];
  if (!outer?.handler || scan.brackets[count - 1] !== 123) return false;
  return outer.top && isTestCallee(scan.text.slice(outer.start, outer.paren));
}

/** `asyncHandler(async (req, res) => …)`, `http.HandlerFunc(func …)`: the function is still the handler. */
function isWrapper(scan: Scan): boolean {
  const length = scan.beforeEnd - scan.beforeStart;
  if (length > 40) return false;
  const name = scan.text.slice(scan.beforeStart, scan.beforeEnd);
  return scan.go ? name === "HandlerFunc" : /handler|async|wrap|catch/i.test(name);
}

/** Opens the `${` of a template. */
export function openSubstitution(scan: Scan): void {
  openQuiet(scan, SUBSTITUTION);
  scan.brackets.push(SUBSTITUTION);
  scan.frames.push(null);
}

/** How far down an unbalanced closing bracket looks for its partner. */
const REACH = 4;

/** Closes a bracket; true where it closes the `${` of a template. In broken code it may close inner ones with it. */
export function closeBracket(scan: Scan, code: number): boolean {
  const { brackets, frames } = scan;
  scan.condition = false;
  for (let i = brackets.length - 1; i >= 0 && i >= brackets.length - REACH; i--) {
    const mark = brackets[i]!;
    if (!closes(code, mark)) continue;
    const frame = frames[i] ?? null;
    closeQuiet(scan, i);
    brackets.length = i;
    frames.length = i;
    scan.condition = mark === CONDITION;
    if (frame?.handler && frame.label && frame !== (frames[i - 1] ?? null)) {
      const { start, paren, label, top } = frame;
      scan.closed = { start, end: scan.at + 1, paren, label, top };
    }
    return mark === SUBSTITUTION;
  }
  scan.quiet.sound = false;
  return false;
}

function closes(code: number, mark: number): boolean {
  if (code === 125) return mark === 123 || mark === SUBSTITUTION;
  if (code === 41) return mark === 40 || mark === CONDITION;
  return mark === 91;
}
