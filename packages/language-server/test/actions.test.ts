import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openLive } from "@threatloom/engine";
import {
  CodeActionRequest,
  type ClientCapabilities,
  type CodeAction,
  type Position,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { marked, projectOf, startClient, type Client } from "./client.js";

const model = `@component Shop:Till (#till)
@component Shop:Ledger (#ledger)
@threat SQL injection (#sqli)
@control prepared statements (#prepared)
@mitigates #ledger against #sqli with #prepared
`;

/** The code actions at a cursor or selection. */
async function actionsAt(client: Client, path: string, [start, end = start]: Position[], only?: string[]) {
  const range = { start: start!, end: end! };
  const context = { diagnostics: [], ...(only && { only }) };
  const textDocument = { uri: client.uri(path) };
  return (await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range,
    context,
  })) as CodeAction[];
}

/** The one file that an action changes, and its text afterwards. */
function applied(client: Client, action: CodeAction, texts: Record<string, string>): { path: string; text: string } {
  const changed = Object.entries(action.edit!.changes!);
  expect(changed).toHaveLength(1);
  const [uri, edits] = changed[0]!;
  const path = uri.slice(client.uri("x").length - 1);
  const text = texts[path] ?? readFileSync(join(client.root, path), "utf8");
  return { path, text: TextDocument.applyEdits(TextDocument.create(uri, "", 1, text), edits) };
}

interface Case {
  files?: Record<string, string>;
  path?: string;
  /** With a mark where the cursor is. */
  text: string;
  capabilities?: ClientCapabilities;
}

/** What each action makes of the file it changes, by title; each is read again and must hold no more errors than before. */
async function outcomes({
  files = {},
  path = "till.ts",
  text,
  capabilities = {},
}: Case): Promise<Record<string, string>> {
  const { text: bare, places } = marked(text);
  const root = projectOf({ "model.threatspec": model, ...files, [path]: bare });
  const client = await startClient(root, { capabilities });
  await client.open(path, bare);
  const actions = await actionsAt(client, path, places);
  const live = await openLive(root, { today: () => "2026-03-01" });
  const errors = async (): Promise<string[]> =>
    [...(await live.view()).diagnostics.values()].flat().map(({ code, line }) => `${code}:${line}`);
  const before = (await errors()).length;
  const found: Record<string, string> = {};
  for (const action of actions) {
    const change = applied(client, action, { [path]: bare });
    found[action.title] = `${change.path}\n${change.text}`;
    live.put(change.path, change.text);
    const after = await errors();
    expect(after.length).toBeLessThanOrEqual(action.kind === "quickfix" ? before - 1 : before);
    live.put(change.path, null);
  }
  expect(client.errors).toEqual([]);
  return found;
}

const fn = "export function pay(): void {}\n";

test.each([
  ["a verb", `// @expo|ss #till to #sqli with x\n${fn}`, "@exposes", "// @exposes #till to #sqli with x"],
  ["a keyword", `// @exposes #till too| #sqli with x\n${fn}`, "to", "// @exposes #till to #sqli with x"],
  ["an id", `/** @exposes #till to #sqly| with x */\n${fn}`, "#sqli", "/** @exposes #till to #sqli with x */"],
  ["a doubled mark", `// @exposes #till to ##sqli| with x\n${fn}`, "#sqli", "// @exposes #till to #sqli with x"],
  ["a level", `// @data Cards (#cards) as internl|\n${fn}`, "internal", "// @data Cards (#cards) as internal"],
  [
    "a property below the line that is marked",
    `// @exposes| #till to #sqli with x:\n//   severty: high\n${fn}`,
    "severity",
    "// @exposes #till to #sqli with x:\n//   severity: high",
  ],
  [
    "a value below the line that is marked",
    `// @exposes| #till to #sqli with x:\n//   severity: hihg\n${fn}`,
    "high",
    "// @exposes #till to #sqli with x:\n//   severity: high",
  ],
  [
    "a GuardLink severity line",
    `// @exposes #tll| to #sqli [high] -- "x"\n${fn}`,
    "#till",
    '// @exposes #till to #sqli [high] -- "x"',
  ],
])("mends %s", async (_, text, word, line) => {
  const found = await outcomes({ text });
  expect(found[`Change to ${word}`]).toBe(`till.ts\n${line}\n${fn}`);
});

test("defines a missing id where such definitions stand, in the dialect used there", async () => {
  const text = `// @exposes #till to #forged|-price with x\n${fn}`;
  expect(await outcomes({ text })).toMatchObject({
    "Define the threat #forged-price in model.threatspec": `model.threatspec\n${model.replace(
      "(#sqli)\n",
      "(#sqli)\n@threat forged price (#forged-price)\n",
    )}`,
  });
  const component = await outcomes({ text: `// @exposes #card-|store to #sqli with x\n${fn}` });
  expect(component["Define the component #card-store in model.threatspec"]).toContain(
    "@component Shop:Ledger (#ledger)\n@component Shop:Card Store (#card-store)\n",
  );
  const guardlink = await outcomes({
    files: {
      "model.threatspec": "",
      "defs.ts": '/**\r\n * @asset App.Web (#web) -- "x" */\r\nexport const a = 1;\r\n',
    },
    text: `// @exposes #till|s to #web -- "x"\n${fn}`,
  });
  expect(guardlink["Define the component #tills in defs.ts"]).toBe(
    'defs.ts\n/**\r\n * @asset App.Web (#web) -- "x"\r\n * @asset Tills (#tills)\r\n */\r\nexport const a = 1;\r\n',
  );
  const old = await outcomes({
    files: { "model.threatspec": "", "defs.go": "package p\n\n// @alias component @web to Web\n" },
    text: `// @exposes @we| to XSS with x\n${fn}`,
  });
  expect(Object.values(old).join("\n")).toContain("@alias component @we to We");
});

