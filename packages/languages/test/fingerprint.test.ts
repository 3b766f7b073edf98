import { beforeAll, describe, expect, it } from "@jest/globals";
import { loadLanguage } from "@threatloom/languages";
import type { Language } from "@threatloom/model";

let go: Language;
let typescript: Language;
beforeAll(async () => {
  go = await loadLanguage("go");
  typescript = await loadLanguage("typescript");
});

const ofTs = (text: string): string | null => typescript.read({ path: "a.tsx", text }).value.symbols[0]!.fingerprint;
const ofGo = (text: string): string | null =>
  go.read({ path: "a.go", text: `package a\n${text}` }).value.symbols[0]!.fingerprint;

describe("the fingerprint of TypeScript", () => {
  const body = "function f(a, b) {\n  return call(a, 'x  y') + `t  ${a + b}` ;\n}";

  it.each([
    ["indentation and line ends", "function f(a,b)\r\n{\r\n\treturn call(a,'x  y')+`t  ${a+b}`;}"],
    ["comments", "/* 1 */ function f(a, /* 2 */ b) { // 3\n  return call(a, 'x  y') + `t  ${/* 4 */ a + b}`; }"],
    ["position", `const before = 1;\n\n${body}`.replace("const before = 1;", "// moved")],
    ["a trailing comma", "function f(a, b,) {\n  return call(a, 'x  y',) + `t  ${a + b}`;\n}"],
    ["the last semicolon", "function f(a, b) {\n  return call(a, 'x  y') + `t  ${a + b}`\n}"],
    ["its own name", body.replace("f(a", "other(a")],
    ["the marks of a plain string", body.replaceAll("'", '"')],
  ])("ignores %s", (_what, other) => {
    expect(ofTs(other)).toBe(ofTs(body));
  });

  it.each([
    ["a name", body.replace("call", "cell")],
    ["white space in a string", body.replace("x  y", "x y")],
    ["white space in a template", body.replace("t  ", "t ")],
    ["an operator", body.replace("a + b", "a - b")],
    ["the order", body.replace("a, b", "b, a")],
    ["async", `async ${body}`],
    ["a line break after return", body.replace("return call", "return\ncall")],
  ])("changes with %s", (_what, other) => {
    expect(ofTs(other)).not.toBe(ofTs(body));
  });

  it.each([
    ["a + +b", "a ++b"],
    ["a\n++b", "a++\nb"],
    ["[a,,]", "[a,]"],
    ["a; (b)", "a(b)"],
    ["/a b/", "/a  b/"],
    ["<p>a b</p>", "<p>a  b</p>"],
    ["in_a", "in _a"],
  ])("tells %j from %j", (one, other) => {
    expect(ofTs(`function f() { x = ${one} }`)).not.toBe(ofTs(`function f() { x = ${other} }`));
  });

  it("does not depend on what stands before the function", () => {
    expect(ofTs(`function f() {}`)).toBe(
      typescript.read({ path: "a.ts", text: "x()\nfunction f() {}" }).value.symbols[0]!.fingerprint,
    );
  });

  it("changes with a nested function, and only with the one that changed", () => {
    const read = (inner: string): (string | null)[] =>
      typescript
        .read({ path: "a.ts", text: `function f() { function g() { ${inner} } function h() {} }` })
        .value.symbols.map(({ fingerprint }) => fingerprint);
    const [f, g, h] = read("a()");
    const [f2, g2, h2] = read("b()");
    expect(f).not.toBe(f2);
    expect(g).not.toBe(g2);
    expect(h).toBe(h2);
    expect(new Set([f, g, h]).size).toBe(3);
  });

  it.each([
    ["const f = (x) => x", "const g = x => x"],
    ["const f = async (x) => x", "const f = async x => x"],
    ["function f() { return (x) => (y) => x + y }", "function f() { return x => y => x + y }"],
    ["function f() { return\n(x) => x }", "function f() { return\nx => x }"],
    ["function f() { g(a, (x,) => x) }", "function f() { g(a, x => x) }"],
    ["function f() { x = 0XfF }", "function f() { x = 0xfF }"],
    ["exports.f = function () { run() }", "exports.g = function () { run() }"],
    ["const o = { 'a-b': () => run() }", "const o = { ab: () => run() }"],
    ["class C { total() { run() } }", "class D { sum() { run() } }"],
  ])("reads %j as %j", (one, other) => {
    const last = (text: string): unknown =>
      typescript.read({ path: "a.ts", text }).value.symbols.map(({ fingerprint }) => fingerprint);
    expect(last(one)).toEqual(last(other));
  });

  it.each([
    [`'a"b'`, `"a'b"`],
    ["'\\n'", "`\\n`"],
    ["'a'", "`a`"],
    ["(a, b) => a", "(a) => a"],
    ["(a) => a", "f((a)) => a"],
    ["(a: b) => a", "(a) => a"],
    [
      "1\nfunction g() { one() }\nfunction h() { two() }\ng()",
      "1\nfunction h() { one() }\nfunction g() { two() }\ng()",
    ],
  ])("tells apart %j and %j", (one, other) => {
    expect(ofTs(`function f() { x = ${one} }`)).not.toBe(ofTs(`function f() { x = ${other} }`));
  });

  it("does not change what stands in a template or an element", () => {
    expect(ofTs("function f() { x = `${'a'}` }")).toBe(ofTs('function f() { x = `${"a"}` }'));
    expect(ofTs("function f() { x = `'a'` }")).not.toBe(ofTs('function f() { x = `"a"` }'));
    expect(ofTs("function f() { return <p>'a'</p> }")).not.toBe(ofTs('function f() { return <p>"a"</p> }'));
  });
});

