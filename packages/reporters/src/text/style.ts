import { codePoints } from "../collections.js";
import { escapeTerminal } from "../escape.js";

/** Puts colours into a terminal, or leaves text alone where they are not wanted. Text is escaped by the caller. */
export interface Paint {
  bold: (text: string) => string;
  quiet: (text: string) => string;
  red: (text: string) => string;
  yellow: (text: string) => string;
  green: (text: string) => string;
  cyan: (text: string) => string;
}

/** Paint for a terminal with or without colours. */
export function paint(color: boolean): Paint {
  const wrap =
    (open: number, close: number) =>
    (text: string): string =>
      color && text !== "" ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: wrap(1, 22),
    quiet: wrap(2, 22),
    red: wrap(31, 39),
    yellow: wrap(33, 39),
    green: wrap(32, 39),
    cyan: wrap(36, 39),
  };
}

/** Repository text for one column: escaped, and cut to `most` characters. */
export function cell(text: string, most = 60): string {
  const characters = codePoints(escapeTerminal(text.trim().slice(0, 8 * most)));
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("");
}

/** Rows as aligned columns, two blanks apart, without trailing blanks. Cells are escaped and not coloured yet. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((text, at) => {
      widths[at] = Math.max(widths[at] ?? 0, codePoints(text).length);
    });
  return rows.map((row) => {
    const padded = row.map((text, at) => {
      const fill = " ".repeat(widths[at]! - codePoints(text).length);
      return right.includes(at) ? fill + text : text + fill;
    });
    return padded.join("  ").trimEnd();
  });
}
