import type * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import type { LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";
import { readSettings } from "./settings.js";

/** What the server reads. */
const LANGUAGES = [
  "go",
  "javascript",
  "javascriptreact",
  "markdown",
  "threatloom-gal",
  "threatloom-threatspec",
  "typescript",
  "typescriptreact",
];

/** A client of the server that a program starts; `giveUp` is called where it ended too often. */
export function newClient(program: ServerOptions, log: vscode.LogOutputChannel, giveUp: () => void): LanguageClient {
  let ran = false;
  const client = new LanguageClient(
    "threatloom",
    "Threatloom",
    program,
    clientOptions(log, () => ran, giveUp),
  );
  client.onDidChangeState(({ newState }) => {
    ran ||= newState === State.Running;
  });
  quieten(client);
  return client;
}

/** After so many ends within so short a time, the server is left alone. */
const MOST_ENDS = 4;
const WINDOW = 3 * 60_000;

function clientOptions(log: vscode.LogOutputChannel, ran: () => boolean, giveUp: () => void): LanguageClientOptions {
  const { lenses, hints, diagnostics } = readSettings();
  const ends: number[] = [];
  return {
    documentSelector: [
      ...LANGUAGES.map((language) => ({ scheme: "file", language })),
      { scheme: "file", language: "yaml", pattern: "**/{threatloom,threatspec}.{yaml,yml}" },
    ],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A formatter that is announced for Go and TypeScript makes the editor ask people which one they mean.
    initializationOptions: { lenses, hints, diagnostics, formatting: false },
    // What hovers show is text of the repository.
    markdown: { isTrusted: false, supportHtml: false },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (!ran()) return { action: CloseAction.DoNotRestart, handled: true };
        const now = Date.now();
        ends.push(now);
        const recent = ends.filter((at) => now - at < WINDOW);
        if (recent.length <= MOST_ENDS) return { action: CloseAction.Restart, handled: true };
        giveUp();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
}

/** What goes wrong stands in the log; of what matters people are told by `tell`, once. */
function quieten(client: LanguageClient): void {
  const loud = client.error.bind(client);
  client.error = (message, data) => {
    loud(message, data, false);
  };
}
