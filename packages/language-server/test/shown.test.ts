import { expect, test } from "@jest/globals";
import {
  CodeLensRequest,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  SelectionRangeRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ClientCapabilities,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensDelta,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { marked, projectOf, startClient, type Client } from "./client.js";

const model = `@component Shop:Till (#till)
@component Shop:Ledger (#ledger)
@threat SQL injection (#sqli)
@threat Theft (#theft)
@control prepared statements (#prepared)
`;
const till = `import { execSync } from "node:child_process";

// @exposes #till to #sqli with raw queries
// @accepts #theft to #till with a small shop:
//   expires: 2026-03-31
export function pay(): void {}

/**
 * @exposes #till to #sqli with more of them
 * @mitigates #till against #sqli with #prepared
 */
export function refund(): void {}

/** @exposes #ledger to #theft with a key under the mat */
export function close(): void {}

export function run(x: string): void {
  execSync(x);
}
`;

async function open(
  text: string,
  path = "till.ts",
  settings?: Record<string, unknown>,
  capabilities?: ClientCapabilities,
) {
  const root = projectOf({ "model.threatspec": model, [path]: text });
  const client = await startClient(root, { ...(settings && { settings }), ...(capabilities && { capabilities }) });
  await client.open(path, text);
  return { client, textDocument: { uri: client.uri(path) } };
}

/** Lenses as `line words -> lines they lead to`. */
async function lenses(client: Client, uri: string): Promise<string[]> {
  const found = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
  return found!.map(({ range, command }) => {
    const [of, at, places] = command!.arguments as [string, unknown, { uri: string; range: typeof range }[]];
    expect([of, at, command!.command]).toEqual([uri, range.start, "threatloom.showPlaces"]);
    return `${range.start.line + 1} ${command!.title} -> ${places.map((one) => one.range.start.line + 1).join(" ")}`;
  });
}

test("lenses say what is claimed of functions, what stands against exposures, and what is critical and not covered", async () => {
  const { client, textDocument } = await open(till);
  expect(await lenses(client, textDocument.uri)).toEqual([
    "3 nothing stands against this here, 1 claim elsewhere -> 10",
    "6 2 claims, exposed -> 3 4",
    "9 mitigated by 1 claim -> 10",
    "12 2 claims, mitigated -> 9 10",
    "14 nothing stands against this -> ",
    "15 1 claim, exposed -> 14",
    "17 not covered: starts programs -> 18",
  ]);
  expect(client.errors).toEqual([]);
});

/** Hints as `line:character words`. */
async function hints(client: Client, uri: string, last = 100): Promise<string[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: last, character: 0 } };
  const found = await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
  return found!.map(({ position, label }) => `${position.line + 1}:${position.character} ${label as string}`);
}

test("hints say how exposures and acceptances stand", async () => {
  const { client, textDocument } = await open(till);
  expect(await hints(client, textDocument.uri)).toEqual([
    "3:43 exposed here, closed elsewhere",
    "4:45 expires in 30 days",
    "9:44 mitigated",
    "14:55 exposed",
  ]);
  expect(await hints(client, textDocument.uri, 2)).toHaveLength(1);
  expect(client.errors).toEqual([]);
});

test("claims of a .gal file are shown where they are written, and on the function that they are about", async () => {
  const gal = '@source file:far.ts line:2\n@exposes #till to #sqli -- "x"\n@exposes #ledger to #sqli -- "y"\n';
  const root = projectOf({
    "model.threatspec": model,
    "far.gal": gal,
    "far.ts": "\nexport function far(): void {}\n\n// @mitigates #ledger against #sqli with #prepared\n",
  });
  const client = await startClient(root);
  await client.open("far.gal");
  expect(await hints(client, client.uri("far.gal"))).toEqual(["2:30 exposed", "3:32 mitigated"]);
  expect(await lenses(client, client.uri("far.gal"))).toEqual([
    "2 nothing stands against this -> ",
    "3 mitigated by 1 claim -> 4",
  ]);
  expect(await lenses(client, client.uri("far.ts"))).toEqual(["2 2 claims, exposed -> 2 2"]);
  expect(client.errors).toEqual([]);
});

