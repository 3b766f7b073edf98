/** Where each line of a text starts, as offsets in UTF-16 code units. LF, CRLF and a lone CR end a line. */
export type LineStarts = readonly number[];

/** A place in a text: both count from 1, the column in UTF-16 code units. */
export interface Place {
  line: number;
  column: number;
}

/** Finds the line starts of a text; the first is 0, so there is always at least one. */
export function lineStarts(text: string): LineStarts {
  if (!text.includes("\r")) return plainStarts(text);
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Counted first: an array that grows is copied over and over. */
function plainStarts(text: string): number[] {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  const starts = new Array<number>(count);
  starts[0] = 0;
  for (let line = 1; line < count; line++) starts[line] = text.indexOf("\n", starts[line - 1]) + 1;
  return starts;
}

/** The line an offset is on, counted from 1. */
export function lineAt(starts: LineStarts, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** The line and column of an offset. */
export function placeAt(starts: LineStarts, offset: number): Place {
  const line = lineAt(starts, offset);
  return { line, column: offset - starts[line - 1]! + 1 };
}
