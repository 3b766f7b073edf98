import { lineStarts } from "@threatloom/languages";
import type { Range } from "@threatloom/model";

/** Offsets in a text for lines and columns that count from 1. */
export interface Places {
  offset: (line: number, column: number) => number;
  range: (range: Range) => { start: number; end: number };
  /** What is left of a line from an offset on, without the white space at its end. */
  restOfLine: (start: number) => string;
}

/** Finds places in a text; what lies beyond it is its end. */
export function placesIn(text: string): Places {
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number =>
    Math.min(text.length, (starts[Math.max(line, 1) - 1] ?? text.length) + Math.max(column, 1) - 1);
  return {
    offset,
    range: ({ line, column, endLine, endColumn }) => {
      const start = offset(line, column);
      return { start, end: Math.max(start, offset(endLine, endColumn)) };
    },
    restOfLine: (start) => /^[^\r\n]*/.exec(text.slice(start))![0].trimEnd(),
  };
}
