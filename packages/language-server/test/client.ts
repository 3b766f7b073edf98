import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll } from "@jest/globals";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  MessageType,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const command = join(repository, "packages/cli/bin/threatloom.js");

const folders: string[] = [];
const clients: Client[] = [];
afterAll(async () => {
  for (const client of clients) await client.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files, or a copy of a fixture; gone when the tests of the file are over. */
export function projectOf(files: Readonly<Record<string, string>>, fixture?: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "threatloom-editor-")));
  folders.push(root);
  if (fixture !== undefined) cpSync(join(repository, "fixtures", fixture), root, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeIn(root, path, text);
  return root;
}

/** Writes one file below a folder. */
export function writeIn(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A text without its `|` marks, and where they stood: `// @expo|ses`. */
export function marked(text: string): { text: string; places: Position[] } {
  const parts = text.split("|");
  const places = parts.slice(0, -1).map((_, i) => {
    const lines = parts
      .slice(0, i + 1)
      .join("")
      .split("\n");
    return { line: lines.length - 1, character: lines.at(-1)!.length };
  });
  return { text: parts.join(""), places };
}

/** A real server process, and what a client can do with it. */
export interface Client {
  root: string;
  process: ChildProcess;
  connection: ProtocolConnection;
  initialized: InitializeResult;
  /** What the server logged as an error; stays empty in a good run. */
  errors: string[];
  uri(path: string): string;
  /** Opens a file of the folder, with another text than it has where one is given. */
  open(path: string, text?: string): Promise<void>;
  change(path: string, ...changes: TextDocumentContentChangeEvent[]): Promise<void>;
  close(path: string): Promise<void>;
  /** Diagnostics as they were told last, by path; files without any are not in here. */
  told: Map<string, Diagnostic[]>;
  /** Waits until what was told of a file is as wanted; fails after ten seconds with what was told. */
  until(path: string, wanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** Ends the server as an editor does; gives its exit code. */
  stop(): Promise<number | null>;
}

/** How a client is started. */
export interface ClientOptions {
  capabilities?: ClientCapabilities;
  /** Absolute; by default the root alone. Null for an editor without a folder. */
  folders?: readonly string[] | null;
  settings?: Record<string, unknown>;
  args?: readonly string[];
  /** In place of the built command: what an editor runs, and where it finds it. */
  run?: { command: string; args: readonly string[]; env: NodeJS.ProcessEnv };
  /** What an editor says besides, or instead. */
  initialize?: Record<string, unknown>;
}

/** Starts the server of the built command on a folder. */
export async function startClient(root: string, options: ClientOptions = {}): Promise<Client> {
  const { capabilities = {}, folders: roots = [root], settings, args = [], initialize = {} } = options;
  const own = { command: process.execPath, args: [command, "lsp", "--stdio", "--date", "2026-03-01", ...args] };
  const run = { env: process.env, ...own, ...options.run };
  const child = spawn(run.command, [...run.args], { stdio: ["pipe", "pipe", "inherit"], env: run.env });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const errors: string[] = [];
  const told = new Map<string, Diagnostic[]>();
  const waiting = new Set<() => void>();
  const versions = new Map<string, number>();
  const pathOf = (uri: string): string => {
    const file = fileURLToPath(uri);
    return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
  };
  const uri = (path: string): string => pathToFileURL(path.startsWith("/") ? path : join(root, path)).href;
  connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
    if (type === MessageType.Error) errors.push(message);
  });
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri: of, diagnostics }) => {
    if (diagnostics.length === 0) told.delete(pathOf(of));
    else told.set(pathOf(of), diagnostics);
    for (const look of [...waiting]) look();
  });
  connection.listen();
  const params: Omit<InitializeParams, "rootUri"> = {
    processId: process.pid,
    capabilities,
    workspaceFolders: roots && roots.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
    ...(settings && { initializationOptions: settings }),
    ...initialize,
  };
  // By its name: the type asks for a folder as older clients send it.
  const initialized = await connection.sendRequest<InitializeResult>(InitializeRequest.method, params);
  await connection.sendNotification(InitializedNotification.type, {});
  let stopped: Promise<number | null> | null = null;
  const stop = async (): Promise<number | null> => {
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    const code = await ended;
    connection.dispose();
    return code;
  };
  const client: Client = {
    ...{ root, process: child, connection, initialized, errors, told, uri },
    open: async (path, text = readFileSync(join(root, path), "utf8")) => {
      versions.set(path, 1);
      const languageId = path.endsWith(".go") ? "go" : "typescript";
      const textDocument = { uri: uri(path), languageId, version: 1, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },
    change: async (path, ...contentChanges) => {
      const version = versions.get(path)! + 1;
      versions.set(path, version);
      const textDocument = { uri: uri(path), version };
      await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
    },
    close: (path) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uri(path) } }),
    until: (path, wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const now = told.get(path) ?? [];
          if (!wanted(now)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(now);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`of ${path} this was told last: ${JSON.stringify(told.get(path) ?? [], null, 2)}`));
        }, 10_000);
        waiting.add(look);
        look();
      }),
    stop: () => (stopped ??= stop()),
  };
  clients.push(client);
  return client;
}