test("lenses and hints can be switched off", async () => {
  const { client, textDocument } = await open(till, "till.ts", { lenses: false, hints: false });
  expect(await lenses(client, textDocument.uri)).toEqual([]);
  expect(await hints(client, textDocument.uri)).toEqual([]);
  expect(client.errors).toEqual([]);
});

test("a client that can is asked to ask again when the model became another", async () => {
  const refresh = { refreshSupport: true };
  const workspace = { codeLens: refresh, inlayHint: refresh, semanticTokens: refresh };
  const { client } = await open(till, "till.ts", undefined, { workspace });
  const asked = ["codeLens", "inlayHint", "semanticTokens"].map(
    (kind) =>
      new Promise<void>((resolve) => {
        client.connection.onRequest(`workspace/${kind}/refresh`, () => {
          resolve();
          return null;
        });
      }),
  );
  await client.change("till.ts", { text: till.replace("raw queries", "other queries") });
  await Promise.all(asked);
  expect(client.errors).toEqual([]);
});

const legend = (client: Client): string[] => client.initialized.capabilities.semanticTokensProvider!.legend.tokenTypes;

/** Tokens as `text type`, declarations with a `!`. */
function tokens(client: Client, text: string, { data }: SemanticTokens): string[] {
  const lines = text.split(/\r?\n/);
  const found: string[] = [];
  let [line, start] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down, along, length, type, bits] = data.slice(i, i + 5) as [number, number, number, number, number];
    [line, start] = down === 0 ? [line, start + along] : [line + down, along];
    found.push(`${lines[line]!.slice(start, start + length)} ${legend(client)[type]}${bits === 1 ? "!" : ""}`);
  }
  return found;
}

test.each([
  [
    "canonical",
    "a.ts",
    "// @mitigates #till against #sqli with #prepared",
    "@mitigates decorator|#till class|against keyword|#sqli event|with keyword|#prepared function",
  ],
  [
    "text",
    "a.ts",
    "/* @exposes #till to #sqli with to be sure */",
    "@exposes decorator|#till class|to keyword|#sqli event|with keyword",
  ],
  [
    "a definition",
    "model2.threatspec",
    "@threat Über theft (#other)",
    "@threat decorator|Über theft event!|#other variable!",
  ],
  [
    "properties",
    "a.ts",
    "/**\r\n * @exposes #till to #sqli with x:\r\n *   severity: high\r\n */",
    "@exposes decorator|#till class|to keyword|#sqli event|with keyword|severity property|high enumMember",
  ],
  [
    "GuardLink",
    "a.gal",
    '@exposes #till to #sqli [high] cwe:CWE-89 -- "x"',
    '@exposes decorator|#till class|to keyword|#sqli event|[high] enumMember|cwe:CWE-89 type|-- keyword|"x" string',
  ],
  [
    "v0.1",
    "a.go",
    "package a\n\n// @alias threat @xss to XSS",
    "@alias decorator|threat enumMember|@xss variable!|to keyword|XSS event!",
  ],
  [
    "prose",
    "a.go",
    "package a\n\n// ThreatSpec A for Pay\n// Mitigates Shop:Till against XSS with care\nfunc Pay() {}",
    "ThreatSpec decorator|for keyword|Mitigates decorator|Shop:Till class|against keyword|XSS event|with keyword|care function",
  ],
  [
    "a reference over two lines",
    "a.ts",
    '// @exposes #till to "SQL \\\n//   injection" with x',
    '@exposes decorator|#till class|to keyword|"SQL event|injection" event|with keyword',
  ],
  ["nothing", "a.ts", "export const a = 1;", ""],
])("tokens: %s", async (_, path, text, wanted) => {
  const { client, textDocument } = await open(`${text}\n`, path);
  const found = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  expect(tokens(client, text, found!).join("|")).toBe(wanted);
  const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  const part = await client.connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range });
  expect(part!.data).toEqual(found!.data);
  expect(client.errors).toEqual([]);
});

