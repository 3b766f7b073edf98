import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { expect, test } from "@jest/globals";
import { tempFolder, writeFiles } from "@threatloom/testing";
import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { guide } from "../../cli/test/guides.js";
import { CLI } from "./agent.js";

interface Configured {
  command: string;
  args: string[];
}

const blocks = guide("mcp.md").flatMap((section) => section.blocks);

/** The servers that a file of configuration names, whatever its outer key is called. */
function serversIn(body: string): Configured[] {
  const outer = Object.values(JSON.parse(body) as Record<string, Record<string, Configured>>);
  return outer.flatMap((servers) => Object.values(servers));
}

test("docs/mcp.md: every configuration starts a server, and every command runs", async () => {
  const project = tempFolder({ "a.ts": "// @exposes App:Web to x with y\nexport function f() {}\n" });
  const bin = tempFolder({ threatloom: `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n` });
  chmodSync(join(bin.path, "threatloom"), 0o755);
  const env = { ...process.env, PATH: `${bin.path}:${process.env["PATH"] ?? ""}` } as Record<string, string>;
  const ran: string[] = [];
  for (const { kind, file, body } of blocks) {
    if (file === "hello.jsonl") writeFiles(project.path, { [file]: body });
    else if (kind === "json") {
      for (const { command, args } of serversIn(body)) {
        const there = args.map((word) => (word === "/path/to/your/project" ? project.path : word));
        const elsewhere = there.includes(project.path);
        const cwd = elsewhere ? bin.path : project.path;
        const client = new Client({ name: "guide", version: "1" });
        await client.connect(new StdioClientTransport({ command, args: there, cwd, env }));
        const { tools } = await client.listTools();
        const writes = tools.some(({ name }) => name === "insert_annotation");
        expect(writes).toBe(args.includes("--allow-write"));
        const { structuredContent } = await client.callTool({ name: "scan", arguments: {} });
        expect(structuredContent).toMatchObject({ data: { model: { claims: 1 } } });
        const table = guide("mcp.md").find(({ title }) => title === "What the agent can ask")!.text;
        for (const { name } of tools.filter((one) => one.name !== "insert_annotation")) {
          expect(table).toContain(`| \`${name}\``);
        }
        await client.close();
        ran.push(args.join(" "));
      }
    } else if (kind === "sh") {
      const output = execFileSync("/bin/sh", ["-c", body], { cwd: project.path, env, encoding: "utf8" });
      const answers = output
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { id: number });
      expect(answers.map(({ id }) => id)).toEqual([1, 2]);
      ran.push(body.trim());
    }
  }
  expect(ran).toHaveLength(5);
  project.dispose();
  bin.dispose();
});
