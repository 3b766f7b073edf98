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

/** A text of a line that may be broken at its blanks, and how it is painted. */
export type Piece = readonly [text: string, color?: (text: string) => string];

/**
 * Pieces as lines of at most `most` characters where their words allow it: the first behind `first`, the others behind
 * as many blanks and `hang` more. Texts are escaped already.
 */
export function fold(first: string, pieces: readonly Piece[], hang: number, most = 80): string[] {
  const indent = " ".repeat(codePoints(first).length + hang);
  const lines: [text: string, color: Piece[1]][][] = [];
  let room = -1;
  for (const [text, color] of pieces) {
    for (const word of text.split(" ")) {
      const width = codePoints(word).length;
      const line = lines.at(-1);
      const run = line?.at(-1);
      if (line === undefined || width + 1 > room) {
        room = most - (line === undefined ? indent.length - hang : indent.length) - width;
        lines.push([[word, color]]);
        continue;
      }
      room -= width + 1;
      if (run !== undefined && run[1] === color) run[0] += ` ${word}`;
      else line.push([` ${word}`, color]);
    }
  }
  return lines.map(
    (runs, at) => (at === 0 ? first : indent) + runs.map(([text, color]) => color?.(text) ?? text).join(""),
  );
}
