import type { Tokens } from "./scan.js";

/** Room for no tokens; they are not wanted until somebody says so. */
export function newTokens(): Tokens {
  const none = new Uint32Array(0);
  return { wanted: false, kinds: new Uint8Array(0), heads: new Uint16Array(0), starts: none, ends: none, length: 0 };
}

/** Empties the tokens and makes sure that those of a text of this length fit. */
export function resetTokens(tokens: Tokens, textLength: number): void {
  tokens.length = 0;
  if (!tokens.wanted || tokens.kinds.length > textLength) return;
  tokens.kinds = new Uint8Array(textLength + 1);
  tokens.heads = new Uint16Array(textLength + 1);
  tokens.starts = new Uint32Array(textLength + 1);
  tokens.ends = new Uint32Array(textLength + 1);
}
