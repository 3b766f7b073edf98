import { afterEach, describe, expect, test } from "@jest/globals";
import { git, gitRepository, tempFolder, threatloom } from "@threatloom/testing";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const folders: (() => void)[] = [];
const folder = (files: Record<string, string | Uint8Array> = {}): string => {
  const { path, dispose } = tempFolder(files);
  folders.push(dispose);
  return path;
};
afterEach(() => {
  for (const dispose of folders.splice(0)) dispose();
});

interface Json {
  annotations: { file: string; line: number; column: number; verb: string; symbol: { name: string } | null }[];
  coverage: { functions: { found: number } } | null;
  diagnostics: { code: string; file: string; line: number }[];
}

const scan = async (root: string, ...more: string[]): Promise<Json> => {
  const ran = await threatloom(["scan", root, "--format", "json", ...more]);
  expect(ran.stderr).toBe("");
  return JSON.parse(ran.stdout) as Json;
};

const GO = "package a\n\n// @mitigates App:Disk against path traversal with path containment\nfunc save() { run() }\n";

describe("exit codes", () => {
  test.each([
    [0, "a clean file", { "a.go": GO }, ["check"]],
    [0, "a tree without annotations", { "a.go": "package a\n" }, ["check"]],
    [1, "a broken annotation", { "a.go": "package a\n// @mitigates App:Disk agianst x\nfunc f() {}\n" }, ["check"]],
    [
      1,
      "a dangling reference",
      { "a.go": "package a\n// @mitigates #disk against x with y\nfunc f() {}\n" },
      ["check"],
    ],
    [0, "a duplicate is a warning", { "m.threatspec": "@threat X\n@threat X\n" }, ["check"]],
    [
      1,
      "a warning with --fail-on warning",
      { "m.threatspec": "@threat X\n@threat X\n" },
      ["check", "--fail-on", "warning"],
    ],
    [
      0,
      "a broken annotation with --fail-on never",
      { "a.go": "package a\n// @mitigates #d against x with y\nfunc f() {}\n" },
      ["check", "--fail-on", "never"],
    ],
    [2, "a path that does not exist", {}, ["check", "gone.go"]],
    [2, "an unknown option", {}, ["scan", "--fromat", "json"]],
    [2, "an empty path", { "a.go": GO }, ["check", ""]],
    [2, "an unknown command", {}, ["scna"]],
    [2, "an option without its value", {}, ["scan", "--out"]],
    [2, "an option given twice", {}, ["scan", "--format", "json", "--format", "text"]],
    [2, "a file ending nothing is written as", {}, ["dfd", "--out", "x.pdf"]],
    [0, "help for a command", {}, ["help", "scan"]],
    [2, "no command", {}, []],
    [2, "an unknown format", {}, ["scan", "--format", "pdf"]],
    [2, "a date that is none", {}, ["scan", "--date", "tomorrow"]],
    [2, "an unknown key in the configuration", { "threatloom.yaml": "exlude: [a]\n" }, ["scan"]],
    [2, "an unknown thing to show", { "a.go": GO }, ["show", "Nothing"]],
    [2, "an unknown code", {}, ["explain", "nothing-like-that"]],
  ] as [number, string, Record<string, string>, string[]][])("%i for %s", async (code, _, files, args) => {
    const ran = await threatloom(args, { cwd: folder(files) });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({
      code,
      stderr: code === 2 ? expect.stringMatching(/\S/) : expect.any(String),
    });
    expect(ran.stderr).not.toContain("internal error");
  });

  test("a named file that cannot be read is 2, and says which", async () => {
    const root = folder({ "a.go": GO });
    symlinkSync("loop.go", join(root, "loop.go"));
    const ran = await threatloom(["check", "loop.go"], { cwd: root });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("loop.go");
  });

  test("messages for mistakes suggest what was meant", async () => {
    const root = folder({ "threatloom.yaml": "exlude: [a]\n", "a.go": GO });
    expect((await threatloom(["scan"], { cwd: root })).stderr).toMatch(/threatloom\.yaml:1:1: .*exclude/s);
    expect((await threatloom(["scna"], { cwd: root })).stderr).toContain("Did you mean scan?");
    expect((await threatloom(["check", "--failon", "error"], { cwd: root })).stderr).toContain(
      "Did you mean --fail-on?",
    );
    const other = folder({ "a.go": GO });
    expect((await threatloom(["show", "App:Dsk"], { cwd: other })).stderr).toContain("App:Disk");
    expect((await threatloom(["explain", "dangling-refrence"], { cwd: other })).stderr).toContain("dangling-reference");
  });
});

