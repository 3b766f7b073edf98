import type { LiveFile } from "@threatloom/engine";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Desk } from "../../desk.js";
import { splitLines } from "../../lines.js";
import type { Edit } from "./types.js";
import { plainText } from "./write.js";

/** What stands in a file outside of its comments, without the white space and the marks that comments are made of. */
function codeOf({ text, comments }: Pick<LiveFile, "comments" | "text">): string {
  const lines = splitLines(text);
  const said = comments.flatMap((comment) => comment.lines).sort((a, b) => b.line - a.line || b.column - a.column);
  for (const { line, column, text: own } of said) {
    const whole = lines[line - 1] ?? "";
    lines[line - 1] = whole.slice(0, column - 1) + whole.slice(column - 1 + own.length);
  }
  return lines.join("").replace(/[\s*/]/g, "");
}

/**
 * Whether an edit changes comments alone: names come from anywhere in the repository, and a line may stand within a
 * string or the text of an element although it looks like one to put a comment above. Reading it anew tells.
 */
export async function staysInComments({ live }: Pick<Desk, "live">, { path, range, parts }: Edit): Promise<boolean> {
  const file = await live.file(path);
  if (file === null) return false;
  const document = TextDocument.create("", "", 0, file.text);
  const after = await live.tried(path, TextDocument.applyEdits(document, [{ range, newText: plainText(parts) }]));
  return after !== null && codeOf(after) === codeOf(file);
}
