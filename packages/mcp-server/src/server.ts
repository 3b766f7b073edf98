import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { parsersMissing } from "@threatloom/languages";
import { nearest, version } from "@threatloom/model";
import { cleanText, listed, quoted } from "./clean.js";
import { offerReference, REFERENCE } from "./reference.js";
import { openSession, type Session } from "./session.js";
import { call, NOTE, outputOf, refusal, type Result, type Tool } from "./tool.js";
import { tools } from "./tools/registry.js";
import type { Problem } from "./types.js";

const INSTRUCTIONS = `The threat model of this project: annotations in comments (@mitigates, @exposes, @connects …) bound to functions.
Start with scan; call context before you change a file, validate before you write an annotation, and diff before you hand a change over. ${REFERENCE} is the syntax.
${NOTE} Accepting a threat and confirming one are decisions of people.`;

/** What a server is started with. */
export interface ServerOptions {
  /** Absolute. */
  root: string;
  /** Offer the tools that change files. */
  write: boolean;
  /** The day against which dates expire, as `YYYY-MM-DD`. */
  today: () => string;
  /** Is told of a failure of ours, in a line. */
  complain: (line: string) => void;
}

/** A server and what it still has to answer. */
export interface Serving {
  server: McpServer;
  /** Resolves when no call is under way. */
  idle: () => Promise<void>;
}

function unknownTool(name: string, offered: readonly Tool[]): Problem {
  const names = offered.map((one) => one.name);
  const near = nearest(name, names);
  const writes = tools.some((one) => one.writes && one.name === name);
  if (writes) {
    const problem = `${quoted(name)} is not offered: this server only reads.`;
    return { problem, next: "A person can start it with --allow-write." };
  }
  const next = near === null ? `There are ${listed(names, names.length)}.` : `Did you mean ${near}?`;
  return { problem: `There is no tool called ${quoted(name)}.`, next };
}

/** Ends a wait when the client no longer wants the answer; the work itself is shared and goes on. */
function unlessCancelled(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const cancelled: Problem = { problem: "The call was cancelled.", next: "Call again if you need the answer." };
    const stop = (): void => {
      resolve(refusal(cancelled));
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", stop);
    });
  });
}

function failed(error: unknown, complain: ServerOptions["complain"]): Result {
  const missing = parsersMissing(error);
  if (missing !== null) {
    return refusal({ problem: `No code can be read: ${cleanText(missing)}.`, next: "Tell the person you work for." });
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const problem = "The tool failed; that is a bug of threatloom.";
  return refusal({ problem, next: "Try something else, and report it with what the server wrote to standard error." });
}

function offer(server: McpServer, one: Tool, session: Session): void {
  const { name, title, description, input, data, writes } = one;
  const annotations = {
    title,
    readOnlyHint: !writes,
    destructiveHint: false,
    idempotentHint: !writes,
    openWorldHint: false,
  };
  const config = { title, description, inputSchema: input, outputSchema: outputOf(data), annotations };
  server.registerTool(name, config, (args: unknown, { signal }) => call(one, session, args, signal));
}

/** Makes a server that knows one project. */
export function makeServer({ root, write, today, complain }: ServerOptions): Serving {
  const session = openSession(root, today);
  const server = new McpServer({ name: "threatloom", title: "Threatloom", version }, { instructions: INSTRUCTIONS });
  const offered = tools.filter((one) => write || !one.writes);
  for (const one of offered) offer(server, one, session);
  offerReference(server);
  const open = new Set<Promise<unknown>>();
  // In place of the library's: what is wrong with a call is said in our words, with what to do next.
  server.server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const one = offered.find(({ name }) => name === params.name);
    if (one === undefined) return refusal(unknownTool(params.name, offered));
    const work = call(one, session, params.arguments, signal).catch((error: unknown) => failed(error, complain));
    open.add(work);
    void work.finally(() => open.delete(work));
    return unlessCancelled(work, signal);
  });
  const idle = async (): Promise<void> => {
    while (open.size > 0) await Promise.allSettled(open);
  };
  return { server, idle };
}
