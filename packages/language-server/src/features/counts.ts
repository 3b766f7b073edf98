import type { CancellationToken } from "vscode-languageserver";
import { countsRequest, type Counts } from "../protocol.js";
import type { Feature } from "./feature.js";

/** How many threats are open, for a status bar. */
export const feature: Feature = {
  id: "counts",
  capabilities: () => ({}),
  register: (server) => {
    const { connection, workspace } = server;
    const answer = async (): Promise<Counts> => {
      const pairs = (await workspace.views()).flatMap(({ view }) => view.model.pairs);
      return { open: pairs.filter(({ status }) => status === "exposed" || status === "partial").length };
    };
    const handler = server.guarded<null, Counts | null>(answer, null);
    // Clients may send parameters or none: the token comes last.
    connection.onRequest(countsRequest, (...sent: unknown[]) => handler(null, sent.at(-1) as CancellationToken));
  },
};
