import { oneLine } from "./escape.js";

/** What makes a spreadsheet take a cell for a formula, in the wide forms of some keyboards too, blanks before it or not. */
const FORMULA = /^\s*[=+\-@＝＋－＠|%]/u;

/**
 * A text as a cell of a CSV table (RFC 4180): always in quotation marks, on one line, and with an apostrophe in front
 * where a spreadsheet would take it for a formula.
 *
 * @mitigates #reporters against #formula-injection with #csv-escaping
 */
export function csvCell(text: string): string {
  const line = oneLine(text);
  return `"${(FORMULA.test(line) ? `'${line}` : line).replaceAll('"', '""')}"`;
}

/** Rows as a CSV table; lines end as the standard has it. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
