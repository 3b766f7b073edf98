import type { Binding, Call, CodeFacts, Export, Import } from "@threatloom/model";
import { CLOSE, OPEN, WORD } from "../characters.js";
import { isFunction, type Declared } from "../declared.js";
import { placeAt, type LineStarts } from "../lines.js";
import type { Tokens } from "../scan.js";
import { calledOnly, restedOn, tellingResults } from "./prune.js";

/** A file's tokens as the readers of code walk over them, and what they have found so far. */
export interface Code {
  text: string;
  tokens: Tokens;
  /** By token: the bracket that closes or opens what this one opens or closes; -1 for everything else. */
  partner: Int32Array;
  starts: LineStarts;
  /** In file order. */
  declared: readonly Declared[];
  imports: Import[];
  exports: Export[];
  calls: Call[];
  bindings: Binding[];
  /** Calls that are known already, by function; those that are not plain calls with a sign in front. */
  seen: Map<number, Set<string>>;
  /** Where imports stand that are awaited in place, by offset. */
  awaited: Set<number>;
  /** Functions whose head was read, and whether it is known what they give back. */
  results: Map<number, boolean>;
  /** Names that make functions that give promises of those that do not: `promisify`, and `util` for `util.promisify`. */
  promisifiers: Set<string>;
  /** The bodies of functions without a declaration around where the reader is, the outermost first: their first token and their last. */
  bodies: { from: number; to: number }[];
}

/** What was read of a stretch of tokens: the end is exclusive. */
export interface Stretch {
  text: string;
  end: number;
}

/** Opens a file for the readers of code. */
export function openCode(text: string, tokens: Tokens, starts: LineStarts, declared: readonly Declared[]): Code {
  const partner = partners(tokens);
  seal(tokens, text.length);
  return {
    text,
    tokens,
    partner,
    starts,
    declared,
    imports: [],
    exports: [],
    calls: [],
    bindings: [],
    seen: new Map(),
    awaited: new Set(),
    results: new Map(),
    promisifiers: new Set(),
    bodies: [],
  };
}

/** What the readers have found, without what says nothing about calls. */
export function foundIn({ imports, exports, calls, bindings }: Code): CodeFacts {
  const called = calledOnly(calls, bindings);
  return { imports, exports, calls: called, bindings: restedOn(tellingResults(bindings), called) };
}

/** As far past the last token as readers look. */
const AHEAD = 8;

/** Their room is used again for every file: what readers see past the last token is not to be that of another one. */
function seal({ kinds, starts, ends, length }: Tokens, end: number): void {
  kinds.fill(0, length, length + AHEAD);
  starts.fill(end, length, length + AHEAD);
  ends.fill(end, length, length + AHEAD);
}

/** Used again for every file, as the tokens are: to make it anew takes longer than to read most files. */
let room = new Int32Array(0);

function partners({ kinds, length }: Tokens): Int32Array {
  if (room.length < length) room = new Int32Array(length + (length >> 1));
  const partner = room.subarray(0, length).fill(-1);
  const open: number[] = [];
  for (let i = 0; i < length; i++) {
    if (kinds[i] === OPEN) open.push(i);
    else if (kinds[i] === CLOSE) {
      const from = open.pop();
      if (from === undefined) continue;
      partner[i] = from;
      partner[from] = i;
    }
  }
  return partner;
}

/** The first character of a token; 0 past the ends. */
export function first(code: Code, i: number): number {
  const { heads, length } = code.tokens;
  return i >= 0 && i < length ? heads[i]! : 0;
}

/** A token as text; empty past the ends. */
export function textAt(code: Code, i: number): string {
  return i >= 0 && i < code.tokens.length ? code.text.slice(code.tokens.starts[i], code.tokens.ends[i]) : "";
}

/** Whether a token is this word. */
export function isWord(code: Code, i: number, word: string): boolean {
  const { tokens, text } = code;
  if (i < 0 || i >= tokens.length || tokens.kinds[i] !== WORD) return false;
  const start = tokens.starts[i]!;
  return tokens.ends[i]! - start === word.length && text.startsWith(word, start);
}

/** Whether a token is a name or keyword, and no number. */
export function isName(code: Code, i: number): boolean {
  if (i < 0 || i >= code.tokens.length || code.tokens.kinds[i] !== WORD) return false;
  const start = first(code, i);
  return start < 48 || start > 57;
}

/** Whether nothing stands between a token and the next. */
export function touches(code: Code, i: number): boolean {
  return code.tokens.ends[i] === code.tokens.starts[i + 1];
}

/** Whether a line ends between a token and the one before it. */
export function startsLine({ text, tokens }: Code, i: number): boolean {
  if (i === 0) return true;
  // No further than the gap: a file may be one long line.
  const end = i < tokens.length ? tokens.starts[i]! : text.length;
  for (let at = tokens.ends[i - 1] ?? end; at < end; at++) {
    const character = text.charCodeAt(at);
    if (character === 10 || character === 13) return true;
  }
  return false;
}

/** Past the bracket that closes the one at this token; past the token itself where none does. */
export function past(code: Code, i: number): number {
  const partner = code.partner[i] ?? -1;
  return (partner > i ? partner : i) + 1;
}

/** Walks through a file and knows whose code it is in: tokens have to be asked for in order. */
export interface Owners {
  /** The index of the innermost function around a token, or null. */
  functionAt(i: number): number | null;
  /** The index of the innermost declaration of any kind. */
  at(i: number): number | null;
}

/** Opens a file for questions about whose code a token is. */
export function ownersOf({ declared, tokens }: Code): Owners {
  const open: number[] = [];
  /** The innermost function around each of these, itself included; -1 for none. */
  const functions: number[] = [];
  let next = 0;
  const settle = (i: number): void => {
    const offset = tokens.starts[i] ?? 0;
    for (;;) {
      while (open.length > 0 && declared[open.at(-1)!]!.end <= offset) {
        open.pop();
        functions.pop();
      }
      if (next >= declared.length || declared[next]!.start > offset) return;
      functions.push(isFunction(declared[next]!) ? next : (functions.at(-1) ?? -1));
      open.push(next++);
    }
  };
  return {
    at: (i) => {
      settle(i);
      return open.at(-1) ?? null;
    },
    functionAt: (i) => {
      settle(i);
      const innermost = functions.at(-1) ?? -1;
      return innermost < 0 ? null : innermost;
    },
  };
}

/** Writes a call down, unless the same function makes the same one above. `i`: the token it is placed at. */
export function addCall(code: Code, i: number, call: Pick<Call, "callee" | "how" | "symbol">): void {
  const owner = call.symbol ?? -1;
  const key = call.how === "call" ? call.callee : `${call.how} ${call.callee}`;
  let seen = code.seen.get(owner);
  if (seen === undefined) code.seen.set(owner, (seen = new Set()));
  if (seen.size === seen.add(key).size) return;
  const { line, column } = placeAt(code.starts, code.tokens.starts[i]!);
  code.calls.push({ symbol: call.symbol, callee: call.callee, how: call.how, line, column });
}
