/** What stands between quotation marks in a text. */
export interface Quotes {
  /** Start and end (exclusive) of each quotation that closes, with its marks. */
  closed: [number, number][];
  /** Where a quotation opens that never closes; null where all do. */
  open: number | null;
}

const OPENS_AFTER = /[\s([,-]/;

/**
 * Finds the quotations of a text: `"` opens one at the start and after white space, `(`, `[`, `,` or `-`, so that the
 * inch mark in `5"` opens none; `\"` and `\\` do not close it. Linear.
 */
export function findQuotes(text: string): Quotes {
  const closed: [number, number][] = [];
  let open: number | null = null;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    if (open === null) {
      if (at === 0 || OPENS_AFTER.test(text[at - 1]!)) open = at;
    } else if (!escaped(text, at, open)) {
      closed.push([open, at + 1]);
      open = null;
    }
    at++;
  }
  return { closed, open };
}

/** True where a quotation is open behind a text, given whether one was before it. Linear. */
export function staysOpen(text: string, open: boolean): boolean {
  if (!open) return findQuotes(text).open !== null;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
    if (!escaped(text, at, 0)) return findQuotes(`.${text.slice(at + 1)}`).open !== null;
  }
  return true;
}

/** True where an odd number of backslashes stands before a mark, counted back to the quotation's start. */
function escaped(text: string, at: number, start: number): boolean {
  let before = at;
  while (before > start && text[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

/** The text inside a quotation, without its marks and escapes. */
export function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(["\\])/g, "$1");
}
