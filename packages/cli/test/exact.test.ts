import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { golden, tempFolder, threatloom, writeFiles, type Ran } from "@threatloom/testing";
import { ROOT } from "./workshop.js";

const CASES = join(ROOT, "fixtures/exact");

const made: { dispose: () => void }[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.dispose();
});
function folder(files: Record<string, string>): string {
  const root = tempFolder(files);
  made.push(root);
  return root.path;
}

interface Edges {
  observed: { from: string; to: string; evidence: { confidence: string; reason: string; steps: { name: string }[] } }[];
}
const ways = (ran: Ran): string[] =>
  (JSON.parse(ran.stdout) as Edges).observed.map(({ from, to, evidence: { confidence, steps } }) =>
    [from, to, confidence, ...steps.map(({ name }) => name)].join(" "),
  );

describe("a call graph of Go", () => {
  test.each([
    ["flows.txt", []],
    ["flows-default.txt", ["--callgraph", "fixtures/exact/desk-go.calls.txt"]],
    ["flows-digraph.txt", ["--callgraph", "fixtures/exact/desk-go.digraph.txt"]],
  ])("replaces the guesses: %s", async (file, args) => {
    const ran = await threatloom(["flows", "fixtures/exact/desk-go", "--no-cache", ...args], { cwd: ROOT });
    const said =
      args.length === 0
        ? ""
        : `${args[1]!}: 15 of 17 calls start in the project; they replace guesses about 10 functions\n`;
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: said });
    golden(join(CASES, "desk-go.expected", file), ran.stdout);
  });

  test("shows critical functions what they call", async () => {
    const args = ["coverage", "--critical", "fixtures/exact/desk-go", "--no-cache", "--commits", "0"];
    const ran = await threatloom([...args, "--callgraph", "fixtures/exact/desk-go.calls.txt"], { cwd: ROOT });
    golden(join(CASES, "desk-go.expected/critical.txt"), ran.stdout);
  });

  test("is read by every command that reads calls, and says the same whatever the order of its lines", async () => {
    const lines = readFileSync(join(CASES, "desk-go.calls.txt"), "utf8").trim().split("\n");
    const file = join(folder({ "calls.txt": `\uFEFF${lines.reverse().join("\r\n")}\r\n\r\n` }), "calls.txt");
    const [a, b] = await Promise.all(
      [file, join(CASES, "desk-go.calls.txt")].map((graph) =>
        threatloom([
          "scan",
          join(CASES, "desk-go"),
          "--format",
          "json",
          "--no-cache",
          "--callgraph",
          graph,
          "--date",
          "2026-01-01",
        ]),
      ),
    );
    expect(a!.code).toBe(0);
    expect(a!.stdout).toBe(b!.stdout);
    const drawn = await threatloom([
      "dfd",
      join(CASES, "desk-go"),
      "--no-cache",
      "--flows",
      "both",
      "--format",
      "dot",
      "--callgraph",
      file,
    ]);
    expect({ code: drawn.code, said: drawn.stderr }).toEqual({
      code: 0,
      said: expect.stringContaining("15 of 17 calls"),
    });
    const out = folder({});
    const report = await threatloom([
      "report",
      join(CASES, "desk-go"),
      "--no-cache",
      "--out",
      out,
      "--callgraph",
      file,
    ]);
    expect(report.code).toBe(0);
    expect(readFileSync(join(out, "report.md"), "utf8")).toContain("a dynamic call in the call graph");
  });
});

const GO = {
  "go.mod": "module example.org/a\n",
  "m.threatspec": "@component App:A:\n  code: a.go\n@component App:B:\n  code: b/\n@component App:C:\n  code: c/\n",
  "a.go":
    'package a\n\nimport "example.org/a/b"\n\nfunc F() {\n\tb.G()\n}\n\nfunc init() {}\n\nfunc init() {\n\tb.G()\n}\n',
  "b/b.go": "package b\n\ntype T[K any] struct{}\n\nfunc (*T[K]) M() {}\n\nfunc G() {}\n",
  "c/c.go": "package c\n\nfunc H() {}\n",
};
const graphOf = async (calls: string, args: string[] = []): Promise<Ran> =>
  threatloom(["flows", "--format", "json", "--callgraph", "calls.txt", ...args], {
    cwd: folder({ ...GO, "calls.txt": calls }),
  });

