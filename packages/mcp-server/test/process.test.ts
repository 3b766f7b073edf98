import { expect, test } from "@jest/globals";
import { gitRepository, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { agentFor, CLI } from "./agent.js";

interface Message {
  id?: number;
  result?: { content?: { text: string }[]; isError?: boolean; serverInfo?: { name: string } };
  error?: { code: number };
}

/** A server process that is spoken to in raw lines. */
function rawServer(root: string) {
  const child = spawn(process.execPath, [CLI, "mcp", "--root", root], { stdio: ["pipe", "pipe", "pipe"] });
  const lines: string[] = [];
  const errors: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on("line", (line) => lines.push(line));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, lines, errors, ended, say: (text: string) => child.stdin.write(`${text}\n`) };
}

const request = (id: number, method: string, params: object = {}): string =>
  JSON.stringify({ jsonrpc: "2.0", id, method, params });

const hello = request(1, "initialize", {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "raw", version: "1" },
});

test("what was asked before input closes is answered; then the process ends by itself, with code 0", async () => {
  const folder = tempFolder({ "a.ts": "// @exposes App:Web to x with y\nexport function f() {}\n" });
  const { lines, say, child, ended, errors } = rawServer(folder.path);
  say(hello);
  say(request(2, "tools/call", { name: "scan", arguments: {} }));
  child.stdin.end();
  expect(await ended).toBe(0);
  const messages = lines.map((line) => JSON.parse(line) as Message);
  expect(messages.map(({ id }) => id)).toEqual([1, 2]);
  expect(messages[0]?.result?.serverInfo?.name).toBe("threatloom");
  expect(messages[1]?.result?.content?.[0]?.text).toMatch(/^1 component, 1 threat/);
  expect(errors).toEqual([]);
  folder.dispose();
});

test("lines that are no protocol are complained about on standard error and do no harm", async () => {
  const folder = tempFolder({ "a.ts": "export function f() {}\n" });
  const { lines, say, child, ended, errors } = rawServer(folder.path);
  say("not json");
  say('{"jsonrpc":"2.0"');
  say(JSON.stringify({ jsonrpc: "2.0", id: 9, method: "no/such" }));
  say(hello);
  say(request(2, "tools/call", { name: 5 }));
  say(request(3, "tools/call", { name: "scan", arguments: [1] }));
  say(request(4, "resources/read", { uri: "file:///etc/passwd" }));
  say(request(5, "tools/call", { name: "scan" }));
  child.stdin.end();
  expect(await ended).toBe(0);
  const byId = new Map(lines.map((line) => JSON.parse(line) as Message).map((message) => [message.id, message]));
  expect(byId.get(9)?.error?.code).toBe(-32601);
  for (const id of [2, 3, 4]) expect(byId.get(id)?.error).toBeDefined();
  expect(byId.get(5)?.result?.isError).toBeUndefined();
  expect(errors.join("")).not.toBe("");
  folder.dispose();
});

test("a client that goes away without a word leaves no process behind", async () => {
  const folder = tempFolder({ "a.ts": "export function f() {}\n" });
  const { child, say, ended } = rawServer(folder.path);
  say(hello);
  say(request(2, "tools/call", { name: "scan", arguments: {} }));
  child.stdout.destroy();
  child.stdin.end();
  expect(await ended).toBe(0);
  folder.dispose();
});

test("a root that is none, and wrong options, end as wrong usage", async () => {
  const folder = tempFolder();
  expect(await threatloom(["mcp", "--root", `${folder.path}/none`])).toMatchObject({ code: 2, stdout: "" });
  expect(await threatloom(["mcp", "--date", "soon"], { cwd: folder.path })).toMatchObject({ code: 2, stdout: "" });
  writeFiles(folder.path, { "threatloom.yaml": "exclud: x\n" });
  expect(await threatloom(["mcp"], { cwd: folder.path })).toMatchObject({ code: 2, stdout: "" });
  folder.dispose();
});

test("ten thousand claims stay within bounds, for two clients at once and calls in any order", async () => {
  const files: Record<string, string> = {};
  for (let file = 0; file < 100; file++) {
    const claims = Array.from({ length: 100 }, (_, at) => {
      return `// @exposes App:Part ${file}:Piece ${at % 10} to threat number ${at} with ${"words ".repeat(20)}\nexport function f${at}() { eval(process.env.X); }\n`;
    });
    files[`src/f${file}.ts`] = claims.join("\n");
  }
  const folder = tempFolder(files);
  gitRepository(folder.path);
  const agents = await Promise.all([agentFor(folder.path), agentFor(folder.path)]);
  const calls: [string, Record<string, unknown>][] = [
    ["scan", { limit: 100 }],
    ["lookup", { limit: 100 }],
    ["lookup", { query: "threat number 7", limit: 100 }],
    ["open_exposures", { limit: 100 }],
    ["uncovered_critical", { limit: 100 }],
    ["context", { file: "src/f3.ts", limit: 100 }],
    ["diff", { base: "HEAD", limit: 100 }],
  ];
  for (const answers of await Promise.all(
    // The second one asks for what needs no calls between functions: two cores are enough for one of those.
    agents.map((agent, at) =>
      Promise.all(calls.slice(0, at === 0 ? calls.length : 4).map(([name, args]) => agent.call(name, args))),
    ),
  )) {
    for (const { error, text, page } of answers) {
      expect(error).toBe(false);
      expect(text.length).toBeLessThan(60_000);
      expect(page.shown).toBeLessThanOrEqual(100);
    }
    expect(answers[3]!.page.total).toBe(10_000);
    expect(new Set(answers.map(({ source }) => source.content)).size).toBe(1);
  }
  const [first, second] = agents;
  const page = await first.call("open_exposures", { limit: 10 });
  const next = await second.call("open_exposures", { limit: 10, cursor: page.page.cursor });
  expect(next.page.offset).toBe(10);
  writeFiles(folder.path, { "src/more.ts": "// @exposes App:New to x with y\nexport function n() {}\n" });
  expect((await second.call("open_exposures", { cursor: page.page.cursor })).text).toMatch(/cursor does not belong/);
  await Promise.all(agents.map((agent) => agent.close()));
  folder.dispose();
}, 240_000);

test("nothing of the protocol is loaded by other commands", () => {
  const dist = join(dirname(CLI), "../dist");
  const seen = new Set<string>(["threatloom.js"]);
  // Only what is imported without being asked for; chunks that wait for a command come by import().
  for (const name of seen) {
    const text = readFileSync(join(dist, name), "utf8");
    for (const [, chunk] of text.matchAll(/(?:from|^import) ?"\.\/(chunk-[^"]+)"/gm)) seen.add(chunk!);
    expect({ name, speaks: /modelcontextprotocol|tools\/call/.test(text) }).toEqual({ name, speaks: false });
  }
  expect(seen.size).toBeGreaterThan(1);
});

test("a call that is cancelled holds nothing up", async () => {
  const folder = tempFolder({ "a.ts": "// @exposes App:Web to x with y\nexport function f() {}\n" });
  const agent = await agentFor(folder.path);
  const stop = new AbortController();
  const cancelled = agent.client.callTool({ name: "scan", arguments: {} }, undefined, { signal: stop.signal });
  const other = agent.call("scan");
  stop.abort("enough");
  await expect(cancelled).rejects.toThrow(/enough/);
  expect((await other).error).toBe(false);
  expect((await agent.call("open_exposures")).page.total).toBe(1);
  await agent.close();
  folder.dispose();
});
