import { splitLines } from "../../lines.js";
import { aboveInComment } from "./insert.js";
import { type Asked, type Finder } from "./types.js";
import type { Diagnostic, Range as ModelRange } from "@threatloom/model";

/** Silences themselves, and what is about a file as a whole. */
const NEVER: ReadonlySet<string> = new Set([
  "file-too-large",
  "file-unreadable",
  "ignore-without-reason",
  "syntax-error",
]);

/** Where the comment text starts on the line of a diagnostic; null within an annotation, which a line would tear apart. */
function startOf({ spot: { file }, pieces }: Asked, { line }: Diagnostic): ModelRange | null {
  const around = pieces.find(({ annotation }) => annotation.line <= line && line <= annotation.endLine)?.annotation;
  if (around !== undefined) return around.line === line ? around : null;
  const said = file.comments.flatMap(({ lines }) => lines).find((one) => one.line === line);
  if (said === undefined) return null;
  const column = said.column + (said.text.length - said.text.trimStart().length);
  return { line, column, endLine: line, endColumn: column + said.text.trim().length };
}

/** Leaves a diagnostic unsaid from now on, with a reason. */
export const silences: Finder = (asked) =>
  asked.diagnostics.flatMap((diagnostic) => {
    const { code } = diagnostic;
    const { file } = asked.spot;
    const start = NEVER.has(code) ? null : startOf(asked, diagnostic);
    // Below a continued line a new one would be a part of it.
    if (start === null || (splitLines(file.text)[start.line - 2] ?? "").trimEnd().endsWith("\\")) return [];
    const edit = aboveInComment(file, start, [[`threatloom-ignore-next-line ${code} because `, { hole: "…" }]]);
    if (edit === null) return [];
    return [{ title: `Silence ${code} here, with a reason`, kind: "quickfix" as const, mends: diagnostic, edit }];
  });
