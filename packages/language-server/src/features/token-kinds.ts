import type { LiveFile } from "@threatloom/engine";
import type { Piece, PieceKind } from "@threatloom/grammar";
import type { AnnotationKind } from "@threatloom/model";
import { splitLines } from "../lines.js";
import { piecesOf } from "../pieces.js";

/** The types of the protocol that are used, in the order of the legend. */
export const types = [
  "class",
  "decorator",
  "enumMember",
  "event",
  "function",
  "keyword",
  "property",
  "string",
  "type",
  "variable",
] as const;

/** The modifiers that are used, by their bits. */
export const modifiers = ["declaration"] as const;

type TokenType = (typeof types)[number];

/** A coloured stretch of one line; places as the protocol counts them. */
export interface Token {
  line: number;
  character: number;
  length: number;
  type: TokenType;
  modifiers: number;
}

const BY_KIND: Partial<Record<PieceKind, TokenType>> = {
  verb: "decorator",
  keyword: "keyword",
  definition: "variable",
  severity: "enumMember",
  catalogue: "type",
  description: "string",
  property: "property",
  value: "enumMember",
};
/** What a reference names, by the slot it fills; components are the rest. */
const BY_SLOT: Readonly<Record<string, TokenType>> = { threat: "event", control: "function", data: "variable" };
const BY_DEFINITION: Partial<Record<AnnotationKind, TokenType>> = {
  threat: "event",
  control: "function",
  data: "variable",
};

/** Free text stays the comment that it is. */
function typeOf({ kind, slot }: Piece, of: AnnotationKind): TokenType | null {
  if (kind !== "reference") return BY_KIND[kind] ?? null;
  return (slot === "name" ? BY_DEFINITION[of] : BY_SLOT[slot ?? ""]) ?? "class";
}

/** Where a line ends without its continuation mark. */
function writtenEnd(line: string): number {
  const text = line.trimEnd();
  return text.endsWith("\\") ? text.slice(0, -1).trimEnd().length : text.length;
}

/** The stretches of a piece line by line, without what stands around the text of a comment. */
function stretches(
  piece: Piece,
  file: LiveFile,
  raw: readonly string[],
): Pick<Token, "line" | "character" | "length">[] {
  const { line, endLine, column, endColumn } = piece;
  if (line === endLine) return [{ line: line - 1, character: column - 1, length: endColumn - column }];
  const starts = new Map(file.comments.flatMap(({ lines }) => lines).map((one) => [one.line, one.column]));
  return Array.from({ length: endLine - line + 1 }, (_, i) => {
    const text = raw[line - 1 + i] ?? "";
    const from = i === 0 ? column - 1 : (starts.get(line + i) ?? 1) - 1;
    const to = line + i === endLine ? endColumn - 1 : writtenEnd(text);
    const start = from + (text.slice(from, to).length - text.slice(from, to).trimStart().length);
    return { line: line - 1 + i, character: start, length: to - start };
  }).filter(({ length }) => length > 0);
}

const known = new WeakMap<LiveFile, Token[]>();

function make(file: LiveFile): Token[] {
  const raw = splitLines(file.text);
  const tokens = piecesOf(file).flatMap(({ annotation, pieces }) =>
    pieces.flatMap((piece) => {
      const type = typeOf(piece, annotation.kind);
      if (type === null) return [];
      const isDeclared = piece.kind === "definition" || piece.slot === "name";
      return stretches(piece, file, raw).map((place) => ({ ...place, type, modifiers: isDeclared ? 1 : 0 }));
    }),
  );
  tokens.sort((a, b) => a.line - b.line || a.character - b.character);
  // The protocol knows no tokens in tokens.
  return tokens.filter((token, i) => {
    const before = tokens[i - 1];
    return before === undefined || before.line !== token.line || before.character + before.length <= token.character;
  });
}

/** The tokens of a file in order, without overlap; made once for each of its texts. */
export function tokensOf(file: LiveFile): Token[] {
  let tokens = known.get(file);
  if (tokens === undefined) known.set(file, (tokens = make(file)));
  return tokens;
}