describe("scan", () => {
  test("says so where there is nothing", async () => {
    const ran = await threatloom(["scan"], { cwd: folder() });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/no threat annotations/i);
  });

  test("counts no text in strings, templates, raw strings, regular expressions and JSX", async () => {
    const root = folder({
      "a.go": 'package a\nvar s = "// @exposes A:B to C with D"\nvar r = `\n// @exposes A:B to C with D\n`\n',
      "a.ts":
        'const s = "// @exposes A:B to C with D";\nconst t = `\n// @exposes A:B to C with D\n${/* @exposes A:B to real with D */ 1}`;\nconst r = /\\/\\/ @exposes A:B to C with D/;\n',
      "a.tsx": "export const P = () => <p>// @exposes A:B to C with D{/* @exposes A:B to real with E */}</p>;\n",
    });
    const { annotations } = await scan(root);
    expect(annotations.map(({ file, line }) => `${file}:${line}`)).toEqual(["a.ts:4", "a.tsx:1"]);
    expect(annotations[1]!.symbol).toMatchObject({ name: "P" });
  });

  test("reads trailing comments, and positions are exact behind any character", async () => {
    const root = folder({ "a.ts": 'export class Cart {\n  total = () => "äöü 😀"; // @exposes A:B to C with D\n}\n' });
    expect((await scan(root)).annotations).toMatchObject([{ line: 2, column: 30, symbol: { name: "Cart.total" } }]);
  });

  test("is the same with git and without, from the root and from a folder below", async () => {
    const files = { "src/a.go": GO, "src/b/b.ts": "// @exposes A:B to C with D\nexport function f() { g(); }\n" };
    const [plain, repository] = [folder(files), folder(files)];
    gitRepository(repository);
    const [one, two] = [await scan(plain), await scan(repository)];
    expect({ ...two, project: null }).toEqual({ ...one, project: null });
    const below = await threatloom(["scan", "--format", "json"], { cwd: join(repository, "src/b") });
    expect(JSON.parse(below.stdout)).toEqual(two);
  });

  test("writes a file whole, relative to the current folder, and takes the format from its name", async () => {
    const root = folder({ "p/a.go": GO });
    mkdirSync(join(root, "here"));
    const ran = await threatloom(["scan", "../p", "--out", "x/model.json"], { cwd: join(root, "here") });
    expect(ran.code).toBe(0);
    expect((JSON.parse(readFileSync(join(root, "here/x/model.json"), "utf8")) as Json).annotations).toHaveLength(1);
    expect(readdirSync(join(root, "here/x"))).toEqual(["model.json"]);
  });

  test("explains every file", async () => {
    const root = folder({
      "a.go": GO,
      "b.txt": "text",
      "node_modules/x/i.js": "// @exposes A:B to C with D\n",
      "big.ts": `// ${"x".repeat(3_000_000)}`,
    });
    const { stdout } = await threatloom(["scan", "--explain-files"], { cwd: root });
    expect(stdout).toMatch(/in {3}a\.go/);
    expect(stdout).toMatch(/out {2}b\.txt/);
    expect(stdout).toMatch(/out {2}node_modules/);
    expect(stdout).toMatch(/out {2}big\.ts/);
  });
});

