import { setImmediate } from "node:timers/promises";
import { version } from "@threatloom/model";
import {
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  MessageType,
  ProposedFeatures,
  ShowMessageNotification,
  type TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from "vscode-languageserver/node";
import { parsersMissing } from "@threatloom/engine";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Desk } from "./desk.js";
import { openBoard, type Board } from "./diagnostics.js";
import { openDocuments } from "./documents.js";
import type { Feature, Server } from "./features/feature.js";
import { features } from "./features/registry.js";
import { changedNotification } from "./protocol.js";
import { pulseOf, type Pulse, type Run } from "./pulse.js";
import { defaultSettings, readSettings, type Settings } from "./settings.js";
import { openWorkspace, type Workspace } from "./workspace.js";

/** What the server talks through, and what it takes from the command. */
export interface ServerOptions {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** An ISO date; asked again whenever something is judged. */
  today: () => string;
}

/** What a client should tell of: everything may be a model file, or decide about files. */
const WATCHED = "**/*.{go,ts,tsx,mts,cts,js,jsx,mjs,cjs,gal,threatspec,md,yaml,yml}";

/** Older clients know one folder only. */
interface OldParams {
  rootUri?: string | null;
}

function foldersOf(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  const { rootUri } = params as OldParams;
  return typeof rootUri === "string" ? [rootUri] : [];
}

function capabilitiesOf(all: readonly Feature[], client: ClientCapabilities, settings: Settings): ServerCapabilities {
  const own: ServerCapabilities = {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return all.reduce((sum, feature) => ({ ...sum, ...feature.capabilities(client, settings) }), own);
}

/** Runs what must not fail twice: an exception is told to the client's log, and something harmless answered. */
function guardOf(log: (error: unknown) => void): Server["guarded"] {
  return (handler, otherwise) => async (params, token) => {
    // Keystrokes and cancellations that are waiting come first.
    await setImmediate();
    if (token.isCancellationRequested) return otherwise;
    try {
      return await handler(params, token);
    } catch (error) {
      log(error);
      return otherwise;
    }
  };
}

/** What can be asked for only once the client is ready: word of files and folders that change. */
async function announce(
  connection: Connection,
  client: ClientCapabilities,
  folders: (added: readonly string[], removed: readonly string[]) => void,
): Promise<void> {
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
    const watchers = [{ globPattern: WATCHED }, { globPattern: "**/.gitignore" }];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
  if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "threatloom" });
  if (client.workspace?.workspaceFolders === true)
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      folders(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
    });
}

/** Said without asking for an answer: not every client has one. */
function tellOnce(connection: Connection, message: string): void {
  const said = connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
  said.catch(() => undefined);
}

/** A connection's one place for what went wrong. */
function logOf(connection: Connection): (error: unknown) => void {
  let told = false;
  return (error) => {
    const missing = parsersMissing(error);
    if (missing !== null && told) return;
    told ||= missing !== null;
    try {
      if (missing !== null) tellOnce(connection, `Threatloom reads no code: ${missing}.`);
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    } catch {
      // The client is gone: there is nobody to tell.
    }
  };
}

/** Everything that one client and its server share. */
interface Session {
  log: (error: unknown) => void;
  connection: Connection;
  documents: TextDocuments<TextDocument>;
  workspace: Workspace;
  board: Board;
  pulse: Pulse;
  run: Run;
  client: ClientCapabilities;
  settings: Settings;
  listeners: (() => void)[];
}

function openSession(connection: Connection, today: () => string): Session {
  const log = logOf(connection);
  const run: Run = (work) => {
    work().catch(log);
  };
  const board = openBoard(connection);
  const versions = new WeakMap<Desk, number>();
  const listeners: (() => void)[] = [];
  const pulse = pulseOf(run, async (desk) => {
    if (desk.isClosed()) return;
    await board.publish(desk, session.settings, workspace.isOwn(desk));
    const { version } = await desk.live.view();
    if (versions.get(desk) === version) return;
    // A project inside of another now answers for files that the other one spoke of.
    if (!versions.has(desk)) everywhere(session, pulse.typed);
    versions.set(desk, version);
    for (const listener of listeners) listener();
    await connection.sendNotification(changedNotification);
  });
  const workspace = openWorkspace(today, pulse.stirred);
  const documents = openDocuments();
  const session: Session = {
    ...{ log, connection, documents, workspace, board, pulse, run, listeners },
    ...{ client: {}, settings: defaultSettings },
  };
  return session;
}

