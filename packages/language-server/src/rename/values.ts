import type { AnnotatedPieces, Piece } from "@threatloom/grammar";
import { canonicalKey, factTable, type PropertyRows, type Range } from "@threatloom/model";
import type { Writing } from "./written.js";

/** Pieces that can hold the name of a thing without being references. */
const HOLDING: ReadonlySet<Piece["kind"]> = new Set(["value", "text", "description"]);

/** The quotation mark around a value, and what stands between. */
function unquoted(text: string): { mark: string; inner: string } {
  const mark = /^(["']).*\1$/s.exec(text)?.[1] ?? "";
  return { mark, inner: mark === "" ? text : text.slice(1, -1) };
}

/** Where a name stands in a text, which may be a list with commas; -1 for nowhere. */
function offsetIn(text: string, name: string): number {
  let at = 0;
  for (const item of text.split(",")) {
    if (item.trim() === name) return at + item.length - item.trimStart().length;
    at += item.length + 1;
  }
  return text.trim() === name ? text.length - text.trimStart().length : -1;
}

function waysAt({ line, column, text }: Piece, at: number, old: string, next: string): Writing["ways"] {
  const { mark } = unquoted(text);
  const edit = (from: number, length: number, newText: string): Writing["ways"][number] => ({
    text: next,
    edits: [{ range: { line, column: column + from, endLine: line, endColumn: column + from + length }, newText }],
  });
  const inner = edit(mark.length + at, old.length, next);
  if (mark !== "" || at > 0 || text.length !== old.length) return [inner];
  return [inner, edit(0, text.length, JSON.stringify(next))];
}

const assetKeys = new Set(
  Object.values(factTable)
    .flatMap((rows: PropertyRows) => Object.entries(rows))
    .filter(([, { type }]) => type === "assets")
    .flatMap(([name, { also = [] }]) => [name, ...also].map(canonicalKey)),
);

/** Whether the values of a property name data assets. */
export function namesAssets(key: string): boolean {
  return assetKeys.has(canonicalKey(key));
}

/** Where a name stands in pieces: in values of properties that name assets, or else in the label of a flow. */
export function rangesIn(annotated: AnnotatedPieces, name: string): Range[] {
  return holders(annotated, name).map(({ line, column, text, at }) => {
    const from = column + unquoted(text).mark.length + at;
    return { line, column: from, endLine: line, endColumn: from + name.length };
  });
}

/** The pieces that name something: values of such properties, or else the label of a flow. */
function holders({ pieces }: AnnotatedPieces, old: string): (Piece & { slot: string; at: number })[] {
  const found = pieces.flatMap((piece) => {
    const { slot, line, endLine, kind, text } = piece;
    if (slot === null || line !== endLine || !HOLDING.has(kind)) return [];
    if (kind === "value" && !namesAssets(slot)) return [];
    const at = offsetIn(unquoted(text).inner, old);
    return at === -1 ? [] : [{ ...piece, slot, at }];
  });
  const values = found.filter(({ kind }) => kind === "value");
  return values.length > 0 ? values : found.slice(0, 1);
}

/**
 * The ways to write another name into the properties or the label of an annotation that say the old one; null where none
 * of them does.
 */
export function textWays(
  annotated: AnnotatedPieces,
  old: string,
  next: string,
): { slots: string[]; ways: Writing["ways"] } | null {
  const found = holders(annotated, old).map((piece) => ({
    slot: piece.slot,
    ways: waysAt(piece, piece.at, old, next),
  }));
  if (found.length === 0) return null;
  const most = Math.max(...found.map(({ ways }) => ways.length));
  const ways = Array.from({ length: most }, (_, index) => ({
    text: next,
    edits: found.flatMap(({ ways: own }) => own[Math.min(index, own.length - 1)]!.edits),
  }));
  return { slots: [...new Set(found.map(({ slot }) => slot))], ways };
}
