import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const PATIENCE_MS = 60_000;

/**
 * A client of a language server, as small as it can be.
 *
 * @typedef {object} EditorClient
 * @property {object} capabilities of the server
 * @property {(method: string, params: object) => Promise<any>} ask a request; its answer
 * @property {(method: string, params: object) => void} tell a notification
 * @property {(file: string, text: string) => Promise<object[]>} open opens a file with a text; its next diagnostics
 * @property {(file: string, range: object, text: string) => Promise<object[]>} type one change; the file's next diagnostics
 * @property {(file: string) => string} uri
 * @property {() => number} peak millions of bytes the server held at most until now; 0 where the system does not tell
 * @property {() => Promise<void>} stop
 */

function messages(stream, take) {
  let waiting = Buffer.alloc(0);
  stream.on("data", (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const head = waiting.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(waiting.toString("latin1", 0, head))[1]);
      if (waiting.length < head + 4 + length) return;
      const text = waiting.toString("utf8", head + 4, head + 4 + length);
      waiting = waiting.subarray(head + 4 + length);
      take(JSON.parse(text));
    }
  });
}

/** A promise that fails when nothing comes. */
function soon(what, start) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: nothing for ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    start((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

function peakOf(pid) {
  try {
    return (Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

/**
 * Starts a server on a folder.
 *
 * @param {string[]} args of Node
 * @param {string} dir the folder, as the workspace
 * @returns {Promise<EditorClient>} once the server has said hello
 */
export async function startEditor(args, dir) {
  const child = spawn(process.execPath, args, { cwd: dir, stdio: ["pipe", "pipe", "inherit"] });
  const answers = new Map();
  const listeners = new Map();
  let last = 0;
  let version = 1;
  const write = (message) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  messages(child.stdout, ({ id, method, params, result }) => {
    if (method === undefined) answers.get(id)?.(result);
    else if (id !== undefined) write({ id, result: null });
    else if (method === "textDocument/publishDiagnostics") listeners.get(params.uri)?.(params.diagnostics);
  });
  const tell = (method, params) => write({ method, params });
  const ask = (method, params) =>
    soon(method, (done) => {
      last += 1;
      answers.set(last, done);
      write({ id: last, method, params });
    });
  const uri = (file) => pathToFileURL(path.join(dir, file)).href;
  const heard = (file, act) =>
    soon(`diagnostics of ${file}`, (done) => {
      listeners.set(uri(file), done);
      act();
    });
  const hello = await ask("initialize", {
    processId: process.pid,
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
    workspaceFolders: [{ uri: uri("."), name: "bench" }],
  });
  tell("initialized", {});
  return {
    capabilities: hello.capabilities,
    ask,
    tell,
    uri,
    open: (file, text) =>
      heard(file, () =>
        tell("textDocument/didOpen", { textDocument: { uri: uri(file), languageId: "typescript", version, text } }),
      ),
    type: (file, range, text) =>
      heard(file, () =>
        tell("textDocument/didChange", {
          textDocument: { uri: uri(file), version: ++version },
          contentChanges: [{ range, text }],
        }),
      ),
    peak: () => peakOf(child.pid),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await ask("shutdown", null);
      tell("exit", null);
      await ended;
    },
  };
}
