import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { decode, languageOf } from "@threatloom/languages";
import { identity, type FileFacts, type LocalDiagnostic, type Result } from "@threatloom/model";
import { readGo } from "../src/go.js";
import { lex } from "../src/lexer.js";
import { loadParsers } from "../src/natives.js";
import { quietOf } from "../src/quiet.js";
import { shorten } from "../src/shorten.js";
import { newStream, resetStream } from "../src/stream.js";
import { readTypescript } from "../src/typescript.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
await loadParsers();
const LARGEST = 200_000;
const ONE_IN = 18;

function read(path: string, text: string, whole = false): Result<FileFacts, LocalDiagnostic> {
  return (languageOf(path) === "go" ? readGo : readTypescript)({ path, text }, { whole });
}

/** What the parser sees of a text. */
function seen(path: string, text: string): string {
  const stream = newStream();
  resetStream(stream, text.length);
  const language = languageOf(path) as "go" | "typescript";
  return shorten(text, quietOf(lex(text, { language, opaque: [] }, stream))).text;
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.isFile() && ["go", "typescript"].includes(languageOf(path) ?? "") ? [path] : [];
  });
}

/** Files that read otherwise when the parser sees all of them. */
function differing(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const { text } = decode(readFileSync(path));
    const [part, whole] = [read(path, text), read(path, text, true)];
    // Where the parser does not know some syntax, what it does not see cannot lead it astray.
    if (whole.diagnostics.length > 0 && part.diagnostics.length === 0) return false;
    return JSON.stringify(part) !== JSON.stringify(whole);
  });
}

describe("bodies that the parser does not see", () => {
  it("make no difference in the fixtures", () => {
    const paths = ["go", "typescript"].flatMap((folder) => files(join(root, "fixtures/languages", folder)));
    for (const path of paths) {
      const { text } = decode(readFileSync(path));
      expect(read(path, text)).toEqual(read(path, text, true));
    }
  });

  it("make no difference in sources from node_modules and of this project", () => {
    const folders = ["node_modules", "packages", "grammar"].map((name) => join(root, name));
    expect(folders.every(existsSync)).toBe(true);
    const sample = folders
      .flatMap(files)
      .filter((path) => statSync(path).size < LARGEST)
      .filter((path) => parseInt(identity(relative(root, path)).slice(0, 8), 16) % ONE_IN === 0);
    expect(sample.length).toBeGreaterThanOrEqual(300);
    expect(differing(sample)).toEqual([]);
  });
});

describe("what the parser sees", () => {
  const inside = "first(); second(); third();";
  it.each([
    ["a.go", `package a\nfunc f() {${inside}}`, "package a\nfunc f() {}"],
    ["a.go", `package a\nvar f = func() {${inside}}`, "package a\nvar f = func() {}"],
    ["a.go", `package a\nfunc f(x interface{ A() }) {${inside}}`, "package a\nfunc f(x interface{ A() }) {}"],
    ["a.ts", `function f() {${inside}}`, "function f() {}"],
    ["a.ts", `function f(a = ")"): Map<string, {}> {${inside}}`, 'function f(a = ")"): Map<string, {}> {}'],
    ["a.ts", `class A extends b() { c(): D["e"] {${inside}} }`, 'class A extends b() { c(): D["e"] {} }'],
    ["a.ts", `const f = (): void => {${inside}};`, "const f = (): void => {};"],
    ["a.ts", `(() => { if (a) {${inside}} function g() {${inside}} })();`, "(() => { if (a) {} function g() {} })();"],
  ])("in %s: %s", (path, text, expected) => {
    expect(seen(path, text)).toBe(expected);
    expect(read(path, text)).toEqual(read(path, text, true));
  });

  it.each([
    "class A extends b() { first = 1; second() {} }",
    "class A<T extends () => { first: number }> extends b() { second() {} }",
    "class A<T extends readonly { first: 1 }[]> extends b() { second() {} }",
    "class A extends (class { first() {} }) { second() {} }",
    "declare function a(): b\ninterface LongerName { second(): void }",
    "declare function a(): b\nexport { firstName, secondName } from 'c'",
    "declare function a(): b\nconst { firstName, secondName } = c",
    "declare function a(): b\nnamespace LongerName { export const second = 1 }",
    "const a = b(c) ? d(e) : { first: 1, second() {} };",
    "function a() { return 'not closed }; function b() { first(); second(); }",
    "function a() { first(second(]); } function b() { first(); second(); }",
  ])("nothing is lost: %s", (text) => {
    expect(read("a.ts", text)).toEqual(read("a.ts", text, true));
  });

  it("an element's text that looks like code does not mislead", () => {
    const page = "function Page() { return <p>Don't {a} `</p>; }\n";
    const text = `${page}function f() { first(); second(); third(); }\n// last\nclass A extends b() { c() {} }\n`;
    expect(read("a.tsx", text)).toEqual(read("a.tsx", text, true));
    expect(read("a.tsx", text).value.symbols.map(({ name }) => name)).toEqual(["Page", "f", "A", "A.c"]);
  });
});
