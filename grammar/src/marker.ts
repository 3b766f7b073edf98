import { longestVerb, nearVerbs, verbName } from "./verbs.js";

/**
 * The prefilter: decides by a byte search whether a file may hold an annotation at all, so that only such files are
 * decoded and parsed. It may say yes in vain, and never no where the parser would find an annotation or complain.
 * `@` (0x40) never occurs inside a multi-byte UTF-8 sequence, so the search is exact on UTF-8, Latin-1 and ASCII alike.
 */
const AT = 0x40;
const ASCII_END = 0x80;

/** Stands for whatever is no ASCII character: no verb holds it, so it counts as one edit. */
const FOREIGN = "\u0080";

/** True where the bytes of a file up to `length` may hold an annotation. UTF-16 is no matter for bytes: see `textMayHold`. */
export function mayHoldAnnotation(bytes: Uint8Array, length: number = bytes.length): boolean {
  const view = length === bytes.length ? bytes : bytes.subarray(0, length);
  for (let at = view.indexOf(AT); at !== -1; at = view.indexOf(AT, at + 1)) {
    if (!followsWord(view[at - 1]) && startsVerb(view, at + 1)) return true;
  }
  return holdsProse(view);
}

/** The same for decoded text, such as that of a UTF-16 file or an unsaved buffer. */
export function textMayHold(text: string): boolean {
  const codes: Codes = { length: text.length, at: (index) => text.charCodeAt(index) };
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    if (followsWord(at === 0 ? undefined : text.charCodeAt(at - 1))) continue;
    if (startsVerb(codes, at + 1)) return true;
  }
  return PROSE_TEXT.test(text);
}

/** A letter, digit or `_` before the `@` disables it: `mail@exposes.example`. */
function followsWord(code: number | undefined): boolean {
  if (code === undefined || code >= ASCII_END) return false;
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}

/** Anything codes can be read from. */
interface Codes {
  length: number;
  at(index: number): number | undefined;
}

/** True where the word at an offset is a verb or one edit from one. */
function startsVerb(codes: Codes, start: number): boolean {
  let word = "";
  for (let at = start; at < codes.length; at++) {
    const code = codes.at(at)!;
    // Control characters below 9 are no white space, but no verb holds them either.
    if (code <= 0x20) break;
    if (code >= ASCII_END) {
      // It may be white space beyond ASCII, which ends the verb, or a stray letter inside it.
      if (isNearVerb(word)) return true;
      if (!word.endsWith(FOREIGN)) word += FOREIGN;
    } else {
      word += String.fromCharCode(code >= 0x41 && code <= 0x5a ? code | 0x20 : code);
    }
    if (word.length > longestVerb) return false;
  }
  return isNearVerb(word);
}

function isNearVerb(word: string): boolean {
  return verbName(word) !== null || nearVerbs(word).length > 0;
}

const PROSE = "threatspec";
/** How far the search may skip when a code stands under the last letter: Horspool's table, for both cases. */
const skips = new Uint8Array(256).fill(PROSE.length);
for (let i = 0; i < PROSE.length - 1; i++) {
  skips[PROSE.charCodeAt(i)] = PROSE.length - 1 - i;
  skips[PROSE.charCodeAt(i) & ~0x20] = PROSE.length - 1 - i;
}

/** The block header of 2015, in any case, with something behind it that is no ASCII letter or digit. Linear. */
const PROSE_TEXT = /threatspec(?![a-z0-9_])/i;

/** The same for bytes, by Horspool's search; a loop over the array itself, since this one sees every byte of a tree. */
function holdsProse(bytes: Uint8Array): boolean {
  const last = PROSE.length - 1;
  const { length } = bytes;
  for (let at = last; at < length; at += skips[bytes[at]!]!) {
    if ((bytes[at]! | 0x20) === LAST_LETTER && spellsProse(bytes, at - last) && !followsWord(bytes[at + 1]))
      return true;
  }
  return false;
}

const LAST_LETTER = PROSE.charCodeAt(PROSE.length - 1);

function spellsProse(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < PROSE.length; i++) if ((bytes[start + i]! | 0x20) !== PROSE.charCodeAt(i)) return false;
  return true;
}
