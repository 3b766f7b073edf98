import {
  CodeActionKind,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionParams,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { oneLine } from "@threatloom/reporters";
import { uriOf } from "../desk.js";
import { toDiagnostic } from "../diagnostics.js";
import { piecesOf } from "../pieces.js";
import { toPlace } from "../positions.js";
import type { Spot } from "../workspace.js";
import { staysInComments } from "./actions/check.js";
import { connections } from "./actions/connects.js";
import { critical } from "./actions/critical.js";
import { definitions } from "./actions/define.js";
import { exposures } from "./actions/exposure.js";
import { silences } from "./actions/silence.js";
import { touches, type Asked, type Edit, type Finder, type Proposal } from "./actions/types.js";
import { typos } from "./actions/typos.js";
import { plainText, snippetText } from "./actions/write.js";
import type { Feature, Server } from "./feature.js";

/** In the order in which a client lists them. */
const finders: readonly Finder[] = [typos, definitions, exposures, critical, connections, silences];
const MOST_MENDED = 50;

function takesSnippets({ workspace }: ClientCapabilities): boolean {
  const edits = workspace?.workspaceEdit;
  return edits?.documentChanges === true && edits.snippetEditSupport === true;
}

function editOf({ desk }: Spot, { path, range, parts }: Edit, client: ClientCapabilities): WorkspaceEdit {
  const uri = uriOf(desk, path);
  const hasHoles = parts.some((part) => typeof part !== "string");
  if (!hasHoles || !takesSnippets(client)) return { changes: { [uri]: [{ range, newText: plainText(parts) }] } };
  const snippet = { kind: "snippet" as const, value: snippetText(parts) };
  const change: TextDocumentEdit = { textDocument: { uri, version: null }, edits: [{ range, snippet }] };
  return { documentChanges: [change] };
}

function toAction(spot: Spot, proposal: Proposal, client: ClientCapabilities): CodeAction {
  const { title, kind, preferred, mends, edit } = proposal;
  return {
    title: oneLine(title),
    kind: kind === "quickfix" ? CodeActionKind.QuickFix : CodeActionKind.Refactor,
    ...(mends !== undefined && { diagnostics: [toDiagnostic(mends)] }),
    ...(preferred === true && { isPreferred: true }),
    edit: editOf(spot, edit, client),
  };
}

/** Whether a client wants actions of a kind: those that it names, and those below them. */
function isWanted(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`));
}

async function answer(server: Server, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
  const spot = await server.workspace.at(textDocument.uri);
  if (spot === null) return [];
  const lines = { from: toPlace(range.start).line, to: toPlace(range.end).line };
  const own = (spot.view.diagnostics.get(spot.path) ?? []).filter((one) => touches(lines, one));
  const asked: Asked = { spot, ...lines, pieces: piecesOf(spot.file), diagnostics: own.slice(0, MOST_MENDED) };
  const found: Proposal[] = [];
  for (const find of finders) found.push(...(await find(asked)));
  const actions: CodeAction[] = [];
  for (const one of found) {
    if (isWanted(context.only, one.kind) && (await staysInComments(spot.desk, one.edit)))
      actions.push(toAction(spot, one, server.client));
  }
  return actions;
}

/** What can be done about what stands at the cursor. */
export const feature: Feature = {
  id: "actions",
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor] } }),
  register: (server) => {
    server.connection.onCodeAction(server.guarded((params: CodeActionParams) => answer(server, params), []));
  },
};
