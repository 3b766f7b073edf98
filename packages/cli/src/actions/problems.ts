import type { Diagnostic } from "@threatloom/model";
import { complain } from "../terminal.js";

/** How many annotations have something wrong with them, in one line; null where none has. */
export function problemsLine(diagnostics: readonly Diagnostic[]): string | null {
  const problems = diagnostics.filter(({ severity }) => severity !== "info").length;
  if (problems === 0) return null;
  return `${problems} ${problems === 1 ? "problem" : "problems"} with annotations: run threatloom check`;
}

/** Says on standard error that something is wrong with annotations: what they say may be missing in the output. */
export function mentionProblems(diagnostics: readonly Diagnostic[]): void {
  const line = problemsLine(diagnostics);
  if (line !== null) complain(line);
}
