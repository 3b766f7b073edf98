// A language server that says hostile things: labels that want to be more than text, and a picture with a script. How
// often it was asked for the tree stands in the tree; every document that is opened changes the model.
const places = process.env.THREATLOOM_TEST_FOLDER ?? "/nowhere";
const location = (line) => ({
  uri: `file://${places}/a.ts`,
  range: { start: { line, character: 0 }, end: { line, character: 3 } },
});
const node = (id, kind, status, more = {}) => ({
  ...{ id, kind, status, label: id, description: "", location: null, children: [] },
  ...more,
});
let trees = 0;
let counts = 0;
let announced = "";
const tree = () => [
  node("c1", "component", "exposed", {
    label: "<img src=x onerror=alert(1)> $(trash) [x](command:y)\u202e\n",
    description: "process",
    location: location(4),
    children: [
      node("t1", "threat", "exposed", {
        children: [node("a1", "claim", null, { location: { uri: "command:evil", range: location(0).range } })],
      }),
      node("t2", "threat", "partial"),
      node("t3", "threat", "accepted"),
      node("t4", "threat", "transferred"),
      node("t5", "threat", "mitigated", { description: "tested" }),
      node("t6", "threat", "something new"),
    ],
  }),
  node("c2", "component", null, { description: `asked ${++trees}` }),
];
const edit = (line, newText) => ({ range: location(line).range, newText });
const diagram = ({ uri }) =>
  uri?.endsWith("empty.ts")
    ? null
    : {
        title: `<b>${uri === null ? "project" : uri.split("/").pop()}</b>`,
        svg: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>',
      };
const answers = {
  initialize: ({ initializationOptions: { formatting } }) => {
    announced = `formatting ${formatting}`;
    return { capabilities: { textDocumentSync: 1 }, serverInfo: { name: "hostile" } };
  },
  "textDocument/formatting": ({ textDocument: { uri } }) =>
    uri.endsWith("empty.ts") ? [] : [edit(0, announced), edit(7, announced)],
  "textDocument/rangeFormatting": ({ range: { start, end } }) => [edit(start.line, `${start.line} to ${end.line}`)],
  "threatloom/counts": () => ({ open: ++counts > 1 ? 2 : 1 }),
  "threatloom/tree": tree,
  "threatloom/diagram": diagram,
  shutdown: () => null,
};

const send = (message) => {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};
let pending = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  for (;;) {
    const at = pending.indexOf("\r\n\r\n");
    if (at === -1) return;
    const length = Number(/Content-Length: (\d+)/i.exec(pending.subarray(0, at).toString())[1]);
    if (pending.length < at + 4 + length) return;
    const { id, method, params } = JSON.parse(pending.subarray(at + 4, at + 4 + length).toString("utf8"));
    pending = pending.subarray(at + 4 + length);
    if (method === "exit") process.exit(0);
    if (method === "textDocument/didOpen") send({ method: "threatloom/changed" });
    if (id === undefined || method === undefined) continue;
    send({ id, result: answers[method]?.(params) ?? null });
  }
});
