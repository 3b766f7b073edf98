import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from "vscode-languageserver";
import { outlineOf } from "../navigation/outline.js";
import type { Feature } from "./feature.js";

/** The same for clients that show lists only: every entry under the name of what it stands below. */
function flat(uri: string, list: readonly DocumentSymbol[], containerName?: string): SymbolInformation[] {
  return list.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flat(uri, children, name),
  ]);
}

/** The outline of a file: what it defines, and what functions and types claim. */
export const feature: Feature = {
  id: "document-symbols",
  capabilities: () => ({ documentSymbolProvider: { label: "Threat model" } }),
  register: (server) => {
    const { connection, workspace, client } = server;
    const nests = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    connection.onDocumentSymbol(
      server.guarded<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[] | null>(
        async ({ textDocument: { uri } }) => {
          const at = await workspace.at(uri);
          if (at === null) return null;
          const outline = outlineOf(at.file);
          return nests ? outline : flat(uri, outline);
        },
        null,
      ),
    );
  },
};
