import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { golden, tempFolder, threatloom, writeFiles, type Ran } from "@threatloom/testing";
import { guide } from "./guides.js";
import { ROOT } from "./workshop.js";

const CASES = join(ROOT, "fixtures/flows");
const OUTPUTS: readonly (readonly [string, readonly string[]])[] = [
  ["flows.txt", ["flows"]],
  ["flows.md", ["flows", "--format", "markdown"]],
  ["flows.json", ["flows", "--format", "json"]],
  ["suggest.txt", ["flows", "--suggest"]],
  ["dfd.dot", ["dfd", "--format", "dot", "--flows", "both"]],
  ["dfd.mmd", ["dfd", "--format", "mermaid", "--flows", "both"]],
  ["observed.mmd", ["dfd", "--format", "mermaid", "--flows", "observed"]],
];

const made: { dispose: () => void }[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.dispose();
});
function folder(files: Record<string, string> = {}): string {
  const root = tempFolder(files);
  made.push(root);
  return root.path;
}

interface Flows {
  observed: { from: string; to: string; declared: string[]; evidence: { confidence: string } }[];
  owners: { component: string; functions: number }[];
  bypasses: unknown[];
  suggestions: { file: string; line: number; annotation: string }[];
}
const flowsOf = async (cwd: string, ...args: string[]): Promise<Flows> =>
  JSON.parse((await threatloom(["flows", "--format", "json", ...args], { cwd })).stdout) as Flows;
const ends = ({ observed }: Flows): string[] => observed.map(({ from, to }) => `${from} ${to}`);

describe.each(["depot-go", "notes-ts"])("the project %s", (name) => {
  test.each(OUTPUTS)("%s is as expected", async (file, args) => {
    const ran = await threatloom([...args, join(CASES, name), "--no-cache", "--date", "2026-01-01"]);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: "" });
    golden(join(CASES, `${name}.expected`, file), ran.stdout);
  });

  test("says the same from the cache and with any number of threads", async () => {
    const files = readdirSync(join(CASES, name), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
    const path = (entry: (typeof files)[number]): string => join(entry.parentPath, entry.name);
    const copy = files.map((e) => [path(e).slice(join(CASES, name).length + 1), readFileSync(path(e), "utf8")]);
    const cwd = folder(Object.fromEntries(copy) as Record<string, string>);
    const { stdout } = await threatloom(["flows", "--no-cache"], { cwd });
    for (const args of [[], [], ["--threads", "1"], ["--threads", "3", "--no-cache"]])
      expect((await threatloom(["flows", ...args], { cwd })).stdout).toBe(stdout);
  });

  test("declares everything once the suggestions are pasted", async () => {
    const { suggestions } = await flowsOf(join(CASES, name), ".", "--no-cache");
    expect(suggestions.length).toBeGreaterThan(0);
    const files = readdirSync(join(CASES, name), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
    const texts = files.map((e): [string, string] => {
      const path = join(e.parentPath, e.name);
      const own = path.slice(join(CASES, name).length + 1);
      const lines = readFileSync(path, "utf8").split("\n");
      for (const { line, annotation } of suggestions.filter(({ file }) => file === own).reverse())
        lines.splice(line - 1, 0, `// ${annotation}`);
      return [own, lines.join("\n")];
    });
    const cwd = folder(Object.fromEntries(texts));
    expect((await flowsOf(cwd)).observed.filter(({ declared }) => declared.length === 0)).toEqual([]);
    expect((await threatloom(["check"], { cwd })).code).toBe(0);
    expect((await threatloom(["flows", "--suggest"], { cwd })).stdout).toBe("Every observed flow is declared.\n");
  });
});

const CALLER = 'import { b } from "./b.js";\n/** @exposes App:A to x with y */\nexport function a() { b(); }\n';
const CALLEE = "/** @exposes App:B to x with y */\nexport function b() {}\n";

describe("whose code it is", () => {
  const plain = { "src/a.ts": CALLER.replace(/\/\*\*.*\n/, ""), "src/b.ts": CALLEE };
  const configured = (lines: string): Record<string, string> => ({
    ...plain,
    "m.threatspec": "@component App:A\n@component App:C\n",
    "threatloom.yaml": `components:\n${lines.replace(/^/gm, "  ")}\n`,
  });

  test("is nobody's where nothing says so", async () => {
    expect(ends(await flowsOf(folder(plain)))).toEqual([]);
    expect((await threatloom(["flows"], { cwd: folder({ "a.ts": "f();\n" }) })).stdout).toContain(
      "say whose a function",
    );
  });

  test("follows the globs of the configuration, the longest first, and claims before them", async () => {
    expect(ends(await flowsOf(folder(configured("App:A:\n  code: src"))))).toEqual(["app:a app:b"]);
    expect(ends(await flowsOf(folder(configured("App:A:\n  code: src\nApp:C:\n  code: [src/a.ts]"))))).toEqual([
      "app:c app:b",
    ]);
    expect(ends(await flowsOf(folder(configured('App:A:\n  code: ["src/*", "!src/a.ts"]'))))).toEqual([]);
  });

  test("is asked for in words the tool reads", async () => {
    const { code, stdout } = await threatloom(["check"], { cwd: folder(configured("App:A:\n  code: { src: yes }")) });
    expect(code).toBe(1);
    expect(stdout).toContain("threatloom.yaml:3:5 error code: ");
  });

  test("counts neither the tops of tests nor functions in them", async () => {
    expect(ends(await flowsOf(folder({ "a.ts": CALLER, "b.ts": CALLEE })))).toEqual(["app:a app:b"]);
    expect(ends(await flowsOf(folder({ "a.test.ts": CALLER, "b.ts": CALLEE })))).toEqual([]);
  });
});