test("tokens that changed are told as what differs", async () => {
  const { client, textDocument } = await open(till);
  const first = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  await client.change("till.ts", { text: till.replace("// @accepts", "// @exposes") });
  const delta = (await client.connection.sendRequest(SemanticTokensDeltaRequest.type, {
    textDocument,
    previousResultId: first!.resultId!,
  })) as SemanticTokensDelta;
  const data = [...first!.data];
  for (const { start, deleteCount, data: put = [] } of delta.edits) data.splice(start, deleteCount, ...put);
  const whole = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  expect(data).toEqual(whole!.data);
  expect(client.errors).toEqual([]);
});

test.each([
  [
    "a block of lines",
    "// Pays.\n// @exposes #till to #sqli with x\n// @accepts #theft to #till with y\nconst a = 1;\n",
    ["2-3 comment"],
  ],
  ["one annotation", "// @exposes #till to #sqli with x\nconst a = 1;\n", []],
  [
    "properties",
    "// @exposes #till to #sqli with x:\n//   severity: high\n// @accepts #theft to #till with y\nconst a = 1;\n",
    ["1-3 comment", "1-2 comment"],
  ],
  ["a shield", "// @shield:begin\n// @exposes #till to #sqli with x\n// @shield:end\nconst a = 1;\n", ["1-3 region"]],
])("folds %s", async (_, text, wanted) => {
  const { client, textDocument } = await open(text);
  const found = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument });
  expect(found!.map(({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1} ${kind}`)).toEqual(wanted);
  expect(client.errors).toEqual([]);
});

const untidy = `import   x  from "x";
//   @EXPOSES   #till  TO #sqli   with  raw   queries
const   a =  1; //   @accepts #theft  to #till with   x
/**
 * Some   text   stays.
 * @mitigates  #till AGAINST #sqli with #prepared
 */
`;

function format(text: string, edits: TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create("file:///a", "", 1, text), edits);
}

test("annotations are formatted where that is asked for, once and for all, and nothing else is touched", async () => {
  const { client, textDocument } = await open(untidy);
  const options = { tabSize: 8, insertSpaces: false };
  const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
  const tidy = format(untidy, edits!);
  expect(tidy).toBe(`import   x  from "x";
//   @exposes #till to #sqli with raw   queries
const   a =  1; //   @accepts #theft to #till with x
/**
 * Some   text   stays.
 * @mitigates #till against #sqli with #prepared
 */
`);
  await client.change("till.ts", { text: tidy });
  expect(await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options })).toEqual([]);
  await client.change("till.ts", { text: untidy });
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
  const some = await client.connection.sendRequest(DocumentRangeFormattingRequest.type, {
    textDocument,
    options,
    range,
  });
  expect(new Set(some!.map(({ range: { start } }) => start.line))).toEqual(new Set([1]));
  expect(client.errors).toEqual([]);
});

test("selections grow from a word to its annotation and its comment", async () => {
  const { text, places } = marked("/**\n * Pays.\n * @exposes #ti|ll to #sqli with x\n */\nexport const a| = 1;\n");
  const { client, textDocument } = await open(text);
  const found = await client.connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions: places });
  const document = TextDocument.create("file:///a", "", 1, text);
  const texts = (one: SelectionRange | undefined): string[] =>
    one === undefined ? [] : [document.getText(one.range), ...texts(one.parent)];
  expect(found!.map(texts)).toEqual([
    ["#till", "@exposes #till to #sqli with x", "Pays.\n * @exposes #till to #sqli with x"],
    [""],
  ]);
  expect(client.errors).toEqual([]);
});
