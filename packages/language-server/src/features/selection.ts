import type { Position, Range, SelectionRange, SelectionRangeParams } from "vscode-languageserver";
import type { LiveFile } from "@threatloom/engine";
import type { Comment } from "@threatloom/model";
import { piecesOf } from "../pieces.js";
import { holds, toPlace, toRange } from "../positions.js";
import type { Feature, Server } from "./feature.js";

function rangeOf({ lines }: Comment): Range {
  const said = lines.filter(({ text }) => text.trim() !== "");
  const [first, last] = [said[0]!, said.at(-1)!];
  return toRange({ ...first, endLine: last.line, endColumn: last.column + last.text.trimEnd().length });
}

function contains(outer: Range, { start, end }: Range): boolean {
  const isBefore = (a: Position, b: Position): boolean =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  return isBefore(outer.start, start) && isBefore(end, outer.end);
}

/** The piece at a position, its annotation and the comment around it, from the inside out; at least the position itself. */
function selectionAt(file: LiveFile, position: Position): SelectionRange {
  const place = toPlace(position);
  const found = piecesOf(file).find(({ annotation }) => holds(annotation, place));
  const piece = found?.pieces.find((one) => holds(one, place));
  const around =
    found === undefined ? [] : [toRange(found.annotation), rangeOf(file.comments[found.annotation.comment]!)];
  let selection: SelectionRange | undefined;
  for (const range of [...around.reverse(), ...(piece ? [toRange(piece)] : [])])
    if (selection === undefined || contains(selection.range, range))
      selection = { range, ...(selection && { parent: selection }) };
  return selection ?? { range: { start: position, end: position } };
}

async function answer(server: Server, { textDocument, positions }: SelectionRangeParams): Promise<SelectionRange[]> {
  const spot = await server.workspace.at(textDocument.uri);
  return spot === null ? [] : positions.map((position) => selectionAt(spot.file, position));
}

/** Selections that grow from a word of an annotation to its comment. */
export const feature: Feature = {
  id: "selection",
  capabilities: () => ({ selectionRangeProvider: true }),
  register: (server) => {
    server.connection.onSelectionRanges(server.guarded((params: SelectionRangeParams) => answer(server, params), []));
  },
};