test("defines a missing id above in the same comment where nothing is defined anywhere", async () => {
  const text = `/** @mitigates App:Web against XSS with #encod|ing */\n${fn}`;
  expect(await outcomes({ files: { "model.threatspec": "" }, text })).toMatchObject({
    "Define the control #encoding here": `till.ts\n// @control encoding (#encoding)\n/** @mitigates App:Web against XSS with #encoding */\n${fn}`,
  });
});

test.each([
  ["line comments", "  // @exposes #till to #sqli with| x\n", "  // @exposes #till to #sqli with x\n  // NEW\n"],
  [
    "a block",
    "/**\n * @exposes #till to #sqli with| x\n */\n",
    "/**\n * @exposes #till to #sqli with x\n * NEW\n */\n",
  ],
  [
    "a block of one line",
    "/** @exposes #till to #sqli with| x */\n",
    "/** @exposes #till to #sqli with x\n * NEW\n */\n",
  ],
  [
    "a block without stars",
    "/*\n  @exposes #till to #sqli with| x */\n",
    "/*\n  @exposes #till to #sqli with x\n  NEW\n   */\n",
  ],
  ["CRLF", "// @exposes #till to #sqli with| x\r\n", "// @exposes #till to #sqli with x\r\n// NEW\r\n"],
  [
    "properties",
    "// @exposes #till to #sqli with| x:\n//   severity: high\n",
    "// @exposes #till to #sqli with x:\n//   severity: high\n// NEW\n",
  ],
  [
    "code before it",
    "const a = 1; // @exposes #till to #sqli with| x\n",
    "// NEW\nconst a = 1; // @exposes #till to #sqli with x\n",
  ],
  ["a list", "// - @exposes #till to #sqli with| x\n", "// - @exposes #till to #sqli with x\n// - NEW\n"],
])("a skeleton keeps the style of %s", async (_, before, after) => {
  const found = await outcomes({ text: before + fn });
  const line = "@mitigates #till against #sqli with #prepared";
  expect(found["Add a mitigation for this exposure"]).toBe(`till.ts\n${after.replace("NEW", line)}${fn}`);
});

test("what stands against an exposure is written in its dialect", async () => {
  const guardlink = await outcomes({ text: `// @exposes #till to #sqli [high] -- "x|"\n${fn}` });
  expect(guardlink["Add a mitigation for this exposure"]).toContain(
    "\n// @mitigates #till against #sqli using #prepared\n",
  );
  expect(guardlink["Accept this exposure until a date"]).toContain(
    '\n// @accepts #sqli on #till -- "a reason to be given":\n//   expires: 2026-05-30\n',
  );
  const prose = await outcomes({
    path: "a.go",
    text: "package a\n\n// ThreatSpec A for Pay\n// Exposes Shop:Till to SQL injection| with x\nfunc Pay() {}\n",
  });
  expect(prose["Add a mitigation for this exposure"]).toContain(
    "\n// Mitigates Shop:Till against SQL injection with #prepared\n",
  );
  const modelFile = await outcomes({ path: "more.gal", text: "@exposes #till to #sqli| with x\n" });
  expect(modelFile["Accept this exposure until a date"]).toBe(
    "more.gal\n@exposes #till to #sqli with x\n@accepts #sqli to #till with a reason to be given:\n  expires: 2026-05-30\n",
  );
  const closed = await outcomes({
    text: `// @exposes #till to #sqli| with x\n// @mitigates #till against #sqli with y\n${fn}`,
  });
  expect(closed).toEqual({});
});

test("a test claim goes above the test that names the function", async () => {
  const tests = 'test("opens", () => {});\n\ntest("pay books", () => {});\n';
  const found = await outcomes({ files: { "till.test.ts": tests }, text: `// @exposes #till to #sqli| with x\n${fn}` });
  expect(found["Add a test claim in till.test.ts"]).toBe(
    'till.test.ts\ntest("opens", () => {});\n\n// @tests #prepared for #till\ntest("pay books", () => {});\n',
  );
  const go = await outcomes({
    path: "pay.go",
    files: { "pay_test.go": 'package a\n\nimport "testing"\n\nfunc TestPay(t *testing.T) {}\n' },
    text: "package a\n\n// @exposes #till to #sqli| with x\nfunc Pay() {}\n",
  });
  expect(go["Add a test claim in pay_test.go"]).toContain("// @tests #prepared for #till\nfunc TestPay(");
});

