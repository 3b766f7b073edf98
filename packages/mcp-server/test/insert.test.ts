import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { gitRepository, tempFolder, writeFiles } from "@threatloom/testing";
import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { agentFor, treeHash, type Agent } from "./agent.js";

let agent: Agent;
const folder = tempFolder({
  "model.threatspec": "@component App:Web (#web)\n@threat SQL injection (#sqli)\n@control checks (#checks)\n",
  ".gitignore": "ignored/\n.threatloom/cache/\n",
});
const TEXT = "@mitigates #web against #sqli with #checks";

beforeAll(async () => {
  gitRepository(folder.path);
  agent = await agentFor(folder.path, "--allow-write");
});

afterAll(async () => {
  await agent.close();
  folder.dispose();
});

const read = (name: string): string => readFileSync(join(folder.path, name), "utf8");

/** Writes a file, inserts above a symbol, and answers the file's new text; the claim must stand on the symbol. */
async function inserted(
  name: string,
  content: string,
  symbol: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  writeFiles(folder.path, { [name]: content });
  const result = await agent.call("insert_annotation", { file: name, symbol, text: TEXT, ...more });
  expect({ error: result.error, text: result.error ? result.text : "" }).toEqual({ error: false, text: "" });
  expect(result.data.claims.length).toBeGreaterThan(0);
  for (const claim of result.data.claims) expect(claim).toMatchObject({ file: name, symbol: result.data.symbol });
  const context = await agent.call("context", {
    file: name,
    symbol,
    ...("line" in more && { line: result.data.line + 1 }),
  });
  expect(context.data.hash).toBe(result.data.hash);
  expect(context.data.claims.map(({ line }) => line)).toContain(result.data.line);
  // All but the lines that were put in is as it was.
  const lines = read(name).split("\n");
  lines.splice(result.data.line - 1, result.data.inserted.length);
  expect(lines.join("\n")).toBe(content);
  return read(name);
}

test("the tool is offered, and says that it writes", async () => {
  const { tools } = await agent.client.listTools();
  const tool = tools.find(({ name }) => name === "insert_annotation");
  expect(tool?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false });
});

describe("the line goes where a person would write it", () => {
  const cases: [string, string, string, string, string][] = [
    [
      "a plain function",
      "a.ts",
      "const a = 1;\n\nfunction f() {}\n",
      "f",
      `const a = 1;\n\n// ${TEXT}\nfunction f() {}\n`,
    ],
    [
      "an exported one on the first line",
      "b.ts",
      "export function f() {}\n",
      "f",
      `// ${TEXT}\nexport function f() {}\n`,
    ],
    [
      "below line comments",
      "c.ts",
      "// Does it.\n// Well.\nexport const f = () => 1;\n",
      "f",
      `// Does it.\n// Well.\n// ${TEXT}\nexport const f = () => 1;\n`,
    ],
    [
      "into a block comment",
      "d.ts",
      "/**\n * Does it.\n */\nexport function f() {}\n",
      "f",
      `/**\n * Does it.\n * ${TEXT}\n */\nexport function f() {}\n`,
    ],
    [
      "above a block comment on one line",
      "e.ts",
      "const x = 0;\n/** Does it. */\nexport function f() {}\n",
      "f",
      `const x = 0;\n// ${TEXT}\n/** Does it. */\nexport function f() {}\n`,
    ],
    [
      "a method with decorators, tabs",
      "f.ts",
      'class C {\n\tx = 1;\n\n\t@Get("/")\n\t@Guard({\n\t\trole: "a",\n\t})\n\tasync m() {}\n}\n',
      "C.m",
      `class C {\n\tx = 1;\n\n\t// ${TEXT}\n\t@Get("/")\n\t@Guard({\n\t\trole: "a",\n\t})\n\tasync m() {}\n}\n`,
    ],
    [
      "a decorated class that is exported",
      "g.ts",
      "@Component({\n  a: 1,\n})\nexport class C {\n  m() {}\n}\n",
      "C",
      `// ${TEXT}\n@Component({\n  a: 1,\n})\nexport class C {\n  m() {}\n}\n`,
    ],
    [
      "above commands to a linter",
      "h.ts",
      "// Does it.\n// eslint-disable-next-line no-eval\nexport function f() {}\n",
      "f",
      `// Does it.\n// ${TEXT}\n// eslint-disable-next-line no-eval\nexport function f() {}\n`,
    ],
    [
      "a handler named by its call",
      "i.ts",
      'export function routes(app) {\n  app.get("/a", (q, r) => r.send(1));\n}\n',
      'app.get("/a")',
      `export function routes(app) {\n  // ${TEXT}\n  app.get("/a", (q, r) => r.send(1));\n}\n`,
    ],
    [
      "a Go doc comment",
      "a.go",
      "package a\n\n// F does it.\nfunc F() {}\n",
      "F",
      `package a\n\n// F does it.\n// ${TEXT}\nfunc F() {}\n`,
    ],
    [
      "a Go method, by its qualified name",
      "b.go",
      "package a\n\ntype T struct{}\n\nfunc (t *T) M() {}\n",
      "a.(*T).M",
      `package a\n\ntype T struct{}\n\n// ${TEXT}\nfunc (t *T) M() {}\n`,
    ],
    [
      "above Go directives",
      "c.go",
      "package a\n\n// G does it.\n//\n//go:noinline\nfunc G() {}\n",
      "G",
      `package a\n\n// G does it.\n// ${TEXT}\n//\n//go:noinline\nfunc G() {}\n`,
    ],
    [
      "above Go directives alone, apart from them",
      "d.go",
      "package a\n\n//go:noinline\nfunc H() {}\n",
      "H",
      `package a\n\n// ${TEXT}\n//\n//go:noinline\nfunc H() {}\n`,
    ],
    [
      "a Go type within a group",
      "e.go",
      "package a\n\ntype (\n\tA struct{}\n\tB struct{}\n)\n",
      "B",
      `package a\n\ntype (\n\tA struct{}\n\t// ${TEXT}\n\tB struct{}\n)\n`,
    ],
  ];
  test.each(cases)("%s", async (_title, file, content, symbol, expected) => {
    expect(await inserted(file, content, symbol)).toBe(expected);
  });
});