test("a way through more helpers than anybody follows is none", async () => {
  const chain = (helpers: number): Record<string, string> => ({
    "a.ts": `import { h1 } from "./h.js";\n/** @exposes App:A to x with y */\nexport function a() { h1(); }\n`,
    "h.ts": `import { b } from "./b.js";\n${Array.from({ length: helpers }, (_, at) => `export function h${at + 1}() { ${at + 1 === helpers ? "b" : `h${at + 2}`}(); }`).join("\n")}\n`,
    "b.ts": CALLEE,
  });
  expect(ends(await flowsOf(folder(chain(6))))).toEqual(["app:a app:b"]);
  expect(ends(await flowsOf(folder(chain(7))))).toEqual([]);
});

test.each([
  ['"Evil <b>|`x` \\"q\\" !"', "App:B", '@connects "Evil <b>|`x` \\"q\\" !" to App:B with calls of b'],
  ["App:Web Login", "App:B", "@connects App:Web Login to App:B with calls of b"],
  ["Web", "Store", '@connects Web to Store -- "calls of b"'],
])("names of strangers stay names, and %s can be pasted", async (a, b, annotation) => {
  const claim = (name: string): string => `/** @mitigates ${name} against x with y */\n`;
  const caller = 'import { b } from "./b.js";\n';
  const b_ts = `${claim(b)}export function b() {}\n`;
  const cwd = folder({ "a.ts": `${caller}${claim(a)}export function a() { b(); }\n`, "b.ts": b_ts });
  for (const args of [[], ["--suggest"], ["--format", "markdown"]]) {
    const { code, stdout } = await threatloom(["flows", ...args], { cwd });
    expect({ code, markup: args.includes("markdown") && stdout.includes("<b>") }).toEqual({ code: 0, markup: false });
  }
  expect((await flowsOf(cwd)).suggestions.map((one) => one.annotation)).toEqual([annotation]);
  writeFiles(cwd, { "a.ts": `${caller}// ${annotation}\n${claim(a)}export function a() { b(); }\n` });
  expect((await flowsOf(cwd)).suggestions).toEqual([]);
  expect((await threatloom(["check"], { cwd })).code).toBe(0);
});

test("the report shows them, and the rules that hold them against the model speak only where calls are read", async () => {
  const cwd = folder({ "a.ts": CALLER, "b.ts": CALLEE });
  expect((await threatloom(["report", "--out", "out"], { cwd })).code).toBe(0);
  const text = readFileSync(join(cwd, "out/report.md"), "utf8");
  expect(text).toMatch(/## Observed flows\n\n1 observed and not declared[^]*### Not declared[^]*App:A → App:B/);
  const rules = (document: string): string[] =>
    (JSON.parse(document) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
  expect(rules(readFileSync(join(cwd, "out/model.json"), "utf8"))).toContain("undeclared-flow");
  const quick = await threatloom(["scan", "--format", "json", "--no-coverage"], { cwd });
  expect(rules(quick.stdout)).not.toContain("undeclared-flow");
});

test.each([
  [["flows", "--format", "xml"], "Choices"],
  [["flows", "--out", "f.svg"], "nothing is written as .svg"],
  [["flows", "--sugest"], "Did you mean --suggest?"],
  [["flows", "nowhere"], "no such file or folder"],
  [["dfd", "--flows", "all"], "declared"],
])("%j is wrong usage, and says what to do", async (args, said) => {
  const { code, stderr, stdout } = await threatloom([...args], { cwd: folder({ "a.ts": CALLER }) });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(said) });
});

describe("the guide", () => {
  test("every command in it runs on its files, and says what it says", async () => {
    const blocks = guide("flows.md").flatMap((section) => section.blocks);
    const cwd = folder();
    const run = (line: string): Promise<Ran> => {
      const [command, ...args] = line.split(" ").map((word) => word.replace(/^'|'$/g, ""));
      expect(command).toBe("threatloom");
      return threatloom(args, { cwd });
    };
    let last = "";
    let compared = 0;
    for (const { kind, file, body } of blocks) {
      if (file !== undefined) writeFiles(cwd, { [file]: body });
      if (kind === "sh") {
        for (const line of body.trim().split("\n")) {
          const { code, stdout, stderr } = await run(line);
          expect({ line, code, stderr: stderr.replace(/^wrote .*\n/, "") }).toEqual({ line, code: 0, stderr: "" });
          last = stdout;
        }
      }
      if (kind === "text") {
        expect(last).toContain(body);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1);
    expect((await run("threatloom check")).code).toBe(0);
  });
});