describe("names of a call graph", () => {
  test.each([
    [
      "a static call",
      "example.org/a.F\t--static-6:5-->\texample.org/a/c.H\n",
      ["app:a app:b high init", "app:a app:c high F"],
    ],
    [
      "with type arguments",
      "example.org/a.F\t--static-6:5-->\t(*example.org/a/b.T[struct{x [2]example.org/a/c.X}]).M\n",
      ["app:a app:b high F"],
    ],
    [
      "of one of several functions called init",
      "example.org/a.init#2\t--dynamic-12:5-->\texample.org/a/c.H\n",
      ["app:a app:b high F", "app:a app:c medium init"],
    ],
    [
      "of functions without a name",
      '"example.org/a.F$1$2" "example.org/a/c.H"\n',
      ["app:a app:b high init", "app:a app:c medium F"],
    ],
    [
      "of what is called without a name",
      "example.org/a.F\t--dynamic-6:5-->\texample.org/a/c.H$1\n",
      ["app:a app:b high init"],
    ],
    ["quoted", '"example.org/a.F" "example.org/a/\\u0063.\\x48"', ["app:a app:b high init", "app:a app:c medium F"]],
  ])("%s", async (_what, calls, expected) => {
    const ran = await graphOf(calls);
    expect(ran.code).toBe(0);
    expect(ways(ran).map((way) => way.split(" ").slice(0, 4).join(" "))).toEqual(expected);
  });

  test("that the code does not have any more are told once, with one of them", async () => {
    const { code, stderr } = await graphOf(
      "example.org/a.F\t--static-60:5-->\texample.org/a/c.Old\nexample.org/a.F\t--static-6:5-->\t(*example.org/a/b.Gone).M\nexample.org/a.init\t--static-0:0-->\texample.org/a/b.init\n",
    );
    expect(code).toBe(0);
    expect(stderr).toContain(
      "calls.txt: 2 names not found in the code, such as (*example.org/a/b.Gone).M; 1 call outside of where the calling function stands: the code changed since; make the file anew\n",
    );
  });

  test("count for the part that was named", async () => {
    const ran = await graphOf("example.org/a.F\t--static-6:5-->\texample.org/a/c.Old\n", ["a.go"]);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code: 0,
      stderr: "calls.txt: 1 of 1 call start in the project; they replace guesses about 1 function\n",
    });
  });
});

