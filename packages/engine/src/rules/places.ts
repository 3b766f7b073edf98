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
  let at = start;
  // `|-` and `>2`, and a comment behind them, are no text yet.
  if (source[start] === "|" || source[start] === ">") at = source.indexOf("\n", start) + 1 || start;
  const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);
  for (let index = 0; index <= offset && index < value.length; index++) {
    const wanted = value[index];
    const fits = (): boolean => (isSpace(wanted) ? isSpace(source[at]) : source[at] === wanted);
    while (at < end && !fits()) at++;
    if (index === offset || at >= end) break;
    at++;
  }
  return Math.min(at, end);
}
