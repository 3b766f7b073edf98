import type { Diagnostic } from "@threatloom/model";
import { frames, type FrameOptions } from "./frames.js";
import { countDiagnostics, levelWords } from "./view.js";

/** How diagnostics are shown. */
export type DiagnosticsOptions = FrameOptions;

/**
 * Diagnostics for a terminal, in the given order: place, severity, message and code, below it the line of source with
 * the place marked, what was expected and what was probably meant; at the end the counts. Empty without diagnostics.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions = {}): string {
  if (diagnostics.length === 0) return "";
  const problems = diagnostics.map((diagnostic) => ({
    ...diagnostic,
    level: diagnostic.severity,
    label: diagnostic.code,
  }));
  return `${frames(problems, options).join("\n")}\n\n${levelWords(countDiagnostics(diagnostics))}\n`;
}
