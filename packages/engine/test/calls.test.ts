import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { scan, unconfigured, type Scan } from "@threatloom/engine";
import type { FunctionRef } from "@threatloom/model";
import { golden } from "@threatloom/testing";
import { scanTree, tree } from "./trees.js";

const root = join(process.cwd(), "fixtures/calls");

/** Edges, then what leads out, as lines for people. */
function render({ files, graph }: NonNullable<Scan["calls"]>): string {
  const name = ({ file, symbol }: FunctionRef): string => {
    const { path, symbols } = files[file]!;
    return `${path}#${symbols[symbol]?.name ?? ""}`;
  };
  const edges = graph.edges.map(
    ({ from, to, how, line, confidence, reason }) =>
      `${name(from)}:${line} ${how} ${name(to)} (${confidence}: ${reason})`,
  );
  const outside = graph.outside.map(({ from, target, how, line }) => `${name(from)}:${line} ${how} out to ${target}`);
  return [...edges, "", ...outside, "", `unresolved: ${graph.unresolved}`, ""].join("\n");
}

describe("calls of small repositories", () => {
  test.each(readdirSync(root).sort())("%s", async (name) => {
    const project = unconfigured(join(root, name, "tree"));
    const options = { today: "2026-01-01", calls: true, coverage: false, cache: false };
    const first = render((await scan(project, options)).calls!);
    golden(join(root, name, "calls.txt"), first);
    expect(render((await scan(project, options)).calls!)).toBe(first);
  });
});

describe("code of any kind", () => {
  test("a file of ten thousand functions that call each other in a circle", async () => {
    const count = 10_000;
    const lines = Array.from({ length: count }, (_, i) => `func f${i}() { f${(i + 1) % count}() }`);
    const { calls } = await scanTree(tree({ "a.go": `package a\n\n${lines.join("\n")}\n` }), { calls: true });
    expect(calls!.graph.edges).toHaveLength(count);
    expect(calls!.graph.unresolved).toBe(0);
  });

  test("names that lead to each other in a circle, and modules that hand on each other", async () => {
    const { calls } = await scanTree(
      tree({
        "a.ts": 'export * from "./b.js";\nconst a = b;\nconst b = a;\nexport function f() { a(); c(); x.y.z(); }\n',
        "b.ts":
          'export * from "./a.js";\nimport { c } from "./a.js";\nexport class A extends A { m() { super.x(); this.n(); } }\nc();\n',
        "c.go":
          "package c\n\ntype A struct{ B }\ntype B struct{ *A }\ntype C = D\ntype D = C\n\nvar x, y = y, x\n\nfunc f(a A, c C) { a.none(); c.none(); x.none(); for _, e := range c { e.none() } }\n",
      }),
      { calls: true },
    );
    expect(calls!.graph.edges).toEqual([]);
    expect(calls!.graph.unresolved).toBeGreaterThan(0);
  });

  test("configurations that rest on each other many times over, and brackets without end", async () => {
    const files: Record<string, string> = {
      "main.ts": 'import { f } from "@/x";\nf();\n',
      "x.ts": "export function f() {}\n",
    };
    const all = Array.from({ length: 18 }, (_, i) => `./base${i}.json`);
    for (const i of all.keys()) files[`base${i}.json`] = JSON.stringify({ extends: [...all, ...all] });
    files["base3.json"] = JSON.stringify({ extends: all, compilerOptions: { paths: { "@/*": ["./*"] } } });
    files["tsconfig.json"] = JSON.stringify({ extends: all, compilerOptions: {} });
    files["tsconfig.deep.json"] = `{"compilerOptions":${"[".repeat(500_000)}`;
    files["a/package.json"] = `{"exports":${'{"a":'.repeat(150_000)}`;
    files["go.work"] = `go 1.19\nuse (\n${"./a\n".repeat(50_000)}`;
    files["go.mod"] = `module ${"m/".repeat(300_000)}\n${"replace a => ./b\n".repeat(20_000)}`;
    const { calls } = await scanTree(tree(files), { calls: true });
    expect(calls!.graph).toMatchObject({ unresolved: 0, edges: [{ line: 2 }] });
  });

  test.each(["import (", "import ( b", "var (", "type (", "const ("])("Go that breaks off after %s", async (start) => {
    const { calls } = await scanTree(tree({ "a.go": `package a\n\n${start}` }), { calls: true });
    expect(calls!.graph.edges).toEqual([]);
  });
});
