import { expect, test } from "@jest/globals";
import { loadLanguage } from "@threatloom/languages";
import type { LanguageId } from "@threatloom/model";

async function namesOf(id: LanguageId, path: string, text: string): Promise<string[]> {
  const language = await loadLanguage(id);
  return language.read({ path, text }).value.symbols.map(({ kind, name }) => `${kind} ${name}`);
}

test("of several children of one type the first is the name", async () => {
  const go = "package a\ntype A B\ntype C = D\nfunc (a A) f(b B) (c C) { return }\nfunc g(a A) (b B)\n";
  expect(await namesOf("go", "a.go", go)).toEqual(["type A", "type C", "method A.f", "function g"]);
  const names = await namesOf("typescript", "a.ts", "type A = B;\nclass C extends D { e = f; g() {} }\n");
  expect(names).toEqual(["type A", "class C", "variable C.e", "method C.g"]);
});

test.each([
  ["plain", `<a b="// @threat x" c='/* y' />`],
  ["with space and comments", `<a b = /* " */ "// @threat x" c:d='/*' />`],
  ["in braces", `<a b={"// @threat x"} c={'/*'} />`],
])("strings in attributes hold no comments: %s", async (_what, element) => {
  const language = await loadLanguage("typescript");
  const text = `export const f = () => ${element};\nfunction g() {}\n`;
  const { comments, symbols } = language.read({ path: "a.tsx", text }).value;
  expect(comments.filter(({ lines }) => lines.some((line) => line.text.includes("@")))).toEqual([]);
  expect(symbols.map(({ name }) => name)).toEqual(["f", "g"]);
});
