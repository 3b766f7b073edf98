import { strideNames, type StrideLetter } from "../analysis.js";
import type { PropertyValue } from "../annotation.js";
import { squeezed } from "./names.js";

/** What a longer text says of letters is not looked at. */
const LONGEST = 200;

const LETTERS: ReadonlyMap<string, StrideLetter> = new Map(
  (Object.entries(strideNames) as [StrideLetter, string][]).flatMap(([letter, name]) => [
    [squeezed(letter), letter],
    [squeezed(name), letter],
  ]),
);

/** The letter of STRIDE that a letter or name stands for: `s`, `Information Disclosure`; null for anything else. */
export function strideLetterOf(text: string): StrideLetter | null {
  return LETTERS.get(squeezed(text)) ?? null;
}

function lettersIn(piece: PropertyValue): StrideLetter[] {
  if (typeof piece !== "string") return [];
  const text = piece.trim();
  if (/^[STRIDE]{2,6}$/.test(text)) return text.split("") as StrideLetter[];
  const letter = strideLetterOf(text);
  return letter === null ? [] : [letter];
}

/** What was written of STRIDE. */
export interface WrittenStride {
  /** What could be read, in the order of the text. */
  letters: StrideLetter[];
  /** The first piece that is no letter and no name, as it is written; null where all could be read. */
  wrong: PropertyValue | null;
}

/** Letters that somebody wrote: `[S, tampering]`, `TI`. */
export function strideOf(value: PropertyValue | undefined): WrittenStride {
  const pieces = typeof value === "string" ? value.slice(0, LONGEST).split(/[,;/]/) : value;
  if (!Array.isArray(pieces)) return { letters: [], wrong: pieces ?? null };
  const read = pieces.map(lettersIn);
  const wrong = read.findIndex((letters) => letters.length === 0);
  return { letters: read.flat(), wrong: wrong < 0 ? null : pieces[wrong]! };
}
