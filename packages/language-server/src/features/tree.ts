import type { CancellationToken } from "vscode-languageserver";
import { treeRequest, type TreeNode } from "../protocol.js";
import type { Feature } from "./feature.js";
import { treeOf } from "./tree-nodes.js";

/** Components, their threats, and what is claimed of these, for a view beside the code. */
export const feature: Feature = {
  id: "tree",
  capabilities: () => ({}),
  register: (server) => {
    const { connection, workspace } = server;
    const answer = async (): Promise<TreeNode[]> =>
      (await workspace.views()).flatMap(({ desk, view }) => treeOf(desk, view));
    const handler = server.guarded<null, TreeNode[]>(answer, []);
    // Clients may send parameters or none: the token comes last.
    connection.onRequest(treeRequest, (...sent: unknown[]) => handler(null, sent.at(-1) as CancellationToken));
  },
};
