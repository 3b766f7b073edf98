// A language server that does nothing: it says hello, and that nothing is wrong with each text it is sent. What it needs
// is what the protocol, the process and the pipes cost.
let waiting = Buffer.alloc(0);

function send(message) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function answer({ id, method, params }) {
  if (method === "exit") process.exit(0);
  if (method === "initialize") send({ id, result: { capabilities: { textDocumentSync: 2, completionProvider: {} } } });
  else if (id !== undefined) send({ id, result: null });
  else if (method === "textDocument/didOpen" || method === "textDocument/didChange")
    send({
      method: "textDocument/publishDiagnostics",
      params: { uri: params.textDocument.uri, diagnostics: [] },
    });
}

function take() {
  const head = waiting.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = Number(/Content-Length: (\d+)/i.exec(waiting.toString("latin1", 0, head))[1]);
  const end = head + 4 + length;
  if (waiting.length < end) return false;
  const text = waiting.toString("utf8", head + 4, end);
  waiting = waiting.subarray(end);
  answer(JSON.parse(text));
  return true;
}

process.stdin.on("data", (chunk) => {
  waiting = Buffer.concat([waiting, chunk]);
  while (take());
});
process.stdin.on("end", () => process.exit(0));