test("line ends, the byte order mark and permissions stay", async () => {
  const crlf = await inserted("crlf.ts", "// Does it.\r\nexport function f() {}\r\n", "f");
  expect(crlf).toBe(`// Does it.\r\n// ${TEXT}\r\nexport function f() {}\r\n`);
  writeFiles(folder.path, { "bom.ts": "\ufeff// ünd\nexport function f() {}" });
  chmodSync(join(folder.path, "bom.ts"), 0o750);
  const result = await agent.call("insert_annotation", { file: "bom.ts", symbol: "f", text: TEXT });
  expect(result.error).toBe(false);
  expect(read("bom.ts")).toBe(`\ufeff// ünd\n// ${TEXT}\nexport function f() {}`);
  expect(statSync(join(folder.path, "bom.ts")).mode & 0o777).toBe(0o750);
});

test("several annotations and properties go in together, and close what is open", async () => {
  const content = "// @exposes #web to #sqli with a query\nexport function f() {}\n";
  writeFiles(folder.path, { "many.ts": content });
  expect((await agent.call("open_exposures")).page.total).toBe(1);
  const result = await agent.call("insert_annotation", { file: "many.ts", symbol: "f", text: TEXT });
  expect(result.error).toBe(false);
  expect((await agent.call("open_exposures")).page.total).toBe(0);
  const more = `@exposes #web to #sqli with a form:\n  severity: high`;
  const second = await agent.call("insert_annotation", { file: "many.ts", symbol: "f", text: more });
  expect(second.data.inserted).toEqual(["// @exposes #web to #sqli with a form:", "//   severity: high"]);
});

