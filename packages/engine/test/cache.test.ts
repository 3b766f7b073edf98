import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { compare, resolveSides } from "@threatloom/engine";
import type { CodeSymbol } from "@threatloom/model";
import { encodePack, openPack } from "../src/pack.js";
import { openStore } from "../src/node/store.js";
import type { FileRead } from "../src/types.js";
import { age, annotated, git, go, project, repository, scanTree, tree, write } from "./trees.js";

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 2100));
const cacheOf = (root: string): string => join(root, ".threatloom/cache");

/** Rewrites the cached reading of every file that holds `from`, so that a use of the cache shows. */
function forge(root: string, name: string, from: string, to: string): void {
  const store = openStore(root);
  const parts = store
    .read(name)!
    .map((part) => Buffer.from(Buffer.from(part).toString("latin1").replaceAll(from, to), "latin1"));
  store.write(name, parts);
}

describe("packs", () => {
  const symbol: CodeSymbol = {
    name: "Page.save",
    kind: "method",
    receiver: "pointer",
    line: 3,
    column: 1,
    endLine: 9,
    parent: "Page",
    exported: true,
    test: false,
    hasBody: true,
    fingerprint: "00ff",
  };
  const read: FileRead = {
    language: "go",
    package: "wiki",
    test: true,
    generated: false,
    annotations: [],
    diagnostics: [],
    silences: [{ line: 3, code: "x" }],
    code: {
      imports: [{ path: "net/http", name: null, imported: null, reexport: false, line: 3 }],
      exports: [{ name: "default", local: "Page" }],
      calls: [
        { symbol: 0, callee: "http.Serve", how: "defer", line: 7, column: 2 },
        { symbol: null, callee: "a().b", how: "call", line: 9, column: 1 },
      ],
      bindings: [{ symbol: 0, how: "receiver", name: "p", type: "*Page" }],
    },
    symbols: [
      symbol,
      {
        ...symbol,
        kind: "module",
        receiver: null,
        parent: null,
        fingerprint: null,
        hasBody: false,
        test: true,
        exported: false,
      },
    ],
  };

  test("give back what was put in", () => {
    const plain: FileRead = {
      ...read,
      language: "text",
      package: null,
      test: false,
      generated: true,
      silences: [],
      symbols: null,
    };
    const pack = openPack(
      encodePack([
        ["a", read],
        ["b", plain],
      ]),
    )!;
    expect(pack.get("a")).toEqual(read);
    expect(pack.get("b")).toEqual(plain);
    expect(pack.get("c")).toBeUndefined();
    expect([...pack.keys()]).toEqual(["a", "b"]);
  });

  test("a separator inside a name does not shift the others", () => {
    const odd = { ...read, symbols: [{ ...symbol, name: 'get("a\0b")' }, symbol] };
    const pack = openPack(
      encodePack([
        ["a", odd],
        ["b", read],
      ]),
    )!;
    expect(pack.get("a")!.symbols!.map((s) => s.name)).toEqual(['get("a\uFFFDb")', "Page.save"]);
    expect(pack.get("b")).toEqual(read);
  });

  test("bytes that are no pack are none", () => {
    const bytes = encodePack([["a", read]]);
    for (let length = 0; length < bytes.length; length += 7) expect(openPack(bytes.subarray(0, length))).toBeNull();
    expect(openPack(new Uint8Array(64))).toBeNull();
  });

  test("150,000 functions come back one by one", () => {
    const many = Array.from({ length: 5000 }, (_, f): [string, FileRead] => [
      `key${f}`,
      {
        ...read,
        silences: [],
        symbols: Array.from({ length: 30 }, (_, i) => ({
          ...symbol,
          name: `Type${f}.method${i}`,
          fingerprint: `${f}x${i}`,
        })),
      },
    ]);
    const bytes = encodePack(many);
    const pack = openPack(bytes)!;
    let count = 0;
    for (const key of pack.keys()) count += pack.get(key)!.symbols!.length;
    expect(count).toBe(150_000);
  });
});

