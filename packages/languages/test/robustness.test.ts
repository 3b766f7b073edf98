import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { decode, languageOf, loadLanguage } from "@threatloom/languages";
import type { FileFacts, Language } from "@threatloom/model";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../../fixtures/languages");
const languages = new Map<string, Language>();
beforeAll(async () => {
  for (const id of ["go", "text", "typescript"] as const) languages.set(id, await loadLanguage(id));
});

function read(path: string, text: string, code = true): FileFacts {
  return languages.get(languageOf(path)!)!.read({ path, text }, { code }).value;
}

/** The comments with the names of what they are bound to. */
function bound(facts: FileFacts): string[] {
  return facts.comments.map(({ lines, symbol }) => {
    const owner = symbol === null ? "module" : facts.symbols[symbol]!.name;
    return `${owner}: ${lines.map(({ text, line, column }) => `${line}:${column} ${text}`).join(" | ")}`;
  });
}

const fixtures = ["go", "typescript"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => !name.endsWith(".json"))
    .map((name) => join(folder, name)),
);

describe("line ends and marks", () => {
  it.each(fixtures)("%s means the same with CRLF, CR and a byte order mark", (name) => {
    const text = readFileSync(join(root, name), "utf8");
    const plain = read(name, text);
    expect(read(name, text.replaceAll("\n", "\r\n"))).toEqual(plain);
    expect(read(name, text.replaceAll("\n", "\r"))).toEqual(plain);
    expect(read(name, `\uFEFF${text}`)).toEqual(plain);
    expect(read(name, decode(Buffer.from(`\uFEFF${text}`, "utf16le")).text)).toEqual(plain);
  });
});

describe("hostile input", () => {
  const deep = 10_000;
  it.each([
    ["parentheses", "a.ts", `const x = ${"(".repeat(deep)}1${")".repeat(deep)};`],
    ["open parentheses", "a.ts", "(".repeat(deep)],
    ["braces", "a.ts", `${"{".repeat(deep)}${"}".repeat(deep)}`],
    ["templates", "a.ts", `x = ${"`${".repeat(deep)}1${"}`".repeat(deep)};`],
    ["objects", "a.ts", `const x = ${"{a:".repeat(deep)}() => 1${"}".repeat(deep)};`],
    ["functions", "a.ts", `${"function a(){".repeat(deep)}${"}".repeat(deep)}`],
    ["namespaces", "a.ts", `${"namespace A{".repeat(deep)}${"}".repeat(deep)}`],
    ["patterns", "a.ts", `const ${"[".repeat(deep)}a${"]".repeat(deep)} = 1;`],
    ["elements", "a.tsx", `x = ${"<a>".repeat(deep)}${"</a>".repeat(deep)};`],
    ["Go parentheses", "a.go", `package a\nvar x = ${"(".repeat(deep)}1${")".repeat(deep)}`],
    ["Go blocks", "a.go", `package a\nfunc f() {${"{".repeat(deep)}${"}".repeat(deep)}}`],
    ["Go pointers", "a.go", `package a\nfunc (x ${"*".repeat(deep)}T) f() {}`],
    ["Go interfaces", "a.go", `package a\ntype A ${"interface{".repeat(deep)}${"}".repeat(deep)}`],
  ])("survives 10,000 nested %s", (_what, path, text) => {
    const facts = read(path, `${text}\n// @last\n`);
    expect(bound(facts).at(-1)).toMatch(/1 @last|4 @last/);
  });

  it.each([
    ["one word", "a.ts", "a"],
    ["calls", "a.ts", "f('x',()=>1);"],
    ["comments", "a.ts", "/**/"],
    ["regular expressions without an end", "a.ts", "=/a["],
    ["templates without an end", "a.ts", "`${}\\`"],
    ["divisions", "a.ts", "a/b+"],
    ["handlers in handlers", "a.ts", "describe('x',()=>{"],
    ["Go raw strings", "a.go", "`a`+"],
    ["white space", "a.go", " "],
  ])("takes time that grows with the size only: %s", (_what, path, unit) => {
    const time = (size: number): number => {
      const text = unit.repeat(size / unit.length);
      const start = performance.now();
      read(path, text);
      return performance.now() - start;
    };
    time(20_000);
    // Sixteen times the text may take sixteen times as long, and not the 256 times of a quadratic step.
    expect(time(320_000)).toBeLessThan(100 * Math.max(time(20_000), 4));
  });

  it("keeps every offset around NUL bytes and lone surrogates", () => {
    const facts = read("a.ts", "const a = '\0'; // \0one\nfunction b() {} // \ud83d two\n\0// three\n");
    expect(bound(facts)).toEqual(["a: 1:19 \0one", "b: 2:20 \ud83d two", "module: 3:5 three"]);
    expect(bound(read("a.go", "package a\n\0\nfunc b() {} // \0x\n"))).toEqual(["b: 3:16 \0x"]);
  });

  it("finds a comment at the end of a line of 2 MB, in the right column", () => {
    const line = `const x = [${"1,".repeat(1_000_000)}]; `;
    const facts = read("a.ts", `${line}// @exposes`, false);
    expect(bound(facts)).toEqual([`x: 1:${line.length + 4} @exposes`]);
    expect(facts.generated).toBe(true);
  });

  it("gives up on a file whose errors the parser cannot get over, but not on its comments", () => {
    const { value, diagnostics } = languages
      .get("typescript")!
      .read({ path: "a.ts", text: `// @exposes first\n${"'".repeat(60_000)}\n// last\n` });
    expect(diagnostics.map(({ code }) => code)).toEqual(["syntax-error"]);
    expect(bound(value)).toEqual(["module: 1:4 @exposes first", "module: 3:4 last"]);
  });

  it("reads a file of more than 32,768 units with text beyond the basic plane at every chunk border", () => {
    const text = `${"/*🎉*/".repeat(20_000)}\nfunction ende() {} // da`;
    expect(bound(read("a.ts", text)).at(-1)).toBe("ende: 2:23 da");
    expect(read("a.ts", text).symbols).toMatchObject([{ name: "ende", line: 2, column: 10 }]);
  });
});

describe("laziness", () => {
  it("the index loads no native parser", () => {
    const folder = join(dirname(fileURLToPath(import.meta.url)), "../src");
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const source = readFileSync(join(folder, name), "utf8");
      for (const [, target] of source.matchAll(/^(?:import|export)(?! type)[^;]*? from "\.\/([^"]+)\.js";/gm))
        visit(`${target!}.ts`);
    };
    visit("index.ts");
    const sources = [...seen].map((name) => readFileSync(join(folder, name), "utf8"));
    expect(sources.filter((source) => /^import (?!type)[^;]*? from "tree-sitter/m.test(source))).toEqual([]);
    expect([...seen].filter((name) => /^(?:go|tree-sitter|typescript)/.test(name))).toEqual([]);
    expect(seen.size).toBeGreaterThan(4);
  });
});
