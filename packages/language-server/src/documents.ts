import { TextDocuments, type Range, type TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

/** A range with both ends in the document: some clients mean its end by a line that is not there. */
function inside(document: TextDocument, { start, end }: Range): Range {
  const { lineCount } = document;
  if (start.line < lineCount && end.line < lineCount) return { start, end };
  return {
    start: document.positionAt(document.offsetAt(start)),
    end: document.positionAt(document.offsetAt(end)),
  };
}

/** Takes changes over one by one, for each speaks of the text that those before it left. */
function update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
  for (const change of changes) {
    const placed = "range" in change ? { text: change.text, range: inside(document, change.range) } : change;
    TextDocument.update(document, [placed], version);
  }
  return document;
}

/** The documents that a client has open, as they read while it types. */
export function openDocuments(): TextDocuments<TextDocument> {
  return new TextDocuments({ create: (...args) => TextDocument.create(...args), update });
}
