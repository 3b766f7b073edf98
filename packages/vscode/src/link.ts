import { changedNotification } from "@threatloom/language-server";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import type { LanguageClientOptions } from "vscode-languageclient/node";
import { programOf } from "./program.js";
import { readSettings } from "./settings.js";
import { commandFails, noParser, parserFails, serverEnds, serverFails, tell } from "./trouble.js";

/** What has to be closed when the extension goes. */
export interface Closing {
  dispose: () => void;
}

/** `off`: switched off; `failed`: it could not be started, and people were told. */
export type LinkState = "off" | "starting" | "ready" | "failed";

/** The extension's line to its server. */
export interface Link extends Closing {
  state(): LinkState;
  onState: vscode.Event<LinkState>;
  /** The model is another than before. */
  onChanged: vscode.Event<undefined>;
  /** Asks the server; null where there is none, or it does not know the question. */
  ask<T>(method: string, params: unknown): Promise<T | null>;
  /** Starts the server, or starts it anew. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

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

/** Opens the line; nothing is started yet. */
export function openLink(extension: vscode.Uri, log: vscode.LogOutputChannel): Link {
  const states = new vscode.EventEmitter<LinkState>();
  const changes = new vscode.EventEmitter<undefined>();
  let state: LinkState = "off";
  let client: LanguageClient | null = null;
  const become = (next: LinkState): void => {
    state = next;
    states.fire(next);
  };
  const fail = (message: string, error: unknown): void => {
    log.error(message, error instanceof Error ? error.message : "");
    become("failed");
    tell(message);
  };
  const stop = async (): Promise<void> => {
    const old = client;
    client = null;
    become("off");
    // One that never started, or whose process is gone, has nothing left to stop.
    await old?.dispose().catch(() => undefined);
  };
  const start = async (): Promise<void> => {
    await stop();
    const settings = readSettings();
    if (!settings.enabled) return;
    become("starting");
    const program = await programOf(extension, settings.serverPath);
    if ("missing" in program) {
      fail(noParser(program.missing), null);
      return;
    }
    const own = new LanguageClient(
      "threatloom",
      "Threatloom",
      program.options,
      clientOptions(log, () => {
        if (client === own) fail(serverEnds, null);
      }),
    );
    quieten(own);
    client = own;
    own.onNotification(changedNotification, () => {
      changes.fire(undefined);
    });
    try {
      await own.start();
      if (client === own) become("ready");
    } catch (error) {
      if (client === own) fail(settings.serverPath === "" ? reasonOf(error) : commandFails, error);
    }
  };
  return {
    state: () => state,
    onState: states.event,
    onChanged: changes.event,
    ask: async <T>(method: string, params: unknown) => {
      if (client === null || state !== "ready") return null;
      try {
        return await client.sendRequest<T>(method, params);
      } catch (error) {
        log.warn(`${method}: ${error instanceof Error ? error.message : ""}`);
        return null;
      }
    },
    start,
    stop,
    dispose: () => {
      states.dispose();
      changes.dispose();
    },
  };
}

function reasonOf(error: unknown): string {
  const { data } = (error ?? {}) as { data?: { reason?: unknown } };
  return data?.reason === "parsers" ? parserFails : serverFails;
}

/** After so many ends within so short a time, the server is left alone. */
const MOST_ENDS = 4;
const WINDOW = 3 * 60_000;

function clientOptions(log: vscode.LogOutputChannel, giveUp: () => void): LanguageClientOptions {
  const { lenses, hints, diagnostics } = readSettings();
  const ends: number[] = [];
  return {
    documentSelector: [
      ...LANGUAGES.map((language) => ({ scheme: "file", language })),
      { scheme: "file", language: "yaml", pattern: "**/{threatloom,threatspec}.{yaml,yml}" },
    ],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { lenses, hints, diagnostics },
    // What hovers show is text of the repository.
    markdown: { isTrusted: false, supportHtml: false },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
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