describe("hostile input", () => {
  // @tests #no-shell for #engine
  test("file names are names, whatever they hold", async () => {
    const name = "a $(touch pwned) `touch pwned` ' \" \n;--x.go";
    const root = folder({ [name]: GO, "-rf.go": GO.replace("save", "load"), "--help.go": GO.replace("save", "help") });
    gitRepository(root);
    for (const args of [
      ["scan", "--format", "json"],
      ["coverage", "--format", "json"],
    ]) {
      const ran = await threatloom(args, { cwd: root });
      expect(ran.code).toBe(0);
      expect(ran.stdout).toContain(JSON.stringify(name).slice(1, -1));
    }
    expect((await threatloom(["check", "--", "-rf.go", name], { cwd: root })).stdout).toContain("2 files checked");
    expect(existsSync(join(root, "pwned"))).toBe(false);
    const text = await threatloom(["scan", "--explain-files"], { cwd: root });
    expect(text.stdout).toContain("\\n;--x.go");
  });

  // @tests #terminal-escaping for #cli
  test("control characters in annotations never reach the terminal", async () => {
    const root = folder({
      "a.go": "package a\n\n// @exposes A:B to \u001b[31mred\u0007\u202e with \u009b31m\nfunc f() { g() }\n",
    });
    for (const args of [["scan"], ["coverage"], ["check"], ["show", "A:B"], ["show", "a.go:4"]]) {
      const { stdout, stderr } = await threatloom(args, { cwd: root });
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });

  // @tests #containment for #engine
  test("links out of the root are not followed, loops end", async () => {
    const outside = folder({ "secret.go": GO });
    const root = folder({ "a.go": "package a\n" });
    symlinkSync(outside, join(root, "out"));
    symlinkSync(join(outside, "secret.go"), join(root, "secret.go"));
    symlinkSync(".", join(root, "self"));
    for (const make of [
      (): void => undefined,
      (): void => {
        gitRepository(root);
      },
    ]) {
      make();
      expect((await scan(root, "--no-cache")).annotations).toEqual([]);
    }
    expect((await threatloom(["check", join(outside, "secret.go")], { cwd: root })).code).toBe(2);
  });

  test("a minified file of 5 MB, a line of 1 MB and deep nesting end in time", async () => {
    const root = folder({
      "min.js": `var a=1;/* @exposes A:B to C with D */${"function f(){return[1,2,3].map(x=>x+1)};".repeat(125_000)}`,
      "line.go": `package a\n// @exposes A:B to ${"a_".repeat(500_000)} with D\nfunc f() {}\n`,
      "deep.ts": `// @exposes A:B to C with D\nexport const x = ${"(".repeat(20_000)}1${")".repeat(20_000)};\n`,
      "threatloom.yaml": "limits:\n  file-size: 10000000\n",
    });
    const { annotations } = await scan(root);
    expect(annotations.map((a) => a.file)).toEqual(["deep.ts", "line.go", "min.js"]);
  });

  test("a repository's own configuration of git runs nothing", async () => {
    const root = folder({ "a.go": GO });
    gitRepository(root);
    git(root, "config", "core.fsmonitor", "touch pwned; false");
    git(root, "config", "core.pager", "touch pwned");
    expect((await scan(root)).annotations).toHaveLength(1);
    expect(existsSync(join(root, "pwned"))).toBe(false);
  });
});

describe("the other commands", () => {
  test("init writes a configuration that scan accepts, and never overwrites", async () => {
    const root = folder({ "a.go": GO });
    const first = await threatloom(["init"], { cwd: root });
    expect(first.code).toBe(0);
    const config = readFileSync(join(root, "threatloom.yaml"), "utf8");
    expect(readFileSync(join(root, ".gitignore"), "utf8")).toContain(".threatloom/cache");
    expect((await threatloom(["scan"], { cwd: root })).code).toBe(0);
    expect((await threatloom(["init"], { cwd: root })).stdout).toContain("kept");
    expect(readFileSync(join(root, "threatloom.yaml"), "utf8")).toBe(config);
    expect(readFileSync(join(root, ".gitignore"), "utf8").match(/\.threatloom\/cache/g)).toHaveLength(1);
  });

  test("show answers for components, threats, controls, files and functions", async () => {
    const root = folder({
      "a.go": `${GO}\n// @exposes App:Disk to races with no lock\nfunc load() {\n\trun()\n}\n`,
      "m.threatspec":
        "@threat path traversal (#pt)\n@tests path containment for App:Disk\n@connects App:Web to App:Disk with pages\n",
    });
    const show = async (what: string): Promise<string> => (await threatloom(["show", what], { cwd: root })).stdout;
    expect(await show("app:disk")).toMatch(
      /mitigated, tested: path traversal[^]*exposed: races[^]*App:Web -> App:Disk: pages|exposed: races[^]*mitigated, tested: path traversal[^]*App:Web -> App:Disk: pages/,
    );
    expect(await show("#pt")).toContain("path containment  [save a.go:3]");
    expect(await show("path containment")).toContain("mitigated, tested");
    expect(await show("a.go")).toContain("races");
    const place = await show("a.go:8");
    expect(place).toContain("function: load");
    expect(place).not.toContain("path containment");
    expect(JSON.parse((await threatloom(["show", "#pt", "--format", "json"], { cwd: root })).stdout)).toMatchObject({
      kind: "threat",
    });
  });

  test("explain knows codes, rules and verbs", async () => {
    for (const word of ["dangling-reference", "open-exposure", "@mitigates", "exposes"]) {
      const ran = await threatloom(["explain", word]);
      expect([word, ran.code, ran.stdout.length > 80]).toEqual([word, 0, true]);
    }
  });

  test("check of one file looks ids up in the whole project", async () => {
    const root = folder({
      "a.go": "package a\n\n// @exposes #disk to x with y\nfunc f() { g() }\n",
      "m.threatspec": "@component A:Disk (#disk)\n",
      "broken.go": "package a\n// @exposes #gone to x with y\nfunc g() {}\n",
    });
    gitRepository(root);
    expect(await threatloom(["check", "a.go"], { cwd: root })).toMatchObject({ code: 0 });
    expect(await threatloom(["check", "broken.go", "--format", "json"], { cwd: root })).toMatchObject({ code: 1 });
  });

  test("check judges every file it is given, in any order", async () => {
    const broken = "package a\n// @exposes #gone to x with y\nfunc f() {}\n";
    const root = folder({ "a.go": broken, "b.go": GO, "c.go": broken.replace("gone", "lost") });
    for (const files of [
      ["a.go", "b.go", "c.go"],
      ["c.go", "b.go", "a.go"],
      ["--", "b.go", "a.go", "c.go"],
    ]) {
      const { code, stdout } = await threatloom(["check", ...files], { cwd: root });
      expect({ code, gone: stdout.includes("#gone"), lost: stdout.includes("#lost") }).toEqual({
        code: 1,
        gone: true,
        lost: true,
      });
    }
    const records = await threatloom(["scan", "a.go", "b.go", "--format", "json"], { cwd: root });
    expect((JSON.parse(records.stdout) as Json).annotations.map(({ file }) => file)).toEqual(["a.go", "b.go"]);
  });

  test("check of a folder is about a part of the project, and patterns are expanded", async () => {
    const root = folder({
      "src/a.go": "package a\n\n// @exposes #disk to x with y\nfunc f() { g() }\n",
      "m.threatspec": "@component A:Disk (#disk)\n",
      "lib/b.go": "package b\n\n// @exposes #gone to x with y\nfunc f() { g() }\n",
    });
    gitRepository(root);
    expect(await threatloom(["check", "src"], { cwd: root })).toMatchObject({ code: 0 });
    expect(await threatloom(["check", "src/*.go"], { cwd: root })).toMatchObject({ code: 0 });
    expect(await threatloom(["check", "**/*.go"], { cwd: root })).toMatchObject({ code: 1 });
    expect(await threatloom(["check", "src/*.ts"], { cwd: root })).toMatchObject({ code: 2 });
    expect(await threatloom(["check"], { cwd: join(root, "src") })).toMatchObject({ code: 1 });
  });

  test("check shows the line and where in it", async () => {
    const root = folder({ "a.go": "package a\n\n// @mitigates App:Disk fore x with y\nfunc f() { g() }\n" });
    const { stdout, code } = await threatloom(["check"], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain("a.go:3:");
    expect(stdout).toContain("@mitigates App:Disk fore x with y");
    expect(stdout).toContain("^");
  });

  test("a silenced diagnostic stays silent, with a reason", async () => {
    const line = "// @exposes #gone to x with y\nfunc f() { g() }\n";
    const silenced = folder({
      "a.go": `package a\n\n// threatloom-ignore-next-line dangling-reference defined by the other service\n${line}`,
    });
    expect(await threatloom(["check", "--fail-on", "warning"], { cwd: silenced })).toMatchObject({ code: 0 });
    const without = folder({ "a.go": `package a\n\n// threatloom-ignore-next-line dangling-reference\n${line}` });
    expect((await threatloom(["check"], { cwd: without })).stdout).toContain("ignore-without-reason");
  });

  test("dfd draws in every format", async () => {
    const root = folder({ "m.threatspec": "@connects A:B to C:D with x\n" });
    for (const [file, start] of [
      ["d.svg", "<"],
      ["d.dot", "digraph"],
      ["d.mmd", "flowchart"],
      ["d.png", "\u0089PNG"],
    ] as const) {
      expect(await threatloom(["dfd", "--out", file], { cwd: root })).toMatchObject({ code: 0 });
      const text = readFileSync(join(root, file), "latin1").replace(
        /^<\?xml[^>]*>\s*(<!--[^]*?-->\s*)?|^---[^]*?---\s*|^%%[^\n]*\n/,
        "",
      );
      expect(text.startsWith(start)).toBe(true);
    }
  });

  test("completion prints a script", async () => {
    expect((await threatloom(["completion"])).stdout).toContain("threatloom");
  });

  test("a reader that goes away is no error", async () => {
    const root = folder({ "a.go": GO });
    expect((await threatloom(["scan", "--format", "json"], { cwd: root })).code).toBe(0);
  });
});
