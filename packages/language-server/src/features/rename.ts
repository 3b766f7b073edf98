import {
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { uriOf, type Desk } from "../desk.js";
import { nameAt } from "../navigation/spot.js";
import { toPlace, toRange } from "../positions.js";
import { askedText, planRename, type RenamePlan } from "../rename/plan.js";
import type { FileChange } from "../rename/change.js";
import type { Location } from "@threatloom/model";
import type { Feature, Server } from "./feature.js";

function textEdits({ edits }: FileChange): TextEdit[] {
  return edits
    .map(({ range, newText }) => ({ range: toRange(range), newText }))
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

/** The edits as the client wants them: with the versions they were made for, where it knows such. */
function workspaceEdit(
  desk: Desk,
  { changes }: RenamePlan,
  versions: ReadonlyMap<string, number> | null,
): WorkspaceEdit {
  const files = [...changes]
    .map(([path, change]) => [uriOf(desk, path), textEdits(change)] as const)
    .filter(([, edits]) => edits.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (versions === null) return { changes: Object.fromEntries(files) };
  const documentChanges = files.map(([uri, edits]): TextDocumentEdit => ({
    textDocument: { uri, version: versions.get(uri) ?? null },
    edits,
  }));
  return { documentChanges };
}

/** As many places as somebody reads in a message. */
const MOST_PLACES = 10;

function placesInWords(list: readonly Location[]): string {
  const shown = list.slice(0, MOST_PLACES).map(({ file, line }) => `${file}:${line}`);
  const more = list.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Told without asking for an answer: not every client has one. */
function tell({ connection }: Server, type: MessageType, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type, message });
}

function tellOf(server: Server, { skipped, remains }: RenamePlan): void {
  if (skipped.length > 0) {
    const message = `Left as it is, for it is not what it was when it was read: ${placesInWords(skipped)}. Look there, and rename again.`;
    tell(server, MessageType.Warning, message);
  }
  if (remains.length > 0)
    tell(server, MessageType.Info, `The old name still stands in the configuration: ${placesInWords(remains)}.`);
}

const refusal = (message: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, message);

async function rename(
  server: Server,
  { textDocument, position, newName }: RenameParams,
  cancelled: () => boolean,
): Promise<ResponseError | WorkspaceEdit | null> {
  const { workspace, client } = server;
  // Before anything is read: an edit for an older text must be refused by the client, not applied.
  const versions = client.workspace?.workspaceEdit?.documentChanges === true ? server.versions() : null;
  const at = await workspace.at(textDocument.uri);
  const spot = at && nameAt(at.view, at.file, toPlace(position));
  if (!spot) return refusal("There is no name of the threat model here.");
  const plan = await planRename(at.desk, at.view, spot, newName, cancelled);
  if (plan === null) return null;
  if (typeof plan === "string") return refusal(`${plan[0]!.toUpperCase()}${plan.slice(1)}.`);
  tellOf(server, plan);
  return workspaceEdit(at.desk, plan, versions);
}

/** Another name or id for a thing, wherever annotations say it. */
export const feature: Feature = {
  id: "rename",
  capabilities: ({ textDocument }) => ({
    renameProvider: textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register: (server) => {
    const { connection, workspace } = server;
    connection.onPrepareRename(
      server.guarded<PrepareRenameParams, PrepareRenameResult | null>(async ({ textDocument, position }) => {
        const at = await workspace.at(textDocument.uri);
        const spot = at && nameAt(at.view, at.file, toPlace(position));
        return spot && { range: toRange(spot.range), placeholder: askedText(spot) };
      }, null),
    );
    connection.onRenameRequest(
      server.guarded<RenameParams, ResponseError | WorkspaceEdit | null>(
        (params, token) => rename(server, params, () => token.isCancellationRequested),
        null,
      ),
    );
  },
};
