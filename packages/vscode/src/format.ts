import * as vscode from "vscode";
import type { DocumentRangeFormattingParams, TextEdit } from "vscode-languageclient/node";
import type { Link } from "./link.js";

/** No other formatter knows these: here nobody is asked which one they mean. */
const MODEL_FILES = [{ language: "threatloom-gal" }, { language: "threatloom-threatspec" }];

const ABSENT = "Threatloom's server is not running, or knows no formatting: nothing was changed.";
const OVERTAKEN = "Nothing was formatted: the text changed meanwhile, or cannot be written. Try again.";
const FORMATTED = "Threatloom: no annotation to format";
const READ_FOR = 4000;

/** Brings annotations of the active editor into their common form: those of the selections, or all. */
export async function formatAnnotations(link: Link): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const { document, selections } = editor;
  const { version } = document;
  const edits = await editsOf(
    link,
    document,
    selections.map(linesOf).filter((lines) => lines !== null),
  );
  if (edits === null) void vscode.window.showInformationMessage(ABSENT);
  else if (edits.length === 0) vscode.window.setStatusBarMessage(FORMATTED, READ_FOR);
  else if (document.version !== version || document.isClosed || !(await applied(document.uri, edits)))
    void vscode.window.showInformationMessage(OVERTAKEN);
}

/** Answers the editor's own command to format, in model files alone. */
export function formatModelFiles(link: Link): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(MODEL_FILES, {
    provideDocumentFormattingEdits: (document) => editsOf(link, document, []),
  });
}

/** The lines of a selection; null for a mere cursor. A line that it only reaches the start of does not look selected. */
function linesOf({ isEmpty, start, end }: vscode.Selection): vscode.Range | null {
  if (isEmpty) return null;
  const last = end.character === 0 ? end.line - 1 : end.line;
  return new vscode.Range(start.line, 0, last, Number.MAX_SAFE_INTEGER);
}

/** What the server would change in some ranges, or in all of the document where there are none; null without an answer. */
async function editsOf(
  link: Link,
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
): Promise<vscode.TextEdit[] | null> {
  const params = { textDocument: { uri: document.uri.toString() }, options: { tabSize: 2, insertSpaces: true } };
  const asked = ranges.map(({ start, end }): DocumentRangeFormattingParams => ({ ...params, range: { start, end } }));
  const answers = await Promise.all(
    asked.length === 0
      ? [link.ask<TextEdit[]>("textDocument/formatting", params)]
      : asked.map((range) => link.ask<TextEdit[]>("textDocument/rangeFormatting", range)),
  );
  const edits = answers.filter((answer) => answer !== null).flat();
  if (answers.includes(null)) return null;
  // Two selections may touch the same line.
  return [...new Map(edits.map((edit) => [JSON.stringify(edit.range), edit])).values()].map(editOf);
}

function editOf({ range: { start, end }, newText }: TextEdit): vscode.TextEdit {
  return vscode.TextEdit.replace(new vscode.Range(start.line, start.character, end.line, end.character), newText);
}

async function applied(uri: vscode.Uri, edits: vscode.TextEdit[]): Promise<boolean> {
  const change = new vscode.WorkspaceEdit();
  change.set(uri, edits);
  return vscode.workspace.applyEdit(change);
}
