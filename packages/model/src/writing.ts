/** Words that open slots: a name that holds one is read otherwise without quotation marks. */
const KEYWORD = /\b(?:against|and|as|between|contains|for|from|of|on|to|using|via|with)\b/i;

/** A name in quotation marks, as every dialect reads it. */
export function quotedName(name: string): string {
  return `"${name.replace(/["\\]/g, "\\$&")}"`;
}

/** A threat, control or other name as a slot of words takes it: quoted where it would be read otherwise. */
export function writtenPhrase(name: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} _/.'-]*$/u.test(name) && !KEYWORD.test(name) ? name : quotedName(name);
}

/** A component as an annotation names it: a path, a single word, or in quotes. */
export function writtenPath(name: string): string {
  const isPath =
    /^[\p{L}\p{N}_][\p{L}\p{N} _./-]*(?::[\p{L}\p{N}_][\p{L}\p{N} _./-]*)+$/u.test(name) && !KEYWORD.test(name);
  return isPath || /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) ? name : quotedName(name);
}
