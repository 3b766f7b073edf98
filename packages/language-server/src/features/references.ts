import type { Location, ReferenceParams } from "vscode-languageserver";
import { uriOf } from "../desk.js";
import { nameAt } from "../navigation/spot.js";
import { placesOf } from "../navigation/places.js";
import { toPlace, toRange } from "../positions.js";
import type { Feature } from "./feature.js";

/** Every place that names what the cursor is on; on a part of a path, every path that goes through it. */
export const feature: Feature = {
  id: "references",
  capabilities: () => ({ referencesProvider: true }),
  register: (server) => {
    const { connection, workspace } = server;
    connection.onReferences(
      server.guarded<ReferenceParams, Location[] | null>(async ({ textDocument, position, context }) => {
        const at = await workspace.at(textDocument.uri);
        const spot = at && nameAt(at.view, at.file, toPlace(position));
        if (!spot) return null;
        return placesOf(spot)
          .filter(({ defines }) => context.includeDeclaration || !defines)
          .map(({ file, range }) => ({ uri: uriOf(at.desk, file), range: toRange(range) }));
      }, null),
    );
  },
};
