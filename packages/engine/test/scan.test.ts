import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { report } from "@threatloom/engine";
import { annotated, go, project, repository, scanTree, tree } from "./trees.js";

const codes = (result: { diagnostics: readonly { file: string; code: string }[] }): string[] =>
  result.diagnostics.map((d) => `${d.file} ${d.code}`);

describe("the line from files to the graph", () => {
  test("claims are bound to functions of both languages", async () => {
    const root = tree({
      "doors.go": go(),
      "src/codes.ts": "/** @exposes Depot:Codes to guessing with four digits */\nexport function tryCode() {}\n",
    });
    const { model, records, files, coverage, symbols } = await scanTree(root);
    expect(model.claims.map((c) => [c.kind, c.location.file, c.symbol?.name])).toEqual([
      ["mitigation", "doors.go", "open"],
      ["exposure", "src/codes.ts", "tryCode"],
    ]);
    expect(records.map((r) => r.path)).toEqual(["doors.go", "src/codes.ts"]);
    expect(files).toEqual({ listed: 2, annotated: 2, skipped: 0 });
    expect([coverage, symbols]).toEqual([null, null]);
  });

  test("coverage counts the functions of every file", async () => {
    const root = tree({
      "a.go": go(),
      "b.go": "package depot\n\nfunc close() {}\nfunc lock() {}\n",
      "c.ts": "export class Box {\n  weigh() {}\n}\n",
    });
    const { coverage, symbols, records } = await scanTree(root, { coverage: true });
    expect(coverage!.functions).toMatchObject({ found: 4, covered: 1 });
    expect(symbols).toEqual({ class: 1, function: 3, method: 1 });
    expect(records).toHaveLength(3);
  });

  test("the same tree gives the same scan, from git, by walking, cached or not", async () => {
    const files = { "b.go": go(), "a.go": go("Depot:Yard", "shut"), "z/x.ts": "// @threat Theft (#theft)\n" };
    const scans = [];
    for (const root of [tree(files), repository(files)]) {
      for (const options of [{ cache: false }, {}, {}]) {
        const { model, diagnostics, coverage } = await scanTree(root, { coverage: true, ...options });
        scans.push(JSON.stringify({ model, diagnostics, coverage }));
      }
    }
    expect(new Set(scans).size).toBe(1);
  });

  test("what reporters get is free of paths of this machine", async () => {
    const root = tree({ "a.go": go(), "threatloom.yaml": "project: {name: Depot}\n" });
    const text = JSON.stringify(report(project(root), await scanTree(root, { coverage: true })));
    expect(text).toContain('"project":"Depot"');
    expect(text).not.toContain(root);
  });

  test("progress is reported", async () => {
    const root = tree(Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`f${i}.go`, go()])));
    const seen: [number, number][] = [];
    await scanTree(root, { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual([
      [64, 130],
      [128, 130],
    ]);
  });
});

describe("encodings", () => {
  const text = "// @mitigates Depot:Türen against forced entry with bolts\nexport function auf() {}\n";
  const wide = Buffer.from(`\uFEFF${text}`, "utf16le");
  test.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16, little end first", wide],
    ["UTF-16, big end first", Buffer.from(wide).swap16()],
    ["CRLF", Buffer.from(text.replaceAll("\n", "\r\n"))],
  ])("%s", async (_, bytes) => {
    const { model, diagnostics } = await scanTree(tree({ "a.ts": bytes }));
    expect(model.components.map((c) => c.name)).toEqual(["Depot:Türen"]);
    expect(model.claims[0]!.symbol!.name).toBe("auf");
    expect(diagnostics).toEqual([]);
  });

  test("anything else is read as Latin-1, with a warning", async () => {
    const result = await scanTree(tree({ "a.ts": Buffer.from(text, "latin1") }));
    expect(result.model.components.map((c) => c.name)).toEqual(["Depot:Türen"]);
    expect(codes(result)).toEqual(["a.ts encoding-assumed"]);
  });
});