test("covers the critical function at the cursor, in the comment that it has", async () => {
  const body =
    'import { execSync } from "node:child_process";\n\nDOCexport function run(x: string): void {\n  exec|Sync(x);\n}\n';
  const bare = await outcomes({ text: body.replace("DOC", "") });
  expect(Object.keys(bare)).toEqual([
    "Cover this critical function: what protects it",
    "Cover this critical function: how it is exposed",
    "Ask for a review of this critical function",
  ]);
  expect(bare["Cover this critical function: what protects it"]).toMatch(
    /\n\n\/\/ @mitigates .* against .* with .*\nexport/,
  );
  const block = await outcomes({ text: body.replace("DOC", "/**\n * Runs it.\n */\n") });
  expect(block["Cover this critical function: how it is exposed"]).toMatch(
    /\n \* Runs it\.\n \* @exposes .*\n \*\/\nexport/,
  );
  const line = await outcomes({ text: body.replace("DOC", "// Runs it.\n") });
  expect(line["Ask for a review of this critical function"]).toMatch(/\n\/\/ Runs it\.\n\/\/ @review .*\nexport/);
  expect(await outcomes({ text: body.replace("DOC", "// @review Shop:Till is it right?\n") })).toEqual({});
});

test("declares a flow for a call from one component of the file to another", async () => {
  const text =
    "// @exposes #till to #sqli with x\nexport function pay(): void {\n  bo|ok();\n}\n\n// @review #ledger is it right?\nexport function book(): void {}\n";
  const found = await outcomes({ text });
  expect(found["Declare the flow from #till to #ledger"]).toContain(
    "\n  // @connects #till to #ledger with what flows\n  book();\n",
  );
  expect(await outcomes({ files: { "flows.threatspec": "@connects #till to #ledger with x\n" }, text })).toEqual({});
});

test.each([
  [
    "// @exposes #none| to #sqli with x\n",
    "// threatloom-ignore-next-line dangling-reference because …\n// @exposes #none to #sqli with x\n",
  ],
  [
    "/** @exposes #none| to #sqli with x */\n",
    "// threatloom-ignore-next-line dangling-reference because …\n/** @exposes #none to #sqli with x */\n",
  ],
  [
    "/**\n * Pays.\n * @exposes #none| to #sqli with x\n */\n",
    "/**\n * Pays.\n * threatloom-ignore-next-line dangling-reference because …\n * @exposes #none to #sqli with x\n */\n",
  ],
  [
    "// - @exposes #none| to #sqli with x\n",
    "//   threatloom-ignore-next-line dangling-reference because …\n// - @exposes #none to #sqli with x\n",
  ],
])("silences a diagnostic with a reason: %j", async (before, after) => {
  const found = await outcomes({ text: before + fn });
  expect(found["Silence dangling-reference here, with a reason"]).toBe(`till.ts\n${after}${fn}`);
});

test("kinds, preference and diagnostics are told, and only what is asked for is answered", async () => {
  const { text, places } = marked(`// @exposes #till to #sqly| with x\n${fn}`);
  const client = await startClient(projectOf({ "model.threatspec": model, "till.ts": text }));
  const fixes = await actionsAt(client, "till.ts", places, ["quickfix"]);
  expect(fixes.map(({ title, isPreferred }) => [title, isPreferred ?? false])).toEqual([
    ["Change to #sqli", true],
    ["Define the threat #sqly in model.threatspec", false],
    ["Silence dangling-reference here, with a reason", false],
  ]);
  expect(fixes[0]!.diagnostics![0]!.code).toBe("dangling-reference");
  expect(await actionsAt(client, "till.ts", places, ["refactor"])).toEqual([]);
  await client.open("till.ts", text.replace("#sqly", "#sqli"));
  const others = await actionsAt(client, "till.ts", places, ["refactor"]);
  expect(others.map(({ kind }) => kind)).toEqual(["refactor", "refactor"]);
  expect(await actionsAt(client, "till.ts", places, ["quickfix"])).toEqual([]);
  expect(await actionsAt(client, "till.ts", places, ["source.organizeImports"])).toEqual([]);
  expect(client.errors).toEqual([]);
});

test("holes become stops where the client takes snippets in edits, and hostile text stays text", async () => {
  const { text, places } = marked('// @exposes "a ${1:b} \\\\ }" to #sqli| with x\n' + fn);
  const workspace = { workspaceEdit: { documentChanges: true, snippetEditSupport: true } };
  const client = await startClient(projectOf({ "model.threatspec": model, "till.ts": text }), {
    capabilities: { workspace },
  });
  const [mitigation] = await actionsAt(client, "till.ts", places);
  expect(mitigation!.edit!.documentChanges).toEqual([
    {
      textDocument: { uri: client.uri("till.ts"), version: null },
      edits: [
        {
          range: { start: { line: 0, character: 43 }, end: { line: 0, character: 43 } },
          snippet: {
            kind: "snippet",
            value: '\n// @mitigates "a \\${1:b\\} \\\\\\\\ \\}" against #sqli with ${1:#prepared}',
          },
        },
      ],
    },
  ]);
  expect(client.errors).toEqual([]);
});
