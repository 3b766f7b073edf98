import { describe, expect, test } from "@jest/globals";
import { resolveCalls } from "@threatloom/analysis";
import { loadLanguage } from "@threatloom/languages";
import type { CallGraph, CodeFile, CodeLayout } from "@threatloom/model";

const nowhere: CodeLayout = { go: [{ folder: "", path: "m", replaced: [] }], packages: [], mappings: [] };
const LEVELS = 30;
const levels = Array.from({ length: LEVELS }, (_, i) => i);

async function fileOf(path: string, text: string): Promise<CodeFile> {
  const id = path.endsWith(".go") ? "go" : "typescript";
  const { value } = (await loadLanguage(id)).read({ path, text }, { code: true });
  return { ...value, path, code: value.code! };
}

async function resolved(
  texts: Record<string, string>,
  layout = nowhere,
): Promise<{ lines: string[]; graph: CallGraph }> {
  const files = await Promise.all(Object.entries(texts).map(([path, text]) => fileOf(path, text)));
  const graph = resolveCalls(files, layout);
  const lines = graph.edges.map(({ from, to }) => {
    const [source, target] = [files[from.file]!, files[to.file]!];
    return `${source.symbols[from.symbol]?.name ?? ""} > ${target.symbols[to.symbol]!.name}`;
  });
  return { lines, graph };
}

// What is followed twice at every level takes 2^30 steps, which no test sees the end of.
describe("calls of hostile Go code", () => {
  const diamond = (body: (i: number) => string): string => levels.map(body).join("\n");

  test("types that embed two others each, thirty levels deep", async () => {
    const types = diamond(
      (i) => `type A${i} struct { A${i + 1}; *B${i + 1} }\ntype B${i} struct { A${i + 1}; B${i + 1} }`,
    );
    const end = `type A${LEVELS} struct{}\ntype B${LEVELS} struct{}\nfunc (B${LEVELS}) Deep() {}`;
    const calls = "func f(a A0) { a.Deep(); a.None(); a.B3.None(); a.A1.B2.Deep() }";
    const { lines } = await resolved({ "a.go": `package a\n${types}\n${end}\n${calls}\n` });
    expect(lines).toEqual([`f > B${LEVELS}.Deep`, `f > B${LEVELS}.Deep`]);
  });

  test("types and interfaces that embed each other in circles", async () => {
    const types = diamond((i) => `type A${i} struct { A${(i + 7) % LEVELS}; A${(i + 3) % LEVELS} }`);
    const doors = diamond((i) => `type I${i} interface {\nM${i}()\nI${(i + 7) % LEVELS}\nI${(i + 3) % LEVELS}\n}`);
    const calls = "func f(a A0, i I0) { a.None(); i.M9(); i.None() }";
    const { graph } = await resolved({ "a.go": `package a\n${types}\n${doors}\n${calls}\n` });
    expect(graph).toMatchObject({ edges: [], unresolved: 3 });
  });

  test("interfaces that embed two others each", async () => {
    const doors = diamond(
      (i) => `type A${i} interface {\nA${i + 1}\nB${i + 1}\n}\ntype B${i} interface {\nA${i + 1}\nB${i + 1}\n}`,
    );
    const end = `type A${LEVELS} interface{ Deep() }\ntype B${LEVELS} interface{ Low() }`;
    const behind = "type T struct{}\nfunc (T) Deep() {}\nfunc (T) Low() {}\nfunc f(a A0) { a.Deep() }";
    const { lines } = await resolved({ "a.go": `package a\n${doors}\n${end}\n${behind}\n` });
    expect(lines).toEqual(["f > T.Deep"]);
  });

  test("thousands of interfaces and of types behind them", async () => {
    const many = Array.from({ length: 2000 }, (_, i) => i);
    const types = many.map((i) => `type T${i} struct{}\nfunc (T${i}) Do() {}\nfunc (T${i}) Do${i}() {}`);
    const doors = many.map((i) => `type I${i} interface { Do(); Do${i}() }\nfunc f${i}(i I${i}) { i.Do() }`);
    const { lines } = await resolved({ "a.go": `package a\n${[...types, ...doors].join("\n")}\n` });
    expect(lines).toEqual(many.map((i) => `f${i} > T${i}.Do`));
  });

  test("variables and fields that are made of each other many times over", async () => {
    const steps = ".n.n.n.n.n.n.n.n.n.n";
    const names = diamond((i) => `var v${i} = v${(i + 1) % LEVELS}${steps}`);
    const dots = 'import . "m/b"\nimport . "m/c"';
    const { graph } = await resolved({
      "a/a.go": `package a\n${dots}\n${names}\nfunc f() { x := v0${steps}; x.None(); v3.None(); Up() }\n`,
      "b/b.go": 'package b\nimport . "m/c"\nvar Up = Over.n.n.n.n\n',
      "c/c.go": 'package c\nimport . "m/b"\nvar Over = Up.n.n.n.n\n',
    });
    expect(graph).toMatchObject({ edges: [], unresolved: 3 });
  });
});

