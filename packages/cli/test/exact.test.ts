import { readFileSync } from "node:fs";
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
