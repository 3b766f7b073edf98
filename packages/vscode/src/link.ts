import { changedNotification } from "@threatloom/language-server";
import * as vscode from "vscode";
import { ErrorCodes, type LanguageClient } from "vscode-languageclient/node";
import { newClient } from "./client.js";
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

/** Opens the line; nothing is started yet. */
export function openLink(extension: vscode.Uri, log: vscode.LogOutputChannel): Link {
  const states = new vscode.EventEmitter<LinkState>();
  const changes = new vscode.EventEmitter<undefined>();
  let state: LinkState = "off";
  let client: LanguageClient | null = null;
  let turns = 0;
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
    turns++;
    client = null;
    become("off");
    // One that never started, or whose process is gone, has nothing left to stop.
    await old?.dispose().catch(() => undefined);
  };
  const connect = async (own: LanguageClient, path: string): Promise<void> => {
    client = own;
    own.onNotification(changedNotification, () => {
      changes.fire(undefined);
    });
    try {
      await own.start();
      if (client === own) become("ready");
    } catch (error) {
      if (client === own) fail(path === "" ? reasonOf(error) : commandFails, error);
    }
  };
  const start = async (): Promise<void> => {
    await stop();
    const { enabled, serverPath } = readSettings();
    if (!enabled) return;
    become("starting");
    const turn = turns;
    const program = await programOf(extension, serverPath);
    // Meanwhile somebody may have stopped it, or started another.
    if (turn !== turns) return;
    if ("missing" in program) {
      fail(noParser(program.missing), null);
      return;
    }
    const own = newClient(program.options, log, () => {
      if (client === own) fail(serverEnds, null);
    });
    await connect(own, serverPath);
  };
  return {
    state: () => state,
    onState: states.event,
    onChanged: changes.event,
    ask: (method, params) => (client !== null && state === "ready" ? request(client, log, method, params) : nothing),
    start,
    stop,
    dispose: () => {
      states.dispose();
      changes.dispose();
    },
  };
}

const nothing = Promise.resolve(null);

async function request<T>(
  client: LanguageClient,
  log: vscode.LogOutputChannel,
  method: string,
  params: unknown,
): Promise<T | null> {
  try {
    return await client.sendRequest<T>(method, params);
  } catch (error) {
    if (!isUnknown(error)) log.warn(`${method}: ${error instanceof Error ? error.message : ""}`);
    return null;
  }
}

/** A command of another version may not know every request; that is no news each time. */
function isUnknown(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === ErrorCodes.MethodNotFound;
}

function reasonOf(error: unknown): string {
  const { data } = (error ?? {}) as { data?: { reason?: unknown } };
  return data?.reason === "parsers" ? parserFails : serverFails;
}
