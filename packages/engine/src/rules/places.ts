/** How long an escape of a double-quoted scalar is; all others are two characters. */
const ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

/**
 * The offset in a YAML file that an offset in the value of a scalar stands for. The text between the ends of the scalar
 * holds the value with more around it: quotation marks, backslashes, the sign of a block, indentation. A character of the
 * value is the next one like it; white space may have been folded, so that any of it stands for any other.
 */
export function offsetInScalar(
  source: string,
  [start, end]: readonly [number, number],
  value: string,
  offset: number,
): number {
  const isBlock = source[start] === "|" || source[start] === ">";
  const isEscaping = source[start] === '"';
  // `|-` and a comment behind it are no text yet, nor is a quotation mark.
  let at = isBlock ? source.indexOf("\n", start) + 1 || end : isEscaping || source[start] === "'" ? start + 1 : start;
  for (let index = 0; index < value.length && at < end; index++) {
    const wanted = value[index];
    const escapes = (): boolean => isEscaping && source[at] === "\\" && source[at + 1] !== "\n";
    const fits = (): boolean => escapes() || (isSpace(wanted) ? isSpace(source[at]) : source[at] === wanted);
    while (at < end && !fits()) at++;
    if (index >= offset) break;
    at += escapes() ? (ESCAPES[source[at + 1] ?? ""] ?? 2) : 1;
  }
  return Math.min(at, end);
}