describe("the cache", () => {
  test("is used for unchanged files, and only for those", async () => {
    const root = tree({ "a.go": go("Depot:Doors"), "b.go": go("Depot:Doors", "b"), "c.go": "package c\n" });
    await settle();
    await scanTree(root);
    forge(root, "annotated.pack", "Depot:Doors", "Depot:Forge");
    const names = async (): Promise<string[]> => (await scanTree(root)).model.components.map((c) => c.name);
    expect(await names()).toEqual(["Depot:Forge"]);
    write(root, { "b.go": go("Depot:Fresh", "b"), "c.go": go("Depot:Third", "c") });
    expect(await names()).toEqual(["Depot:Forge", "Depot:Fresh", "Depot:Third"]);
    expect((await scanTree(root, { cache: false })).model.components.map((c) => c.name)).toEqual([
      "Depot:Doors",
      "Depot:Fresh",
      "Depot:Third",
    ]);
  });

  test("a change right after another is seen though size and times are the same", async () => {
    const root = tree({ "a.go": go("Depot:AAA") });
    const then = new Date(Date.now() - 500);
    utimesSync(join(root, "a.go"), then, then);
    await scanTree(root);
    write(root, { "a.go": go("Depot:BBB") });
    utimesSync(join(root, "a.go"), then, then);
    expect((await scanTree(root)).model.components.map((c) => c.name)).toEqual(["Depot:BBB"]);
  });

  test("a change that keeps size and modification time is seen by the time git and tools cannot set", async () => {
    const root = tree({ "a.go": go("Depot:AAA") });
    age(root, "a.go");
    await settle();
    await scanTree(root);
    write(root, { "a.go": go("Depot:BBB") });
    age(root, "a.go");
    expect((await scanTree(root)).model.components.map((c) => c.name)).toEqual(["Depot:BBB"]);
  });

  test("content is known again under another name, but not in another language or dialect", async () => {
    const text = "// @mitigates Depot:Doors against forced entry with bolts\nexport const a = <T,>(x: T) => x;\n";
    const root = tree({ "a.ts": text, "b.tsx": text, "sub/c.ts": text });
    const result = await scanTree(root, { coverage: true });
    expect(annotated(result)).toEqual(["a.ts", "b.tsx", "sub/c.ts"]);
    expect(openPack(openStore(root).read("annotated.pack")![0]!)!.size).toBe(2);
    expect(result.records.map((r) => r.path)).toEqual(["a.ts", "b.tsx", "sub/c.ts"]);
    write(root, { "threatloom.yaml": "dialects: [prose2015]\n" });
    expect(annotated(await scanTree(root))).toEqual([]);
  });

  test.each(["files.bin", "annotated.pack", "plain.pack", "config.json"])(
    "a damaged %s is as good as none",
    async (name) => {
      const root = tree({
        "a.go": go(),
        "b.go": "package b\nfunc b() {}\n",
        "threatloom.yaml": "project: {name: X}\n",
      });
      await settle();
      const run = async (): Promise<string> => {
        const { model, coverage, diagnostics } = await scanTree(root, { coverage: true });
        return JSON.stringify({ model, coverage, diagnostics });
      };
      const before = await run();
      const file = join(cacheOf(root), name);
      const good = readFileSync(file);
      const spoilt = [
        (): void => {
          truncateSync(file, Math.floor(good.length / 2));
        },
        (): void => {
          writeFileSync(file, Buffer.concat([good.subarray(0, -3), Buffer.from("xyz")]));
        },
        (): void => {
          writeFileSync(file, "");
        },
        (): void => {
          writeFileSync(file, good.toString("latin1").replace(/"version":"[^"]*"/, '"version":"0:other"'), "latin1");
        },
        (): void => {
          writeFileSync(file, Buffer.alloc(4096, 255));
        },
      ];
      for (const spoil of spoilt) {
        spoil();
        expect(await run()).toBe(before);
        expect(openStore(root).read(name)).not.toBeNull();
      }
    },
  );

  test("a reading that was lost is made anew", async () => {
    const root = tree({ "a.go": go() });
    await settle();
    await scanTree(root);
    forge(root, "annotated.pack", '{"annotations"', '{"annotations!');
    expect(annotated(await scanTree(root))).toEqual(["a.go"]);
  });

  test("lies beside other caches where packages are installed, and is hidden from git", async () => {
    const root = repository({ "a.go": go() });
    await scanTree(root);
    expect(git(root, "status", "--porcelain")).toBe("");
    expect(existsSync(join(cacheOf(root), "annotated.pack"))).toBe(true);
    const other = tree({ "a.go": go(), "node_modules/x/package.json": "{}" });
    await scanTree(other);
    expect(readdirSync(join(other, "node_modules/.cache/threatloom"))).toContain("annotated.pack");
    expect(existsSync(join(other, ".threatloom"))).toBe(false);
  });

  test("is not written through a link out of the root, nor where it cannot be", async () => {
    const outside = tree();
    const root = tree({ "a.go": go() });
    symlinkSync(outside, join(root, ".threatloom"));
    expect(annotated(await scanTree(root))).toEqual(["a.go"]);
    expect(readdirSync(outside).length === 0 || readdirSync(join(outside, "cache")).length === 0).toBe(true);
    const closed = tree({ "a.go": go(), ".threatloom": "a file in the way" });
    expect(annotated(await scanTree(closed))).toEqual(["a.go"]);
    const locked = tree({ "a.go": go() });
    chmodSync(locked, 0o555);
    expect(annotated(await scanTree(locked))).toEqual(["a.go"]);
    chmodSync(locked, 0o755);
  });

  test("is not believed where it came with the repository", async () => {
    const root = repository({ "a.go": go("Depot:Doors") });
    await scanTree(root);
    forge(root, "annotated.pack", "Depot:Doors", "Depot:Forge");
    git(root, "add", "-f", ".threatloom/cache/annotated.pack");
    git(root, "commit", "-qm", "a present");
    const other = join(tree(), "clone");
    git(root, "clone", "-q", root, other);
    expect((await scanTree(other)).model.components.map((c) => c.name)).toEqual(["Depot:Doors"]);
  });

  test("does not show among the files", async () => {
    for (const root of [tree({ "a.go": go() }), repository({ "a.go": go() })]) {
      for (let i = 0; i < 2; i++) {
        const { decisions } = await scanTree(root, { explain: true });
        expect(decisions.map((d) => d.path)).toEqual(["a.go"]);
      }
    }
  });

  test("what killed runs left behind is removed after a while", async () => {
    const root = tree({ "a.go": go() });
    mkdirSync(cacheOf(root), { recursive: true });
    write(root, { ".threatloom/cache/.files.bin.1.2.tmp": "half", ".threatloom/cache/.files.bin.9.9.tmp": "new" });
    const then = Date.now() / 1000 - 7200;
    utimesSync(join(cacheOf(root), ".files.bin.1.2.tmp"), then, then);
    await scanTree(root);
    expect(readdirSync(cacheOf(root)).filter((name) => name.endsWith(".tmp"))).toEqual([".files.bin.9.9.tmp"]);
  });

  test("forgets what is long gone", async () => {
    const root = tree(
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}.go`, go("Depot:Doors", `f${i}`)])),
    );
    await scanTree(root);
    for (let i = 1; i < 30; i++) write(root, { [`f${i}.go`]: "package depot\n" });
    write(root, { "f0.go": go("Depot:Doors", "again") });
    await scanTree(root);
    const parts = openStore(root).read("annotated.pack")!;
    expect(parts.reduce((sum, part) => sum + openPack(part)!.size, 0)).toBe(1);
  });

  test("a checkout that turns line ends is read as it lies there", async () => {
    const root = repository({ "a.go": go(), ".gitattributes": "*.go text eol=crlf\n" });
    git(root, "config", "core.autocrlf", "true");
    git(root, "rm", "-q", "--cached", "a.go");
    git(root, "reset", "-q", "--hard");
    const bytes = readFileSync(join(root, "a.go"), "utf8");
    expect(bytes).toContain("\r\n");
    expect(git(root, "ls-files", "-m")).toBe("");
    const cold = await scanTree(root);
    const warm = await scanTree(root);
    expect(warm.model).toEqual(cold.model);
    expect(cold.model.claims.map((c) => [c.symbol?.name, c.location.line])).toEqual([["open", 3]]);
  });

  test("runs at the same time do not hurt each other", async () => {
    const dist = join(process.cwd(), "packages/engine/dist/index.js");
    if (!existsSync(dist)) throw new Error("build first: this test starts processes of the built engine");
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}.go`, go("Depot:Doors", `f${i}`)]));
    const root = tree(files);
    const code = `const { openProject, scan } = await import(${JSON.stringify(`file://${dist}`)});
      for (let i = 0; i < 5; i++) {
        const { model, diagnostics } = await scan(openProject(${JSON.stringify(root)}).project, { today: "2026-03-01", coverage: i % 2 === 0 });
        console.log(model.claims.length, diagnostics.length);
      }`;
    const run = (): Promise<string> =>
      new Promise((done, fail) => {
        execFile(process.execPath, ["--input-type=module", "-e", code], (error, out) => {
          if (error === null) done(out);
          else fail(new Error(error.message));
        });
      });
    const outputs = await Promise.all([run(), run(), run()]);
    expect(new Set(outputs)).toEqual(new Set(["60 0\n".repeat(5)]));
    expect(openStore(root).read("annotated.pack")).toBeTruthy();
  });
});

describe("a cache from elsewhere", () => {
  test("is not believed, however well it is made", async () => {
    const root = repository({ "a.go": go() });
    await scanTree(root);
    forge(root, "annotated.pack", "bolt check", "no bolt at");
    expect(readFileSync(join(cacheOf(root), "annotated.pack"), "latin1")).toContain("no bolt at");
    git(root, "add", "-f", ".threatloom/cache");
    git(root, "commit", "-q", "-m", "cache");
    const clone = join(tree(), "clone");
    git(root, "clone", "-q", root, clone);
    const asked = { base: "HEAD", head: null, state: "worktree", direct: false } as const;
    const sides = await resolveSides(project(clone), asked);
    if ("problem" in sides) throw new Error(sides.problem);
    const options = { today: "2026-06-01", coverage: "none", quick: false } as const;
    const comparison = await compare(project(clone), sides, options);
    if ("problem" in comparison) throw new Error(comparison.problem);
    for (const { model } of [comparison.before, comparison.after, await scanTree(clone)]) {
      expect(model.claims.map(({ control }) => control)).toEqual(["bolt_check"]);
    }
  });

  test("a link to somewhere else is not followed, even where nothing is there yet", async () => {
    const root = repository({ "a.go": go() });
    const victim = tree();
    symlinkSync(victim, join(root, ".threatloom"));
    await scanTree(root);
    expect(readdirSync(victim)).toEqual([]);
  });
});
