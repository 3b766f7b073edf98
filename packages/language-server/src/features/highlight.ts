import { DocumentHighlightKind, type DocumentHighlight, type DocumentHighlightParams } from "vscode-languageserver";
import { nameAt } from "../navigation/spot.js";
import { placesOf } from "../navigation/places.js";
import { toPlace, toRange } from "../positions.js";
import type { Feature } from "./feature.js";

/** Every place in the same file that names what the cursor is on; definitions as what writes it. */
export const feature: Feature = {
  id: "highlight",
  capabilities: () => ({ documentHighlightProvider: true }),
  register: (server) => {
    const { connection, workspace } = server;
    connection.onDocumentHighlight(
      server.guarded<DocumentHighlightParams, DocumentHighlight[] | null>(async ({ textDocument, position }) => {
        const at = await workspace.at(textDocument.uri);
        const spot = at && nameAt(at.view, at.file, toPlace(position));
        if (!spot) return null;
        return placesOf(spot)
          .filter(({ file, placed }) => placed && file === at.path)
          .map(({ range, defines }) => ({
            range: toRange(range),
            kind: defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
          }));
      }, null),
    );
  },
};