describe("named files", () => {
  const files = {
    "ids.go": "package depot\n\n// @threat Forced Entry (#forced)\n\nfunc x() {}\n",
    "a.go": "package depot\n\n// @mitigates Depot:Doors against #forced with bolts\nfunc a() {}\n",
    "b.go": "package depot\n\n// @mitigates Depot:Gate against #forcd with bolts\nfunc b() {}\n",
    "again.go": "package depot\n\n// @threat Breaking In (#forced)\nfunc y() {}\n",
  };

  test("ids they do not define are looked up in the rest of the project", async () => {
    const root = tree(files);
    const result = await scanTree(root, { files: ["a.go"] });
    expect(codes(result)).toEqual([]);
    expect(result.model.threats.flatMap((t) => t.ids)).toEqual(["#forced"]);
    expect(result.model.threats.map((t) => t.name)).toContain("Forced Entry");
    expect(result.model.claims.map((c) => c.component)).toEqual(["depot:doors"]);
    expect(result.records.map((r) => r.path)).toEqual(["a.go"]);
  });

  test("diagnostics are about the named files only, in view of all", async () => {
    const root = tree(files);
    const dangling = await scanTree(root, { files: [join(root, "b.go")] });
    expect(codes(dangling)).toEqual(["b.go dangling-reference"]);
    expect(dangling.diagnostics[0]!.suggestion).toBe("#forced");
    const all = (await scanTree(root)).diagnostics;
    for (const file of Object.keys(files)) {
      const named = await scanTree(root, { files: [file] });
      expect(named.diagnostics).toEqual(all.filter((d) => d.file === file));
    }
    expect(all.map((d) => d.code)).toContain("conflicting-id");
  });

  test("a folder stands for the files below it", async () => {
    const root = repository({ "in/a.go": go(), "in/.gitignore": "b.go\n", "in/b.go": go(), "out/c.go": go() });
    expect(annotated(await scanTree(root, { files: ["in"] }))).toEqual(["in/a.go"]);
    expect(annotated(await scanTree(root, { files: ["."] }))).toEqual(["in/a.go", "out/c.go"]);
  });

  test("what cannot be read is said, and does not stop the rest", async () => {
    const root = tree({ "a.go": go(), "locked.go": go() });
    chmodSync(join(root, "locked.go"), 0);
    const result = await scanTree(root, { files: ["a.go", "missing.go", "locked.go", "/etc/passwd", "a\0b.go"] });
    expect(annotated(result)).toContain("a.go");
    const paths = result.unreadable.map((u) => u.path);
    expect(paths).toEqual(expect.arrayContaining(["/etc/passwd", "a\0b.go", "missing.go"]));
    // The superuser may read everything.
    if (process.getuid?.() !== 0) {
      expect(paths).toContain("locked.go");
      expect(codes(result)).toEqual(["locked.go file-unreadable"]);
    }
  });
});

describe("functions in other files", () => {
  test("a claim in a model file is bound to the function it is located at, though that file is not annotated", async () => {
    const root = tree({
      "plain.go": "package depot\n\nfunc helper() {}\n\nfunc open() {\n}\n",
      "model.gal":
        '@source file:plain.go line:5 symbol:open\n@mitigates Depot.Doors against #forced using #bolts -- "d"\n@threat Forced (#forced)\n@control Bolts (#bolts)\n',
    });
    for (const options of [{}, { coverage: true }, { files: ["model.gal"] }]) {
      const result = await scanTree(root, options);
      expect(result.model.claims.map((c) => c.symbol?.name)).toEqual(["open"]);
      expect(codes(result)).toEqual([]);
    }
  });
});

describe("threatloom-ignore-next-line", () => {
  const file = (line: string): Record<string, string> => ({
    "a.ts": `// ${line}\n// @mitigates Depot:Doors against #nothing with bolts\nexport function a() {}\n`,
  });

  test("silences the code it names on the next line", async () => {
    const root = tree(file("threatloom-ignore-next-line dangling-reference defined by another team"));
    expect(codes(await scanTree(root))).toEqual([]);
    expect(codes(await scanTree(root, { files: ["a.ts"] }))).toEqual([]);
  });

  test.each([
    ["threatloom-ignore-next-line dangling-reference", ["a.ts ignore-without-reason", "a.ts dangling-reference"]],
    ["threatloom-ignore-next-line", ["a.ts ignore-without-reason", "a.ts dangling-reference"]],
    ["threatloom-ignore-next-line dangling-referenc because", ["a.ts unknown-value", "a.ts dangling-reference"]],
    ["threatloom-ignore-next-line unknown-verb because", ["a.ts dangling-reference"]],
  ])("%s", async (line, expected) => {
    expect(codes(await scanTree(tree(file(line))))).toEqual(expected);
  });

  test("works in block comments", async () => {
    const text =
      "/*\n * threatloom-ignore-next-line dangling-reference not ours\n * @exposes Depot:Doors to #nothing with x\n */\nfunction f() {}\n";
    expect(codes(await scanTree(tree({ "a.ts": text })))).toEqual([]);
  });
});

test("explained decisions tell which lines are shielded", async () => {
  const text = "// @shield:begin\n// @exposes Depot:Doors to theft with x\n// @shield:end\nexport const a = 1;\n";
  const { decisions, model } = await scanTree(tree({ "a.ts": text }), { explain: true });
  expect(decisions).toEqual([{ path: "a.ts", in: true, reason: "TypeScript or JavaScript; shielded lines: 1 to 3" }]);
  expect(model.claims).toEqual([]);
});
