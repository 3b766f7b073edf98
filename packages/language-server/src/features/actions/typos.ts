import { splitLines } from "../../lines.js";
import type { AnnotatedPieces } from "@threatloom/grammar";
import { nearest, type Diagnostic, type Range as ModelRange } from "@threatloom/model";
import { toRange } from "../../positions.js";
import { touches, type Finder } from "./types.js";

/** A word, and where it stands. */
interface Word extends ModelRange {
  text: string;
}

/** The words of a stretch on one line. */
function wordsIn(raw: readonly string[], { line, column, endLine, endColumn }: ModelRange): Word[] {
  if (line !== endLine) return [];
  const text = (raw[line - 1] ?? "").slice(0, endColumn - 1);
  return [...text.matchAll(/[^\s,()[\]"]+/g)].flatMap((match) => {
    const start = match.index + 1;
    return start < column
      ? []
      : [{ text: match[0], line, endLine: line, column: start, endColumn: start + match[0].length }];
  });
}

/** What of the annotation around a diagnostic may be meant: the pieces it is made of. */
function piecesAt(pieces: readonly AnnotatedPieces[], diagnostic: Diagnostic): Word[] {
  const around = pieces.filter(
    ({ annotation: { line, endLine } }) => line <= diagnostic.line && diagnostic.line <= endLine,
  );
  return around.flatMap((one) => one.pieces.filter(({ kind }) => kind !== "text" && kind !== "description"));
}

const bare = (text: string): string => text.replace(/^@(?![^:]*:@)/, "").toLowerCase();

/** Whether a word is nearly what was meant. */
function isNear(text: string, suggestion: string): boolean {
  return bare(text) !== bare(suggestion) && nearest(bare(text), [bare(suggestion)]) !== null;
}

/** The word that a suggestion stands for: all that the diagnostic is about, else one within, else a piece of the annotation. */
function wordMeant(raw: readonly string[], pieces: readonly AnnotatedPieces[], diagnostic: Diagnostic): Word | null {
  const { suggestion = "", line, endLine, column, endColumn } = diagnostic;
  const text = line === endLine ? (raw[line - 1] ?? "").slice(column - 1, endColumn - 1) : "";
  const whole = { text, line, endLine, column, endColumn };
  if (text !== "" && (isNear(text, suggestion) || diagnostic.code === "doubled-mark")) return whole;
  const inside = wordsIn(raw, diagnostic).find((word) => isNear(word.text, suggestion));
  if (inside !== undefined) return inside;
  const piece = piecesAt(pieces, diagnostic).find((one) => isNear(one.text, suggestion));
  if (piece !== undefined) return piece;
  return /\s/.test(text) || text === "" ? null : whole;
}

/** The suggestion of a diagnostic in place of the word that is wrong. */
export const typos: Finder = ({ spot: { file, path }, from, to, pieces, diagnostics }) => {
  const raw = splitLines(file.text);
  return diagnostics.flatMap((diagnostic) => {
    const { suggestion } = diagnostic;
    if (suggestion === undefined) return [];
    const word = wordMeant(raw, pieces, diagnostic);
    if (word === null || !touches({ from, to }, diagnostic)) return [];
    const text = word.text.startsWith("@") && !/^[@#]/.test(suggestion) ? `@${suggestion}` : suggestion;
    return [
      {
        title: `Change to ${text}`,
        kind: "quickfix" as const,
        preferred: true,
        mends: diagnostic,
        edit: { path, range: toRange(word), parts: [text] },
      },
    ];
  });
};