describe("what is refused leaves everything as it is", () => {
  const go = "package a\n\ntype P struct{}\ntype Q struct{}\n\nfunc (p P) Save() {}\nfunc (q Q) Save() {}\n";
  const refusals: [string, Record<string, unknown>, RegExp][] = [
    ["an acceptance", { text: "@accepts #sqli to #web with time" }, /decision that a person answers for/],
    ["a GuardLink acceptance", { text: '@accepts #sqli on #web -- "fine"' }, /decision that a person answers for/],
    ["a confirmation", { text: '@confirmed #sqli on #web -- "seen"' }, /person to confirm/],
    ["a confirmation by property", { text: `@exposes #web to #sqli with x:\n  confirmed: true` }, /person to confirm/],
    ["a transfer", { text: "@transfers #sqli from #web to Bank:Gate with contract" }, /closes it here/],
    ["a shield", { text: "@shield:begin\n@shield:end" }, /out of the threat model/],
    ["an id nobody defines", { text: "@mitigates #wbe against #sqli with x" }, /not valid.*did you mean "#web"/s],
    ["what is no annotation", { text: `${TEXT}\nalert(1)` }, /"alert\(1\)" is no annotation/],
    ["a silence", { text: "threatloom-ignore-next-line dangling-reference because" }, /another tool/],
    ["a command to a scanner", { text: "@exposes #web to #sqli with input #nosec" }, /another tool/],
    [
      "a command to a linter in a property",
      { text: "@exposes #web to #sqli with x:\n  a:\n    eslint-disable-next-line no-eval" },
      /another tool/,
    ],
    ["code behind an invisible line end", { text: `${TEXT}\u2028alert(1)` }, /nobody sees/],
    ["a carriage return", { text: `${TEXT}\ralert(1)` }, /no annotation|nobody sees/],
    ["comment markers", { text: `// ${TEXT}` }, /comment markers/],
    ["2015 prose", { text: "ThreatSpec Model for Save\nMitigates App:Web against x with y" }, /more than the symbol/],
    ["an ambiguous name", { symbol: "Save" }, /ambiguous.*method P\.Save \(line 6\), method Q\.Save \(line 7\)/],
    ["an unknown name", { symbol: "Sav" }, /called "Sav"/],
    ["a line that declares nothing", { symbol: "Save", line: 3 }, /at line 3/],
    ["a file that changed", { symbol: "P.Save", expect: "sha256:00" }, /not as you know it/],
    ["a file that is not UTF-8", { file: "latin.ts", symbol: "f" }, /not UTF-8/],
    ["generated code", { file: "made.go", symbol: "Made" }, /generated code/],
    ["a model file", { file: "model.threatspec", symbol: "f" }, /model file/],
    ["an ignored file", { file: "ignored/a.ts", symbol: "f" }, /not among the files/],
    ["a declaration amid a line", { file: "amid.ts", symbol: "b" }, /Nothing was written/],
    ["a place where nothing counts", { file: "shield.ts", symbol: "f" }, /Nothing was written/],
    [
      "a block comment that would end",
      { file: "block.ts", symbol: "f", text: "@mitigates #web against #sqli with rules */ alert(1)" },
      /end the block comment/,
    ],
  ];
  beforeAll(() => {
    writeFiles(folder.path, {
      "two.go": go,
      "latin.ts": Buffer.from("// \xe9\nexport function f() {}\n", "latin1"),
      "ignored/a.ts": "export function f() {}\n",
      "made.go": "// Code generated by hand. DO NOT EDIT.\n\npackage a\n\nfunc Made() {}\n",
      "amid.ts": "export const a = () => 1, b = () => 2;\n",
      "shield.ts": "// @shield:begin\nexport function f() {}\n// @shield:end\n",
      "block.ts": "/**\n * Does it.\n */\nexport function f() {}\n",
    });
  });
  test.each(refusals)("%s", async (_title, args, message) => {
    const before = treeHash(folder.path);
    const result = await agent.call("insert_annotation", { file: "two.go", symbol: "P.Save", text: TEXT, ...args });
    expect(result.text).toMatch(message);
    expect(result.error).toBe(true);
    expect(treeHash(folder.path)).toBe(before);
  });

  test("an ambiguous name with its line is none", async () => {
    await inserted("two.go", go, "Save", { line: 7 });
    expect(read("two.go")).toContain(`// ${TEXT}\nfunc (q Q) Save() {}`);
  });
});

test("many at once are written one after the other", async () => {
  const names = Array.from({ length: 12 }, (_, at) => `f${at}`);
  writeFiles(folder.path, { "race.ts": names.map((name) => `export function ${name}() {}\n`).join("\n") });
  const results = await Promise.all(
    names.map((symbol) => agent.call("insert_annotation", { file: "race.ts", symbol, text: TEXT })),
  );
  expect(results.filter(({ error }) => error)).toEqual([]);
  expect(read("race.ts").match(/@mitigates/g)).toHaveLength(12);
  const hash = (await agent.call("context", { file: "race.ts" })).data.hash;
  const pair = await Promise.all(
    ["f0", "f1"].map((symbol) =>
      agent.call("insert_annotation", { file: "race.ts", symbol, text: TEXT, expect: hash }),
    ),
  );
  expect(pair.map(({ error }) => error).sort()).toEqual([false, true]);
});
