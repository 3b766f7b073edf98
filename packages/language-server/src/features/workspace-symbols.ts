import type { SymbolInformation, WorkspaceSymbolParams } from "vscode-languageserver";
import { oneLine } from "@threatloom/reporters";
import { uriOf } from "../desk.js";
import { thingKinds } from "../navigation/outline.js";
import { better, searchThings, thingPlace } from "../navigation/search.js";
import { toRange } from "../positions.js";
import type { Feature } from "./feature.js";

/** More than anybody looks through. */
const MOST = 200;

/** Components, threats, controls, data, actors and boundaries by their names and ids, in all folders. */
export const feature: Feature = {
  id: "workspace-symbols",
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register: (server) => {
    const { connection, workspace } = server;
    connection.onWorkspaceSymbol(
      server.guarded<WorkspaceSymbolParams, SymbolInformation[] | null>(async ({ query }) => {
        const views = await workspace.views();
        const hits = views.flatMap(({ desk, view }) =>
          searchThings(view, query, MOST).map((hit) => ({ ...hit, desk, view })),
        );
        return hits
          .sort(better)
          .slice(0, MOST)
          .flatMap(({ thing, desk, view }) => {
            const place = thingPlace(view, thing);
            if (place === null) return [];
            const { name, kind, ids } = thing;
            const location = { uri: uriOf(desk, place.file), range: toRange(place.range) };
            const containerName = [kind === "data" ? "data asset" : kind, ...ids].join(" ");
            return [{ name: oneLine(name), kind: thingKinds[kind], location, containerName: oneLine(containerName) }];
          });
      }, null),
    );
  },
};
