import type { CancellationToken, ClientCapabilities, Connection, ServerCapabilities } from "vscode-languageserver";
import type { Settings } from "../settings.js";
import type { Workspace } from "../workspace.js";

/** What a feature works with. */
export interface Server {
  connection: Connection;
  workspace: Workspace;
  /** What the client says it can do. */
  client: ClientCapabilities;
  /** As they are now. */
  settings(): Settings;
  /**
   * Runs the handler of a request: an exception in it is logged and answered with `otherwise`, so that one bad file never
   * takes the server down.
   */
  guarded<P, R>(
    handler: (params: P, token: CancellationToken) => Promise<R>,
    otherwise: R,
  ): (params: P, token: CancellationToken) => Promise<R>;
  /** The versions of all open documents by uri, as the client counts them. */
  versions(): ReadonlyMap<string, number>;
  /** Calls back whenever a model became another one. */
  onChanged(listener: () => void): void;
}

/** One thing the server can do: a file here, and a line in registry.ts. */
export interface Feature {
  /** As the docs name it. */
  id: string;
  /** What is announced to a client that can do so much, under the settings it started with. */
  capabilities(client: ClientCapabilities, settings: Settings): ServerCapabilities;
  /** Puts its handlers in place. */
  register(server: Server): void;
}
