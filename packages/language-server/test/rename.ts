import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  PrepareRenameRequest,
  RenameRequest,
  type ClientCapabilities,
  type Position,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { marked, projectOf, startClient, type Client } from "./client.js";

/** What an editor of today says of itself. */
export const modern: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: { rename: { prepareSupport: true } },
};

/** Files, the one with a `|` mark, and where the mark stood. */
export function withCursor(files: Readonly<Record<string, string>>): {
  texts: Record<string, string>;
  file: string;
  position: Position;
} {
  const file = Object.keys(files).find((path) => files[path]!.includes("|"))!;
  const { text, places } = marked(files[file]!);
  const first = text.startsWith("\uFEFF") && places[0]!.line === 0 ? 1 : 0;
  const position = { line: places[0]!.line, character: places[0]!.character - first };
  return { texts: { ...files, [file]: text }, file, position };
}

/** Asks for a rename where the mark stands. */
export async function renamed(
  files: Readonly<Record<string, string>>,
  newName: string,
  capabilities = modern,
): Promise<{ client: Client; edit: WorkspaceEdit | null }> {
  const { texts, file, position } = withCursor(files);
  const client = await startClient(projectOf(texts), { capabilities });
  const textDocument = { uri: client.uri(file) };
  try {
    const edit = await client.connection.sendRequest(RenameRequest.type, { textDocument, position, newName });
    return { client, edit };
  } catch (error) {
    await client.stop();
    throw error;
  }
}

/** What can be renamed where the mark stands. */
export async function prepared(files: Readonly<Record<string, string>>): Promise<unknown> {
  const { texts, file, position } = withCursor(files);
  const client = await startClient(projectOf(texts), { capabilities: modern });
  const textDocument = { uri: client.uri(file) };
  const found = await client.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position });
  await client.stop();
  if (found === null || !("placeholder" in found)) return found;
  const { start, end } = found.range;
  return { at: `${start.line}:${start.character}-${end.line}:${end.character}`, placeholder: found.placeholder };
}

function offsetOf(text: string, { line, character }: Position): number {
  const lines = text.split("\n");
  return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
}

/** A text with edits in it, as an editor makes them; a byte order mark is none of its text. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const backwards = [...edits].sort(
    (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
  );
  return backwards
    .reduce((all, { range, newText }) => {
      return all.slice(0, offsetOf(all, range.start)) + newText + all.slice(offsetOf(all, range.end));
    }, text.slice(mark.length))
    .replace(/^/, mark);
}

/** The files that an edit changes, as they are afterwards. */
export function applied({ root }: Pick<Client, "root">, edit: WorkspaceEdit | null): Record<string, string> {
  const changes = edit?.documentChanges
    ? edit.documentChanges.map(
        (one) =>
          [(one as { textDocument: { uri: string } }).textDocument.uri, (one as { edits: TextEdit[] }).edits] as const,
      )
    : Object.entries(edit?.changes ?? {});
  return Object.fromEntries(
    changes.map(([uri, edits]) => {
      const path = fileURLToPath(uri).slice(root.length + 1);
      return [path, edited(readFileSync(join(root, path), "utf8"), edits)];
    }),
  );
}
