// Starts the packed command as a language server. Where its native parsers do not load, it answers the editor's first
// request with that, so that people read one clear message instead of finding a server that knows nothing.
const parsers = ["tree-sitter", "tree-sitter-go", "tree-sitter-typescript"];

/** What keeps the parsers from loading; null where they do. */
async function obstacle() {
  try {
    for (const name of parsers) await import(name);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Reads the first message and answers it with an error, in the way the language server protocol frames messages. */
function refuse(reason) {
  process.stderr.write(`The parsers do not load: ${reason}\n`);
  let head = Buffer.alloc(0);
  process.stdin.on("data", (chunk) => {
    head = Buffer.concat([head, chunk]);
    const id = /"id"\s*:\s*(\d+|"[^"]*")/.exec(head.toString("utf8"))?.[1];
    if (id === undefined) return;
    process.stdin.removeAllListeners("data").resume();
    const error = { code: -32803, message: "The parsers do not load.", data: { reason: "parsers" } };
    const body = `{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify(error)}}`;
    process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
  process.stdin.on("end", () => process.exit(1));
}

const reason = await obstacle();
if (reason === null) {
  // Editors add options of their own, which the command does not know.
  process.argv.splice(2, Infinity, "lsp", "--stdio");
  await import(new URL("threatloom.js", import.meta.url).href);
} else refuse(reason);
