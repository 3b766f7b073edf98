/** Follows lines through a file that is read in chunks, so that an offset of the latest chunk has a line and a column. */
export interface Places {
  /** Takes the next chunk. */
  take(chunk: Uint8Array): void;
  /** Line and column (in bytes) of an offset in the file; one of an earlier chunk stands for the start of this one. */
  at(offset: number): { line: number; column: number };
}

const NEWLINE = 10;

/** Starts at the first line. */
export function newPlaces(): Places {
  let chunk: Uint8Array = new Uint8Array();
  let start = 0;
  let line = 1;
  let lineStart = 0;
  const walk = (end: number): { line: number; lineStart: number } => {
    const reached = { line, lineStart };
    for (let at = chunk.indexOf(NEWLINE); at >= 0 && at < end; at = chunk.indexOf(NEWLINE, at + 1)) {
      reached.line++;
      reached.lineStart = start + at + 1;
    }
    return reached;
  };
  return {
    take(next) {
      ({ line, lineStart } = walk(chunk.length));
      start += chunk.length;
      chunk = next;
    },
    at(offset) {
      const inside = Math.max(0, Math.min(offset - start, chunk.length));
      const reached = walk(inside);
      return { line: reached.line, column: start + inside - reached.lineStart + 1 };
    },
  };
}