describe("files of strangers", () => {
  const GOOD = "example.org/a.F\t--static-6:5-->\texample.org/a/c.H\n";
  test("lines that are not understood are shown, then counted", async () => {
    const bad = ["\u001b[31m::error::x", "a\t--static-x", '"a" b', "a\t--dynamic-1:2-->", "x".repeat(70_000)];
    const { code, stderr } = await graphOf(GOOD + bad.join("\n"));
    expect(code).toBe(0);
    expect(stderr.split("\n").slice(0, 4)).toEqual([
      "calls.txt:2:1: the line is not understood; expected CALLER, a tab, --static-LINE:COLUMN--> or --dynamic-…",
      "calls.txt:3:12: the line is not understood; expected LINE:COLUMN-->",
      "calls.txt:4:5: the line is not understood; expected the name of what is called, between quotation marks",
      "calls.txt: 2 more lines are not understood",
    ]);
  });

  test.each([
    ["an empty file", "", "calls.txt:1:1: the file holds no calls; expected what Go's callgraph prints"],
    ["another text", "digraph {\n", "calls.txt:1:1: no line of the file is understood"],
    [
      "nothing of the project",
      "a/b.F\t--static-1:1-->\ta/b.G\n",
      "calls.txt:1:1: none of its calls start in a function of the project",
    ],
    ["endless rubbish", "x\n".repeat(5000), "no line of the file is understood"],
    ["bytes", "\0\u0001\uFFFD\n\0", "no line of the file is understood"],
  ])("%s is refused, and nothing is written", async (_what, text, said) => {
    const { code, stdout, stderr } = await graphOf(text, ["--out", "flows.json"]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(said) });
    expect(stderr).toContain("go install golang.org/x/tools/cmd/callgraph@latest");
  });

  test.each(["nowhere.txt", "b", "/dev/zero"])("%s is no file of calls", async (file) => {
    const { code, stderr } = await threatloom(["flows", "--callgraph", file], { cwd: folder(GO) });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^[^\n]+:1:1: the file cannot be read: it /),
    });
  });

  test.each([
    [["flows", "--callgraph"], "--callgraph: a value is missing"],
    [["dfd", "--callgraph", "calls.txt"], "give --flows observed or both"],
    [["coverage", "--callgraph", "calls.txt"], "give --critical"],
    [["scan", "--callgraph", "calls.txt"], "give --format json or markdown"],
    [["check", "--callgraph", "calls.txt"], "unknown argument"],
  ])("%j is wrong usage, and says what to do", async (args, said) => {
    const cwd = folder(GO);
    writeFiles(cwd, { "calls.txt": GOOD });
    const { code, stdout, stderr } = await threatloom([...args], { cwd });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(said) });
  });
});

/** The club as it is installed: its packages linked, none of them built. */
function club(): string {
  const cwd = folder({});
  cpSync(join(CASES, "club-ts"), cwd, { recursive: true });
  mkdirSync(join(cwd, "node_modules/@club"), { recursive: true });
  symlinkSync("../../packages/vault", join(cwd, "node_modules/@club/vault"));
  return cwd;
}
const NOTE =
  "--typed: 3 of 5 TypeScript files are resolved by the type checker; guesses stand for 2 that no tsconfig.json includes\n";

describe("the type checker of TypeScript", () => {
  test.each([
    ["guessed.txt", []],
    ["typed.txt", ["--typed"]],
  ])("finds what syntax does not tell, and corrects it: %s", async (file, args) => {
    const cwd = club();
    const ran = await threatloom(["flows", "--no-cache", ...args], { cwd });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: args.length === 0 ? "" : NOTE });
    golden(join(CASES, "club-ts.expected", file), ran.stdout);
  });

  test("runs nothing of the project: no plugin, and no compiler that lies there", async () => {
    const cwd = club();
    const evil = "require('node:fs').writeFileSync(require('node:path').join(__dirname, 'executed'), '')";
    writeFiles(cwd, {
      "node_modules/typescript/package.json": '{ "name": "typescript", "main": "index.js" }',
      "node_modules/typescript/index.js": evil,
      "node_modules/@typescript-eslint/typescript-estree/package.json": '{ "main": "index.js" }',
      "node_modules/@typescript-eslint/typescript-estree/index.js": evil,
    });
    const { code, stderr } = await threatloom(["flows", "--typed"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: NOTE });
    for (const one of ["", "node_modules/typescript", "node_modules/@typescript-eslint/typescript-estree"])
      expect(existsSync(join(cwd, one, "executed"))).toBe(false);
  });

  test("says the same again, and in every command that reads calls", async () => {
    const cwd = club();
    const scan = ["scan", "--format", "json", "--typed", "--date", "2026-01-01"];
    const first = await threatloom(scan, { cwd });
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: NOTE });
    expect((await threatloom(scan, { cwd })).stdout).toBe(first.stdout);
    for (const args of [["coverage", "--critical"], ["dfd", "--flows", "both"], ["report"]])
      expect((await threatloom([...args, "--typed"], { cwd })).stderr).toContain(NOTE);
  });

  test("knows what leaves the project by its declarations, under the names of imports", async () => {
    const files = {
      "tsconfig.json": "{}",
      ".gitignore": "node_modules\n",
      "db.ts":
        'import { Pool } from "pg";\nconst pools = [{ one: new Pool() }];\n/** @exposes App to x with y */\nexport function ask() {\n  for (const { one } of pools) one.query("");\n}\n',
      "node_modules/pg/package.json": '{ "name": "pg", "types": "index.d.ts" }',
      "node_modules/pg/index.d.ts": "export class Pool {\n  query(sql: string): void;\n}\n",
    };
    const args = ["coverage", "--critical", "--commits", "0"];
    const cwd = folder(files);
    expect((await threatloom(args, { cwd })).stdout).not.toContain("pg#Pool.query");
    expect((await threatloom([...args, "--typed"], { cwd })).stdout).toContain(
      "ask  db.ts:4\n     sends SQL to a database: pg#Pool.query (line 5)",
    );
  });

  test.each([["coverage"], ["dfd"], ["scan"]])("%s without calls has nothing to ask it", async (command) => {
    const { code, stderr } = await threatloom([command, "--typed"], { cwd: club() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("--typed: no calls are read here") });
  });
});

