import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { makeServer, type ServerOptions } from "./server.js";

export type { ServerOptions } from "./server.js";

/** Where the protocol is spoken. */
export interface Streams {
  input: Readable;
  /** Carries the protocol and nothing else. */
  output: Writable;
}

/** Characters of one message of a client; nothing that a tool takes comes near. */
const LONGEST_MESSAGE = 4 * 1024 * 1024;

/**
 * Serves the threat model of a project to one client, over streams, until the client goes away; what it asked for before
 * is still answered. Never rejects for what a client says.
 */
export async function serve(options: ServerOptions, { input, output }: Streams): Promise<void> {
  const { server, idle } = makeServer(options);
  const transport = new StdioServerTransport(input, output, { maxBufferSize: LONGEST_MESSAGE });
  server.server.onerror = (error) => {
    options.complain(error.message);
  };
  const gone = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    input.once("end", resolve);
    input.once("close", resolve);
    output.once("error", () => {
      resolve();
    });
    output.once("close", resolve);
  });
  output.on("error", () => undefined);
  await server.connect(transport);
  await gone;
  await idle();
  // The last answers are on their way to the output.
  await setImmediate();
  await server.close();
  if (output.writableNeedDrain && !output.destroyed) await Promise.race([once(output, "drain"), once(output, "close")]);
}
