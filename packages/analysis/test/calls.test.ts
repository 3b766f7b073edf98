import { describe, expect, test } from "@jest/globals";
import { resolveCalls } from "@threatloom/analysis";
import { loadLanguage } from "@threatloom/languages";
import type { CodeFile, CodeLayout } from "@threatloom/model";
import fc from "fast-check";

const words =
  'func type struct interface import export const var let class extends implements new this super return default from as async await for of range go defer package a b C D x.y a.b.c "./b.js" "./a.ts" "a" ( ) { } [ ] < > => = := : , ; . * & # ! ? | @ ... \n 1 `t` \'s\' // /* */'.split(
    " ",
  );
const soup = fc.array(fc.constantFrom(...words), { maxLength: 120 }).map((all) => all.join(" "));
const layout: CodeLayout = {
  go: [{ folder: "", path: "a", replaced: [{ path: "b", folder: "a" }] }],
  packages: [{ folder: "", name: "a", entries: { ".": ["./a.ts"], "./*": ["./*"] } }],
  mappings: [{ folder: "", base: "", paths: { "*": ["*"] } }],
};

async function fileOf(path: string, text: string): Promise<CodeFile> {
  const id = path.endsWith(".go") ? "go" : "typescript";
  const { value } = (await loadLanguage(id)).read({ path, text }, { code: true });
  return { ...value, path, code: value.code! };
}

describe("calls", () => {
  test("of any token soup are resolved without a fault, and always the same way", async () => {
    await fc.assert(
      fc.asyncProperty(soup, soup, soup, async (a, b, go) => {
        const read = async (): Promise<CodeFile[]> => [
          await fileOf("a.ts", a),
          await fileOf("b.tsx", b),
          await fileOf("a/a.go", `package a\n${go}`),
          await fileOf("a/b.go", `package a\n${a}`),
        ];
        const files = await read();
        const graph = resolveCalls(files, layout);
        for (const { from, to } of graph.edges) {
          expect(files[to.file]!.symbols[to.symbol]).toBeDefined();
          expect(files[from.file]!.symbols[from.symbol] === undefined).toBe(from.symbol === -1);
        }
        expect(resolveCalls(await read(), layout)).toEqual(graph);
      }),
      { numRuns: 300 },
    );
  });

  test("chains that lead through each other end", async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `const v${i} = v${(i * 7 + 1) % 300}.next().next();`);
    const files = [await fileOf("a.ts", `${lines.join("\n")}\nv0.go();\n`)];
    expect(resolveCalls(files, layout)).toMatchObject({ edges: [], unresolved: 601 });
  });

  test("lead on through what functions give back, where readers say it: `=` and a chain, `=new` and a class, the members of an object", async () => {
    const text =
      "class Cart { total() { return this; } }\nfunction all() { const own = new Cart(); own.total(); }\nfunction made() {}\n";
    const used = "made().total();\nall().own.total();\nall().other.total().total();\nall().none.total();\n";
    const read = await fileOf("a.ts", text + used);
    const named = (name: string): number => read.symbols.findIndex((one) => one.name === name);
    const result = (name: string, type: string) => ({ symbol: named(name), how: "result" as const, name: "", type });
    const results = [
      result("made", "=new Cart()"),
      result("all", "{own:=own,other:Cart}"),
      result("Cart.total", "=this"),
    ];
    const file = { ...read, code: { ...read.code, bindings: [...read.code.bindings, ...results] } };
    const { edges, unresolved } = resolveCalls([file], layout);
    const outside = edges.filter(({ from, to }) => from.symbol === -1 && to.symbol === named("Cart.total"));
    expect(outside.map(({ line }) => line)).toEqual([4, 5, 6, 6]);
    expect(unresolved).toBe(1);
  });
});
