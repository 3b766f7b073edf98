import {
  diagnose,
  diagnosticCodes,
  nearest,
  type Comment,
  type CommentLine,
  type LocalDiagnostic,
} from "@threatloom/model";
import type { Silence } from "./types.js";

const WORD = "threatloom-ignore-next-line";

function readLine(line: CommentLine): { silence: Silence | null; diagnostic: LocalDiagnostic | null } {
  const start = line.text.length - line.text.trimStart().length;
  const [code = "", ...reason] = line.text
    .slice(start + WORD.length)
    .trim()
    .split(/\s+/);
  const column = line.column + start;
  const range = { line: line.line, column, endLine: line.line, endColumn: line.column + line.text.trimEnd().length };
  if (code === "" || reason.length === 0) {
    const example = `${WORD} ${code === "" ? "CODE" : code} because …`;
    const message = "the next line is not silenced: a reason is missing";
    return { silence: null, diagnostic: diagnose("ignore-without-reason", range, message, { expected: example }) };
  }
  if (!Object.hasOwn(diagnosticCodes, code)) {
    const suggestion = nearest(code, Object.keys(diagnosticCodes)) ?? undefined;
    const message = `no diagnostic has the code \`${code}\``;
    return { silence: null, diagnostic: diagnose("unknown-value", range, message, { suggestion }) };
  }
  return { silence: { line: line.line + 1, code }, diagnostic: null };
}

/**
 * Finds `threatloom-ignore-next-line CODE reason` in comments. A line without a reason, or with a code that does not
 * exist, silences nothing and is a diagnostic itself.
 */
export function findSilences(comments: readonly Comment[]): { silences: Silence[]; diagnostics: LocalDiagnostic[] } {
  const silences: Silence[] = [];
  const diagnostics: LocalDiagnostic[] = [];
  for (const { lines } of comments) {
    for (const line of lines) {
      if (!line.text.trimStart().startsWith(WORD)) continue;
      const { silence, diagnostic } = readLine(line);
      if (silence !== null) silences.push(silence);
      if (diagnostic !== null) diagnostics.push(diagnostic);
    }
  }
  return { silences, diagnostics };
}

/** Leaves out the diagnostics that a silence covers. */
export function silenced<D extends LocalDiagnostic>(diagnostics: readonly D[], silences: readonly Silence[]): D[] {
  if (silences.length === 0) return [...diagnostics];
  return diagnostics.filter((d) => !silences.some((s) => s.line === d.line && s.code === d.code));
}
