import type { Diagnostic } from "@threatloom/model";
import { compareText, pairUp, type Sides } from "./matching.js";

/**
 * A diagnostic's message without the place at its end (`… is already defined at web.ts:12`): where the other one stands
 * may change without anybody touching this one.
 */
function wordsOf({ code, message }: Diagnostic): string {
  if (code === "duplicate-definition")
    return message.slice(0, Math.max(0, message.lastIndexOf(" is already defined at ")));
  // Of these only the place is told.
  return code === "syntax-error" ? "" : message;
}

/** What a diagnostic means, whatever its file and line: its code and its message. */
export function meaningOfDiagnostic(diagnostic: Diagnostic): string {
  return JSON.stringify([diagnostic.code, wordsOf(diagnostic)]);
}

/** Diagnostics in file order. */
export function inFileOrder(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/**
 * The diagnostics that a change brings and those it ends, in file order. Two are the same where code and message are,
 * those of one file first; lines never matter, and of equal ones only the surplus is told.
 */
export function diagnosticsDiff(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): { added: Diagnostic[]; removed: Diagnostic[] } {
  const sides: Sides<Diagnostic> = { before: [...before].sort(inFileOrder), after: [...after].sort(inFileOrder) };
  pairUp(sides, (diagnostic) => JSON.stringify([diagnostic.file, meaningOfDiagnostic(diagnostic)]));
  pairUp(sides, meaningOfDiagnostic);
  return { added: sides.after, removed: sides.before };
}