describe("the fingerprint of Go", () => {
  const body = 'func f(a int) string {\n\tx := g(a, "a  b")\n\treturn x + `c\n  d`\n}';

  it.each([
    [
      "white space and comments",
      'func f( a int )  string { // 1\n\n\tx := g(a, /* 2 */ "a  b")\n\n\treturn x +\n`c\n  d`\n}',
    ],
    ["semicolons", 'func f(a int) string { x := g(a, "a  b"); return x + `c\n  d` }'],
    ["a trailing comma", 'func f(a int) string {\n\tx := g(\na,\n "a  b",\n)\n\treturn x + `c\n  d`\n}'],
    ["the line ends of the file", body.replaceAll("\n", "\r\n")],
    ["its own name", body.replace("f(", "other(")],
    ["a value receiver", body.replace("func f", "func (s Page) f")],
  ])("ignores %s", (_what, other) => {
    expect(ofGo(other)).toBe(ofGo(body));
  });

  it.each([
    ["a string", body.replace("a  b", "a b")],
    ["a raw string", body.replace("  d", " d")],
    ["a statement that ends", body.replace("g(a", "g\n(a")],
    ["a pointer receiver", body.replace("func f", "func (s *Page) f")],
  ])("changes with %s", (_what, other) => {
    expect(ofGo(other)).not.toBe(ofGo(body));
  });

  it("knows a method by its code, whatever its type is called, and how a formatter writes numbers", () => {
    const method = (name: string): string => `func (p *${name}) f() { x := 0xFF }`;
    expect(ofGo(method("Page"))).toBe(ofGo(method("Sheet").replace("0x", "0X")));
    expect(ofGo(method("Page"))).not.toBe(ofGo(method("Page").replace("FF", "FE")));
    expect(ofGo("func f() { x := 'a' }")).not.toBe(ofGo('func f() { x := "a" }'));
    expect(ofGo("func f() {\n\ta()\n\tif b {\n\t\tc()\n\t}\n\td()\n}")).toBe(
      ofGo("func f() { a(); if b { c(); }; d(); }"),
    );
  });
});
