import { expect, test } from "@jest/globals";
import {
  CodeActionRequest,
  CompletionRequest,
  HoverRequest,
  ShowMessageNotification,
  type CodeAction,
  type CompletionList,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { marked, projectOf, startClient } from "./client.js";

const model = `@component Shop:Till (#till)
@threat SQL injection (#sqli)
`;

/** What each action makes of a file with the cursor at the mark, by title. */
async function outcomes(path: string, text: string, files: Record<string, string> = {}) {
  const { text: bare, places } = marked(text);
  const client = await startClient(projectOf({ "model.threatspec": model, ...files, [path]: bare }));
  await client.open(path, bare);
  const at = places[0]!;
  const actions = (await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.uri(path) },
    range: { start: at, end: at },
    context: { diagnostics: [] },
  })) as CodeAction[];
  expect(client.errors).toEqual([]);
  const changed = ({ edit }: CodeAction): string =>
    TextDocument.applyEdits(TextDocument.create("", "", 1, bare), edit!.changes![client.uri(path)]!);
  return new Map(actions.map((action) => [action.title, changed(action)]));
}

const MITIGATE = "Add a mitigation for this exposure";
const ACCEPT = "Accept this exposure until a date";

test.each(["/** @exposes #till to #sqli| with x */\n", "/**\n * @exposes #till to #sqli| with x\n */\n"])(
  "a name that would end the comment is not written into one: %j",
  async (comment) => {
    const hostile = '@mitigates Shop:Other against #sqli with "x */ evil(); /* y"\n';
    const code = "export function pay(): void {}\n";
    const files = { "other.threatspec": hostile };
    const found = await outcomes("till.ts", `${comment}${code}`, files);
    expect([...found.keys()]).toEqual([ACCEPT]);
    const line = await outcomes("till.ts", `// @exposes #till to #sqli| with x\n${code}`, files);
    expect(line.get(MITIGATE)).toContain('// @mitigates #till against #sqli with "x */ evil(); /* y"\n');
  },
);

test.each([
  [
    "the text of an element",
    "till.tsx",
    "const a = (\n  <p>\n    hi {n /* @exposes #till to #sqli| with x */}\n  </p>\n);\n",
  ],
  [
    "the text of an element, before an expression",
    "till.tsx",
    "const a = (\n  <p>\n    {list.map((n) => ( // @exposes #till to #sqli| with x\n      n\n    ))}\n  </p>\n);\n",
  ],
  ["a string", "till.ts", "const a = `\n  ${n /* @exposes #till to #sqli| with x */}\n`;\n"],
])("nothing is written into %s", async (_, path, text) => {
  expect([...(await outcomes(path, text)).keys()]).toEqual([]);
});

test("where a line of its own fits above the code, it is written there", async () => {
  const found = await outcomes("till.ts", "const a = [\n  n, // @exposes #till to #sqli| with x\n];\n");
  expect(found.get(ACCEPT)).toBe(
    "const a = [\n  // @accepts #sqli to #till with a reason to be given:\n  //   expires: 2026-05-30\n  n, // @exposes #till to #sqli with x\n];\n",
  );
});

test.each([
  ["// eslint-disable-next-line no-alert", "till.ts"],
  ["/* eslint-disable-next-line no-alert */", "till.ts"],
  ["// @ts-expect-error: it is so", "till.ts"],
  ["//nolint:errcheck", "till.go"],
])("nothing comes between %s and its line", async (command, path) => {
  const code = path.endsWith(".go")
    ? `package till\n\nimport "os/exec"\n\n${command}\nfunc Run(name string) {|\n\texec.Command(name)\n}\n`
    : `import { exec } from "node:child_process";\n${command}\nexport function run(name) {|\n  exec(name);\n}\n`;
  const found = await outcomes(path, code);
  const written = found.get("Ask for a review of this critical function")!;
  expect(written.match(/.*\n.*\n.*\{\n\s+exec/)![0]).toMatch(/^\/\/ @review /);
  expect(written).toContain(`\n${command}\n${path.endsWith(".go") ? "func" : "export"}`);
});

test("names that would end a comment are offered where they do not", async () => {
  const hostile = '@control "x */ evil(); /* y"\n@control "in\u2028two"\n@control locks\n';
  const client = await startClient(projectOf({ "model.threatspec": model + hostile }));
  const offered = async (path: string, text: string): Promise<string[]> => {
    const { text: bare, places } = marked(text);
    await client.open(path, bare);
    const textDocument = { uri: client.uri(path) };
    const list = await client.connection.sendRequest(CompletionRequest.type, { textDocument, position: places[0]! });
    return (list as CompletionList).items.map(({ textEdit }) => (textEdit as TextEdit).newText);
  };
  const inBlock = await offered("a.ts", "/**\n * @mitigates #till against #sqli with |\n */\n");
  expect(inBlock.filter((one) => /evil|two|locks/.test(one))).toEqual(["locks"]);
  const inLine = await offered("b.ts", "// @mitigates #till against #sqli with |\n");
  expect(inLine.filter((one) => /evil|two|locks/.test(one)).sort()).toEqual(['"x */ evil(); /* y"', "locks"]);
});

test("without native parsers the server lives and says once what is wrong; so does the command", async () => {
  const blocked = `const load = require("node:module")._load;
require("node:module")._load = function (name, ...rest) {
  if (/tree-sitter|node-gyp-build/.test(name)) throw new Error("no build for this machine");
  return load.call(this, name, ...rest);
};`;
  const root = projectOf({
    "block.cjs": blocked,
    "threatloom.yaml": "{}\n",
    "a.ts": "// @exposes A to theft with x\n",
  });
  const env = { ...process.env, NODE_OPTIONS: `--require ${join(root, "block.cjs")}` };
  const command = join(dirname(fileURLToPath(import.meta.url)), "../../cli/bin/threatloom.js");
  const client = await startClient(root, {
    run: { command: process.execPath, args: [command, "lsp", "--stdio"], env },
  });
  const shown: string[] = [];
  client.connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    shown.push(message);
  });
  await client.open("a.ts");
  const at = { textDocument: { uri: client.uri("a.ts") }, position: { line: 0, character: 5 } };
  for (let i = 0; i < 2; i++) expect(await client.connection.sendRequest(HoverRequest.type, at)).toBeNull();
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatch(
    /^Threatloom reads no code: the native parsers cannot be loaded here \(no build for this mac/,
  );
  expect(await client.stop()).toBe(0);
  const { status, stderr } = spawnSync(process.execPath, [command, "scan", root], { env, encoding: "utf8" });
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^threatloom: the native parsers [^\n]*\n$/)]);
});
