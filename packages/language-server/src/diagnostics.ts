import type { LiveView } from "@threatloom/engine";
import { diagnosticCodes, type Diagnostic as ModelDiagnostic } from "@threatloom/model";
import { DiagnosticSeverity, type Connection, type Diagnostic } from "vscode-languageserver";
import { uriOf, type Desk } from "./desk.js";
import { toRange } from "./positions.js";
import type { Settings } from "./settings.js";

const severities: Record<ModelDiagnostic["severity"], DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What code actions know of a diagnostic besides its place; clients hand it back. */
export interface DiagnosticData {
  /** What was meant, as it should be written. */
  suggestion: string | null;
  /** In words: what was expected. */
  expected: string | null;
}

/** What is wrong, and behind it what was meant. */
function said(message: string, hint: string): string {
  if (hint === "" || message.includes(hint)) return message;
  return `${message}${/[.?!]$/.test(message) ? "" : "."} ${hint}`;
}

/** A diagnostic as the protocol has it. */
export function toDiagnostic(diagnostic: ModelDiagnostic): Diagnostic {
  const { code, severity, message, expected = null, suggestion = null } = diagnostic;
  const hint = suggestion !== null ? `Did you mean ${suggestion}?` : expected !== null ? `Expected ${expected}.` : "";
  const data: DiagnosticData = { suggestion, expected };
  const text = said(message === "" ? diagnosticCodes[code].title : message, hint);
  return {
    range: toRange(diagnostic),
    severity: severities[severity],
    source: "threatloom",
    code,
    message: text,
    data,
  };
}

/** What is wrong with configuration files, by uri. */
function problemsOf(desk: Desk, list: LiveView["problems"]): Map<string, Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>();
  for (const { file, line, column, message, suggestion } of list) {
    const range = toRange({ line, column, endLine: line, endColumn: column + 1 });
    const text = said(message, suggestion === null ? "" : `Did you mean ${suggestion}?`);
    const one = { range, severity: DiagnosticSeverity.Error, source: "threatloom", message: text };
    const uri = uriOf(desk, file);
    files.set(uri, [...(files.get(uri) ?? []), one]);
  }
  return files;
}

/** What was told to the client of each document; only what differs is told again. */
export interface Board {
  publish(desk: Desk, settings: Settings): Promise<void>;
  /** Takes back what was said of the documents of a project. */
  clear(desk: Desk): Promise<void>;
}

/** Opens the board of a connection. */
export function openBoard(connection: Connection): Board {
  const told = new Map<Desk, Map<string, string>>();
  const send = async (own: Map<string, string>, uri: string, diagnostics: Diagnostic[]): Promise<void> => {
    const text = JSON.stringify(diagnostics);
    if ((own.get(uri) ?? "[]") === text) return;
    if (diagnostics.length === 0) own.delete(uri);
    else own.set(uri, text);
    await connection.sendDiagnostics({ uri, diagnostics });
  };
  return {
    publish: async (desk, settings) => {
      const view = await desk.live.view();
      const own = told.get(desk) ?? new Map<string, string>();
      told.set(desk, own);
      const now = problemsOf(desk, view.problems);
      for (const [path, list] of view.diagnostics) {
        if (settings.diagnostics === "open" && !desk.open.has(path)) continue;
        const uri = uriOf(desk, path);
        now.set(uri, [...(now.get(uri) ?? []), ...list.map(toDiagnostic)]);
      }
      for (const uri of [...own.keys()]) if (!now.has(uri)) await send(own, uri, []);
      for (const [uri, diagnostics] of now) await send(own, uri, diagnostics);
    },
    clear: async (desk) => {
      const own = told.get(desk) ?? new Map<string, string>();
      for (const uri of [...own.keys()]) await send(own, uri, []);
      told.delete(desk);
    },
  };
}
