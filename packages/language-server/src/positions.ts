import type { Range as ModelRange } from "@threatloom/model";
import type { Position, Range } from "vscode-languageserver";

/** A place in a file as the model counts it: line and column from 1, in UTF-16 code units. */
export interface Place {
  line: number;
  column: number;
}

/** A range of the model, whose lines and columns count from 1, as the protocol has it. */
export function toRange({ line, column, endLine, endColumn }: ModelRange): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** The place that a position of the protocol means. */
export function toPlace({ line, character }: Position): Place {
  return { line: line + 1, column: character + 1 };
}

/** Whether a range of the model holds a place, its end included: a cursor behind a word is still on it. */
export function holds(range: ModelRange, { line, column }: Place): boolean {
  const after = line > range.line || (line === range.line && column >= range.column);
  return after && (line < range.endLine || (line === range.endLine && column <= range.endColumn));
}
