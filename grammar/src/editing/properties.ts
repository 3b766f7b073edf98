import type { CommentLine } from "@threatloom/model";
import { isScalar, LineCounter, visit } from "yaml";
import type { Alias, Node, Pair, Scalar } from "yaml";
import { propertyDocument, propertyText } from "../properties.js";
import type { Piece } from "./piece.js";

/**
 * The keys and scalar values of an extended YAML block that has been read already, in order; the items of a list singly,
 * a value over several lines as one piece on each.
 */
export function propertyPieces(lines: readonly CommentLine[]): Piece[] {
  const text = propertyText(lines);
  const counter = new LineCounter();
  const pieces: Piece[] = [];
  const add = (part: unknown, node: Scalar | Alias, path: readonly unknown[]) => {
    const [start, end] = node.range ?? [0, 0];
    const kind = part === "key" ? "property" : "value";
    const slot = part === "key" && isScalar(node) ? String(node.value) : keyAbove(path);
    const from = counter.linePos(start);
    for (const [i, line] of text.slice(start, end).split("\n").entries()) {
      const written = line.trim();
      if (written === "") continue;
      const at = lines[from.line - 1 + i]!;
      const column = at.column + (i === 0 ? from.col - 1 : 0) + (line.length - line.trimStart().length);
      pieces.push({
        kind,
        slot,
        text: written,
        line: at.line,
        column,
        endLine: at.line,
        endColumn: column + written.length,
      });
    }
  };
  visit(propertyDocument(text, counter), { Scalar: add, Alias: add });
  return pieces;
}

/** The nearest key above a value. */
function keyAbove(path: readonly unknown[]): string | null {
  for (let at = path.length - 1; at >= 0; at--) {
    const { key } = path[at] as Partial<Pair<Node>>;
    if (isScalar(key)) return String(key.value);
  }
  return null;
}