describe("calls of hostile TypeScript code", () => {
  test("modules that hand on two others each, thirty levels deep, and each other in a circle", async () => {
    const texts: Record<string, string> = {
      "main.ts": 'import { deep, none } from "./a0.js";\nfunction main() { deep(); none(); }\n',
      [`a${LEVELS}.ts`]: 'export * from "./a0.js";\nexport * from "./b0.js";\n',
      [`b${LEVELS}.ts`]: 'export * from "./a0.js";\nexport function deep() {}\n',
    };
    for (const i of levels) {
      const both = `export * from "./a${i + 1}.js";\nexport * from "./b${i + 1}.js";\n`;
      texts[`a${i}.ts`] = both;
      texts[`b${i}.ts`] = both;
    }
    const { lines, graph } = await resolved(texts);
    expect(lines).toEqual(["main > deep"]);
    expect(graph.unresolved).toBe(1);
  });

  test("names that are handed on under other names in circles", async () => {
    const texts: Record<string, string> = {};
    for (const i of levels) {
      const next = (i + 1) % LEVELS;
      texts[`m${i}.ts`] =
        `export { x as y, y as x } from "./m${next}.js";\nimport { x, y } from "./m${next}.js";\nx(); y();\nexport { x as z };\n`;
    }
    const { graph } = await resolved(texts);
    expect(graph).toMatchObject({ edges: [], unresolved: 2 * LEVELS });
  });

  test("interfaces and classes that extend two others each, and themselves", async () => {
    const all = levels.map(
      (i) => `interface A${i} extends A${i + 1}, B${i + 1} {}\ninterface B${i} extends A${i + 1}, B${i + 1} {}`,
    );
    const end = `interface A${LEVELS} extends A0 {}\ninterface B${LEVELS} { deep(): void }\nclass C implements A0 { deep() {} }`;
    const loop = "class D extends E { a() { super.none(); this.none(); } }\nclass E extends D {}";
    const text = `${all.join("\n")}\n${end}\n${loop}\nfunction f(a: A0) { a.deep(); a.none(); }\n`;
    const { lines, graph } = await resolved({ "a.ts": text });
    expect(lines).toEqual(["f > C.deep"]);
    expect(graph.unresolved).toBe(3);
  });

  test("fields that are made of each other many times over", async () => {
    const steps = ".a.a.a.a.a.a.a.a.a.a";
    const text = `const v = new K();\nclass K { a = v${steps}; b = v${steps}.b; go() { this.b${steps}.none(); v${steps}.none(); } }\n`;
    expect((await resolved({ "a.ts": text })).graph).toMatchObject({ edges: [], unresolved: 2 });
  });

  test("ten thousand functions within one, and twenty thousand on one line", async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `function f${i}() {\n  shared();\n}`);
    const text = `function outer() {\n  const shared = used;\n${many.join("\n")}\n}\nfunction used() {}\n`;
    const { lines } = await resolved({ "a.ts": text });
    expect(lines).toHaveLength(many.length);
    expect(new Set(lines.map((line) => line.replace(/^\w+/, "")))).toEqual(new Set([" > used"]));
    const line = Array.from({ length: 20_000 }, (_, i) => `function g${i}(){g${i + 1}()}`).join("");
    expect((await resolved({ "b.js": `${line}\n` })).lines).toHaveLength(19_999);
  });

  test("thousands of packages, mappings and imports of them, and names as long as files", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => i);
    const imports = many.map((i) => `import { f as f${i} } from "@a/p${i}";\nimport "@/x${i}";\nf${i}();`);
    const long = `import { g } from "${"a/".repeat(400_000)}";\ng();\n`;
    const layout: CodeLayout = {
      go: [],
      packages: many.map((i) => ({
        folder: `p${i}`,
        name: `@a/p${i}`,
        entries: { ".": [`./src/index.ts`], "./*": ["./*"] },
      })),
      mappings: many.map((i) => ({ folder: "", base: "", paths: { [`@${i}/*`]: ["none/*"] } })),
    };
    const texts = Object.fromEntries(many.map((i) => [`p${i}/src/index.ts`, "export function f() {}\n"]));
    const { lines } = await resolved({ ...texts, "main.ts": imports.join("\n") + long }, layout);
    expect(lines).toHaveLength(many.length);
  });
});
