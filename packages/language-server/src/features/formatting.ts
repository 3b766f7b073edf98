import type { Range, TextEdit } from "vscode-languageserver";
import { formatEdits } from "@threatloom/grammar";
import { optionsOf } from "../pieces.js";
import { toRange } from "../positions.js";
import type { Feature, Server } from "./feature.js";

/** What a request to format names; the client's wishes about tabs and spaces are about code. */
interface Asked {
  textDocument: { uri: string };
  range?: Range;
}

async function answer(server: Server, { textDocument, range }: Asked): Promise<TextEdit[]> {
  const spot = await server.workspace.at(textDocument.uri);
  if (spot === null) return [];
  const edits = formatEdits(spot.file.comments, optionsOf(spot.file)).map((one) => ({
    range: toRange(one.range),
    newText: one.newText,
  }));
  if (range === undefined) return edits;
  return edits.filter(({ range: { start, end } }) => start.line >= range.start.line && end.line <= range.end.line);
}

/** Annotations in their common form, where somebody asks for it. Code and other comments stay as they are. */
export const feature: Feature = {
  id: "formatting",
  // An editor that knows another formatter for the language would ask people which one they mean.
  capabilities: (_, { formatting }) =>
    formatting ? { documentFormattingProvider: true, documentRangeFormattingProvider: true } : {},
  register: (server) => {
    const handler = server.guarded((params: Asked) => answer(server, params), []);
    server.connection.onDocumentFormatting(handler);
    server.connection.onDocumentRangeFormatting(handler);
  },
};
