import { spawn, type ChildProcess } from "node:child_process";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { projectOf, startClient } from "./client.js";

const command = join(dirname(fileURLToPath(import.meta.url)), "../../cli/bin/threatloom.js");
const till = "// @exposes #till to #sqli with raw queries\nexport function pay(): void {}\n";
const wrong = till.replace("#sqli", "#gone");

/** A server whose bytes are ours to choose. */
function bare(root: string): { child: ChildProcess; send: (text: string) => void; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [command, "lsp", "--stdio"], { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    child,
    ended,
    send: (text) => child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`),
  };
}

const request = (id: number, method: string, params: unknown): string =>
  JSON.stringify({ jsonrpc: "2.0", id, method, params });
const notification = (method: string, params: unknown): string => JSON.stringify({ jsonrpc: "2.0", method, params });

async function answer(child: ChildProcess, id: number): Promise<string> {
  let all = "";
  return new Promise((resolve) => {
    const look = (chunk: Buffer): void => {
      all += chunk.toString();
      if (!all.includes(`"id":${id},`) && !all.includes(`"id":${id}}`)) return;
      child.stdout!.off("data", look);
      resolve(all);
    };
    child.stdout!.on("data", look);
  });
}

const hello = (root: string, processId: number | null = process.pid): string =>
  request(1, "initialize", {
    processId,
    capabilities: {},
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: "x" }],
  });

describe("how it ends", () => {
  test("shutdown, then exit: 0", async () => {
    const client = await startClient(projectOf({}));
    expect(await client.stop()).toBe(0);
  });

  test.each(["exit without shutdown", "exit before initialize", "the stream ends"])("%s: 1", async (way) => {
    const root = projectOf({});
    const { child, send, ended } = bare(root);
    if (way !== "exit before initialize") {
      send(hello(root));
      await answer(child, 1);
    }
    if (way === "the stream ends") child.stdin!.end();
    else send(notification("exit", null));
    expect(await ended).toBe(1);
  });

  test("the stream ends after shutdown: 0", async () => {
    const root = projectOf({ "a.ts": till });
    const { child, send, ended } = bare(root);
    send(hello(root));
    await answer(child, 1);
    send(request(2, "shutdown", null));
    await answer(child, 2);
    child.stdin!.end();
    expect(await ended).toBe(0);
  });

  test("the editor that said its process id is gone, its streams are still open: 1", async () => {
    const root = projectOf({});
    const editor = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const { child, send, ended } = bare(root);
    send(hello(root, editor.pid));
    await answer(child, 1);
    editor.kill();
    expect(await ended).toBe(1);
  });

  test("nobody reads what it says any more: 1", async () => {
    const root = projectOf({ "a.ts": wrong });
    const { child, send, ended } = bare(root);
    child.stdout!.destroy();
    send(hello(root));
    await setTimeout(300);
    child.stdin!.end();
    expect(await ended).toBe(1);
  });
});

describe("what is no protocol", () => {
  const nonsense: readonly (readonly [string, string])[] = [
    ["no JSON", "{"],
    ["a number", "42"],
    ["an empty list", "[]"],
    ["null", "null"],
    ["a request nobody knows", request(7, "no/such", { a: 1 })],
    ["a notification nobody knows", notification("$/no", null)],
    ["an answer to nothing", JSON.stringify({ jsonrpc: "2.0", id: 99, result: null })],
    ["a cancellation of nothing", notification("$/cancelRequest", { id: 99 })],
    ["a change without parameters", notification("textDocument/didChange", null)],
    ["a document that is a number", notification("textDocument/didOpen", { textDocument: 3 })],
    [
      "a change of what is not open",
      notification("textDocument/didChange", {
        textDocument: { uri: "file:///x.ts", version: 2 },
        contentChanges: [{ text: "" }],
      }),
    ],
    ["deep nesting", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["a watched file that is none", notification("workspace/didChangeWatchedFiles", { changes: [{ uri: 3 }] })],
    [
      "folders that are none",
      notification("workspace/didChangeWorkspaceFolders", { event: { added: [{ uri: "x:" }], removed: [{}] } }),
    ],
    ["settings that are none", notification("workspace/didChangeConfiguration", { settings: [null] })],
    ["settings without anything", notification("workspace/didChangeConfiguration", {})],
  ];

  test("nothing of it ends the server, or is answered by an error of its own", async () => {
    const root = projectOf({ "a.ts": wrong });
    const { child, send, ended } = bare(root);
    send(hello(root));
    await answer(child, 1);
    send(notification("initialized", {}));
    for (const [i, [, text]] of nonsense.entries()) {
      send(text);
      send(request(100 + i, "still/there", {}));
      expect(await answer(child, 100 + i)).toContain("-32601");
    }
    send(request(2, "shutdown", null));
    await answer(child, 2);
    send(notification("exit", null));
    expect(await ended).toBe(0);
  });

  test("a header that is none does not hang it: the stream's end is still seen", async () => {
    const root = projectOf({});
    const { child, send, ended } = bare(root);
    send(hello(root));
    await answer(child, 1);
    child.stdin!.write("Content-Size: 3\r\n\r\nabc\r\n\r\n\r\n");
    child.stdin!.end();
    expect(await ended).toBe(1);
  });
});
