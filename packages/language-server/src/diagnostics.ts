import type { LiveView } from "@threatloom/engine";
import { diagnosticCodes, saysAlready, type Diagnostic as ModelDiagnostic } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
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

/** What is wrong, and behind it what was meant or expected, unless that is said already; nothing in it is hidden. */
function said(message: string, suggestion: string | null, expected: string | null): string {
  const meant = suggestion ?? expected;
  if (meant === null || saysAlready(message, meant)) return visible(message);
  const hint = suggestion === null ? `Expected ${meant}.` : `Did you mean ${meant}?`;
  return visible(`${message}${/[.?!]$/.test(message) ? "" : "."} ${hint}`);
}

/** A diagnostic as the protocol has it. */
export function toDiagnostic(diagnostic: ModelDiagnostic): Diagnostic {
  const { code, severity, message, expected = null, suggestion = null } = diagnostic;
  const data: DiagnosticData = { suggestion, expected };
  const text = said(message === "" ? diagnosticCodes[code].title : message, suggestion, expected);
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
    const text = said(message, suggestion, null);
    const one = { range, severity: DiagnosticSeverity.Error, source: "threatloom", message: text };
    const uri = uriOf(desk, file);
    files.set(uri, [...(files.get(uri) ?? []), one]);
  }
  return files;
}

/** What is wrong with the documents that a project answers for, by uri. */
function diagnosticsOf(desk: Desk, view: LiveView, settings: Settings, isOwn: IsOwn): Map<string, Diagnostic[]> {
  const files = problemsOf(desk, view.problems);
  for (const [path, list] of view.diagnostics) {
    if (!isOwn(path) || (settings.diagnostics === "open" && !desk.open.has(path))) continue;
    const uri = uriOf(desk, path);
    files.set(uri, [...(files.get(uri) ?? []), ...list.map(toDiagnostic)]);
  }
  return files;
}

/** Whether a project answers for a path below its root, or one inside of it does. */
export type IsOwn = (path: string) => boolean;

/** What was told to the client of each document; only what differs is told again. */
export interface Board {
  publish(desk: Desk, settings: Settings, isOwn: IsOwn): Promise<void>;
  /** Takes back what was said of the documents of a project. */
  clear(desk: Desk): Promise<void>;
}

/** Opens the board of a connection. */
export function openBoard(connection: Connection): Board {
  // By uri, then by project: a document may go from one to another, and the last word is not always said last.
  const said = new Map<string, Map<Desk, Diagnostic[]>>();
  const sent = new Map<string, string>();
  const tell = async (uri: string): Promise<void> => {
    const diagnostics = [...(said.get(uri)?.values() ?? [])].flat();
    const text = JSON.stringify(diagnostics);
    if ((sent.get(uri) ?? "[]") === text) return;
    if (diagnostics.length === 0) sent.delete(uri);
    else sent.set(uri, text);
    await connection.sendDiagnostics({ uri, diagnostics });
  };
  const take = async (desk: Desk, now: ReadonlyMap<string, Diagnostic[]>): Promise<void> => {
    const uris = new Set(now.keys());
    for (const [uri, of] of said) if (of.delete(desk)) uris.add(uri);
    for (const [uri, list] of now) said.set(uri, (said.get(uri) ?? new Map<Desk, Diagnostic[]>()).set(desk, list));
    for (const [uri, of] of said) if (of.size === 0) said.delete(uri);
    // Everything is written down before the first is told: what comes in between finds it complete.
    await Promise.all([...uris].map(tell));
  };
  return {
    publish: async (desk, settings, isOwn) => {
      const view = await desk.live.view();
      if (!desk.isClosed()) await take(desk, diagnosticsOf(desk, view, settings, isOwn));
    },
    clear: (desk) => take(desk, new Map()),
  };
}