/** Settings that changed what is shown are answered at once. */
function resettle(session: Session, sent: unknown): void {
  session.settings = readSettings(sent);
  for (const listener of session.listeners) listener();
  everywhere(session, session.pulse.typed);
}

function everywhere({ run, workspace }: Session, stir: (desk: Desk) => void): void {
  run(async () => {
    for (const desk of await workspace.desks()) stir(desk);
  });
}

/** Files may be others than before, and so may be the projects that they belong to. */
function stir({ run, workspace, documents, board, pulse }: Session): void {
  run(async () => {
    workspace.lookAgain();
    for (const document of documents.all()) await workspace.put(document.uri, document.getText());
    for (const desk of await workspace.prune()) await board.clear(desk);
    for (const desk of await workspace.desks()) {
      desk.watch();
      pulse.stirred(desk);
    }
  });
}

/** Documents as the client types in them. */
function follow(session: Session): void {
  const { connection, documents, workspace, pulse, run } = session;
  const put = (uri: string, text: string | null): void => {
    run(async () => {
      const desk = await workspace.put(uri, text);
      if (desk !== null) pulse.typed(desk);
    });
  };
  documents.onDidChangeContent(({ document }) => {
    put(document.uri, document.getText());
  });
  documents.onDidClose(({ document }) => {
    put(document.uri, null);
  });
  documents.onDidSave(() => {
    // Clients that watch files say so themselves.
    if (session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) stir(session);
  });
  documents.listen(connection);
}

/** Settings, folders and files of the client as they change. */
function adapt(session: Session): void {
  const { connection, workspace, run } = session;
  const reread = async (): Promise<void> => {
    if (session.client.workspace?.configuration !== true) return;
    resettle(session, await connection.workspace.getConfiguration("threatloom"));
  };
  const changeFolders = (added: readonly string[], removed: readonly string[]): void => {
    workspace.changeFolders(added, removed);
    stir(session);
  };
  connection.onInitialized(() => {
    run(() => announce(connection, session.client, changeFolders));
    run(reread);
  });
  connection.onDidChangeConfiguration(({ settings: sent }: { settings: unknown }) => {
    if (session.client.workspace?.configuration === true) run(reread);
    else resettle(session, (sent as { threatloom?: unknown } | null)?.threatloom);
  });
  connection.onDidChangeWatchedFiles(() => {
    stir(session);
  });
}

/** Answers the client's first request, with everything the features can do. */
function greet(session: Session, all: readonly Feature[]): void {
  const { connection, documents, workspace, listeners, pulse } = session;
  connection.onInitialize((params): InitializeResult => {
    session.client = params.capabilities;
    session.settings = readSettings(params.initializationOptions);
    workspace.setFolders(foldersOf(params));
    const server: Server = {
      connection,
      workspace,
      client: session.client,
      settings: () => session.settings,
      guarded: guardOf(session.log),
      versions: () => new Map(documents.all().map(({ uri, version }) => [uri, version])),
      onChanged: (listener) => listeners.push(listener),
    };
    for (const feature of all) feature.register(server);
    everywhere(session, pulse.opened);
    return {
      capabilities: capabilitiesOf(all, session.client, session.settings),
      serverInfo: { name: "threatloom", version },
    };
  });
}

/** Serves one client until its stream ends; resolves then. */
export async function serve({ input, output, today }: ServerOptions): Promise<void> {
  const all = await Promise.all(Object.values(features).map((load) => load()));
  const connection = createConnection(ProposedFeatures.all, input, output);
  const session = openSession(connection, today);
  greet(session, all);
  adapt(session);
  follow(session);
  connection.onShutdown(() => {
    session.workspace.close();
  });
  connection.listen();
  await new Promise<void>((resolve) => {
    input.on("end", resolve);
    input.on("close", resolve);
  });
}
