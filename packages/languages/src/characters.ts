/** What a UTF-16 code unit can be at the start of a token. Numbers, so that the table below is one flat array. */
export const PUNCTUATION = 0;
export const SPACE = 1;
export const WORD = 2;
export const QUOTE = 3;
export const BACKTICK = 4;
export const SLASH = 5;
export const OPEN = 6;
export const CLOSE = 7;

const table = new Uint8Array(128);
for (const [kind, characters] of [
  [SPACE, "\t\n\v\f\r "],
  [WORD, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz$"],
  [QUOTE, "\"'"],
  [BACKTICK, "`"],
  [SLASH, "/"],
  [OPEN, "([{"],
  [CLOSE, ")]}"],
] as const) {
  for (const character of characters) table[character.charCodeAt(0)] = kind;
}

/** The kind of a code unit. Everything beyond ASCII is a letter, but for the white space there. */
export function kindOf(code: number): number {
  if (code < 128) return table[code]!;
  return isWideSpace(code) ? SPACE : WORD;
}

/** Line and paragraph separators end a line comment in TypeScript. */
export function isSeparator(code: number): boolean {
  return code === 0x2028 || code === 0x2029;
}

function isWideSpace(code: number): boolean {
  if (code === 0xa0 || code === 0xfeff || code === 0x1680 || code === 0x3000) return true;
  return code >= 0x2000 && (code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f);
}
