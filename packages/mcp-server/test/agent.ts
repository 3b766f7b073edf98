import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The repository. */
export const ROOT = join(import.meta.dirname, "../../..");
/** How long a busy machine may take to answer, in milliseconds; no measure of anything. */
const PATIENCE = 240_000;
/** The command. */
export const CLI = join(ROOT, "packages/cli/bin/threatloom.js");

/** One entry of a list in an answer. */
interface Row {
  name: string;
  file: string;
  line: number;
  suggestion: string;
}

type Lists = "changes" | "claims" | "components" | "diagnostics" | "effects" | "matches" | "open" | "references";

/** What answers hold, of all tools together. */
interface Data extends Record<Lists | "statuses" | "symbols" | "uncovered", Row[]> {
  detail: { statuses: Row[] } | null;
  found: number;
  hash: string;
  inserted: string[];
  line: number;
  review: string[];
  symbol: unknown;
}

/** What a tool answered. */
export interface Answered {
  error: boolean;
  text: string;
  data: Data;
  source: { commit: string | null; changed: boolean; content: string };
  page: { total: number; offset: number; shown: number; cursor: string | null };
  summary: string;
}

/** A client of a server process. */
export interface Agent {
  client: Client;
  call: (name: string, args?: Record<string, unknown>) => Promise<Answered>;
  close: () => Promise<void>;
  pid: number;
}

/** Starts the real command for a project and connects a client of the library to it. */
export async function agentFor(root: string, ...options: string[]): Promise<Agent> {
  const args = [CLI, "mcp", "--root", root, "--date", "2026-01-01", ...options];
  const transport = new StdioClientTransport({ command: process.execPath, args, stderr: "inherit" });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  // What tools give is held against their schemas from here on.
  await client.listTools();
  return {
    client,
    pid: transport.pid ?? 0,
    call: async (name, given = {}) => {
      const result = await client.callTool({ name, arguments: given }, undefined, { timeout: PATIENCE });
      const text = (result.content as { text: string }[]).map((part) => part.text).join("\n");
      return { error: result.isError === true, text, ...(result.structuredContent as object) } as Answered;
    },
    close: () => client.close(),
  };
}

/** The content of every file below a folder, but for git's own and the cache, in one hash. */
export function treeHash(folder: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/\.git\/|\/\.threatloom\/cache\/|\/node_modules\/\.cache\//.test(path));
  for (const path of names.sort()) hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest("hex");
}