const CODE = {
  "m.threatspec": "@component App:A:\n  code: a.ts\n@component App:B:\n  code: b.ts\n",
  "a.ts":
    'import { Box } from "./b.js";\nconst boxes = [new Box()];\nexport function first() {\n  boxes.map((box) => box.open());\n}\n',
  "b.ts":
    'import { rm } from "node:fs";\nimport { Pool } from "pg";\nconst make = { pool: () => new Pool() };\nexport class Box {\n  open() {\n    make.pool().query("");\n    rm("", () => {});\n  }\n}\n',
};
const typed = async (files: Record<string, string>): Promise<Ran> =>
  threatloom(["flows", "--format", "json", "--typed"], { cwd: folder({ ...CODE, ...files }) });

describe("configurations of strangers", () => {
  test("what they include is resolved", async () => {
    const ran = await typed({ "tsconfig.json": "{}" });
    expect(ways(ran)).toEqual(["app:a app:b high first Box.open"]);
  });

  test.each([
    ["none", {}, "--typed: 0 of 2 TypeScript files are resolved"],
    [
      "a broken one",
      { "tsconfig.json": '{\n  "include": [,\n' },
      "tsconfig.json:2:15: the configuration cannot be used, and its files keep their guesses: ",
    ],
    ["one that is no object", { "tsconfig.json": "7" }, "tsconfig.json:1:1: the configuration cannot be used"],
    [
      "one that rests on itself",
      { "tsconfig.json": '{ "extends": "./tsconfig.json" }' },
      "tsconfig.json:1:1: the configuration cannot be used",
    ],
    [
      "one that rests on what lies outside",
      { "tsconfig.json": '{ "extends": "../../../../../../../../etc/hostname" }' },
      "the configuration cannot be used",
    ],
    ["one that waits for ever", { "tsconfig.json": '{ "extends": "/dev/zero" }' }, "the configuration cannot be used"],
    ["one that includes the machine", { "tsconfig.json": '{ "include": ["/**/*", "../**/*"] }' }, "--typed: 2 of 2"],
    [
      "one that names files elsewhere",
      { "tsconfig.json": '{ "files": ["/etc/passwd", "/dev/zero", "a.ts"], "include": [] }' },
      "--typed: 1 of 2",
    ],
    ["one that includes nothing", { "tsconfig.json": '{ "include": ["nowhere"] }' }, "--typed: 0 of 2"],
    ["one for broken code", { "tsconfig.json": "{}", "c.ts": "class { { ( `${" }, "--typed: 3 of 3"],
    [
      "one for deep code",
      { "tsconfig.json": "{}", "c.ts": `export const deep = ${"f(".repeat(5000)}1${")".repeat(5000)};` },
      "--typed: 3 of 3",
    ],
  ])("%s ends no run", async (_what, files, said) => {
    const { code, stderr } = await typed(files);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(said) });
    expect(stderr).not.toContain("/tmp/");
  });
});
