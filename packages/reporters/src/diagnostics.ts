import type { Diagnostic } from "@threatloom/model";
import { codePoints } from "./collections.js";
import { visible } from "./escape.js";
import { cell, paint, type Paint } from "./text/style.js";
import { countDiagnostics, counted } from "./view.js";

/** How diagnostics are shown. */
export interface DiagnosticsOptions {
  /** Escape sequences for colours may be used. */
  color?: boolean;
  /** Gives the text of a file for code frames; without it, or where it gives nothing, only the place is shown. */
  sources?: (file: string) => string | undefined;
}

/** Characters of a source line that are shown around the place. */
const FRAME = 100;

/**
 * Diagnostics for a terminal, in the given order: place, severity, message and code, below it the line of source with
 * the place marked, what was expected and what was probably meant; at the end the counts. Empty without diagnostics.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions = {}): string {
  if (diagnostics.length === 0) return "";
  const colors = paint(options.color === true);
  const lineOf = lineReader(options.sources);
  const blocks = diagnostics.map((diagnostic) => block(diagnostic, lineOf, colors).join("\n"));
  const { errors, warnings, infos } = countDiagnostics(diagnostics);
  const counts = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
    ...(infos > 0 ? [`${infos} information`] : []),
  ];
  return `${blocks.join("\n")}\n\n${counts.join(", ")}\n`;
}

function block(
  diagnostic: Diagnostic,
  lineOf: (file: string, line: number) => string | undefined,
  colors: Paint,
): string[] {
  const where = `${cell(diagnostic.file, 200)}:${diagnostic.line}:${diagnostic.column}`;
  const tint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[diagnostic.severity];
  const message = `${where} ${tint(diagnostic.severity)} ${cell(diagnostic.message, 300)} ${colors.quiet(`[${diagnostic.code}]`)}`;
  // Notes are about files as a whole: one line each is enough.
  if (diagnostic.severity === "info") return [message];
  const source = lineOf(diagnostic.file, diagnostic.line);
  return [message, ...(source === undefined ? [] : frame(diagnostic, source, colors)), ...hints(diagnostic, colors)];
}

/** What was expected and meant, where the message does not say it already. */
function hints({ message, expected, suggestion }: Diagnostic, colors: Paint): string[] {
  const unsaid = (text: string | undefined): text is string => text !== undefined && !message.includes(text);
  return [
    ...(unsaid(expected) ? [`  expected: ${cell(expected, 200)}`] : []),
    ...(unsaid(suggestion) ? [`  did you mean ${colors.green(cell(suggestion, 120))}?`] : []),
  ];
}

/** The line of source and a mark below the place; a long line is cut around it. */
function frame(diagnostic: Diagnostic, source: string, colors: Paint): string[] {
  const start = Math.min(Math.max(diagnostic.column - 1, 0), source.length);
  const end =
    diagnostic.endLine === diagnostic.line ? Math.min(diagnostic.endColumn - 1, source.length) : source.length;
  const from = Math.max(0, start - FRAME / 2);
  const before = spelled(source.slice(from, start));
  const marked = spelled(source.slice(start, Math.min(end, from + FRAME)));
  const after = spelled(source.slice(Math.max(start, Math.min(end, from + FRAME)), from + FRAME));
  const number = `${diagnostic.line}`;
  const lead = from > 0 ? "…" : "";
  const tail = source.length > from + FRAME ? "…" : "";
  const carets = "^".repeat(Math.max(1, codePoints(marked).length));
  return [
    colors.quiet(`  ${number} | `) + lead + before + marked + after + tail,
    colors.quiet(`  ${" ".repeat(number.length)} | `) +
      " ".repeat(codePoints(lead + before).length) +
      colors.red(carets),
  ];
}

function spelled(text: string): string {
  return visible(text.replaceAll("\t", "  "));
}

/** Reads lines of files, splitting each file once. */
function lineReader(sources: DiagnosticsOptions["sources"]): (file: string, line: number) => string | undefined {
  const files = new Map<string, string[] | undefined>();
  return (file, line) => {
    if (!files.has(file)) files.set(file, sources?.(file)?.split(/\r\n|\r|\n/));
    return files.get(file)?.[line - 1];
  };
}
