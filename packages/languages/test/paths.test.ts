import { describe, expect, it } from "@jest/globals";
import { languageOf, loadLanguage, profile } from "@threatloom/languages";

describe("paths", () => {
  it.each([
    ["a/b.go", "go"],
    ["a.ts", "typescript"],
    ["a.mts", "typescript"],
    ["a.cts", "typescript"],
    ["a.tsx", "typescript"],
    ["a.js", "typescript"],
    ["a.mjs", "typescript"],
    ["a.cjs", "typescript"],
    ["a.JSX", "typescript"],
    ["a.d.ts", "typescript"],
    ["a.threatspec", "text"],
    ["a.gal", "text"],
    ["a.md", null],
    ["go", null],
    ["a.go/b", null],
    ["x.constructor", null],
  ])("%s is %s", (path, language) => {
    expect(languageOf(path)).toBe(language);
  });

  it.each([
    ["a.go", "go"],
    ["a_test.go", "go/test"],
    ["testdata/a.go", "go/test"],
    ["latest/a.go", "go"],
    ["a.ts", "typescript/typescript"],
    ["a.js", "typescript/tsx"],
    ["src/__tests__/a.tsx", "typescript/tsx/test"],
    ["e2e/a.mts", "typescript/typescript/test"],
    ["a.spec.ts", "typescript/typescript/test"],
    ["a.d.mts", "typescript/typescript/generated/declaration"],
    ["a.min.js", "typescript/tsx/generated"],
    ["model.md", "text"],
    ["tests/model.gal", "text/test"],
  ])("the profile of %s is %s", (path, expected) => {
    expect(profile(path)).toBe(expected);
  });

  it("every language loads and knows its extensions", async () => {
    for (const id of ["go", "text", "typescript"] as const) {
      const language = await loadLanguage(id);
      expect(language.id).toBe(id);
      for (const extension of language.extensions) expect(languageOf(`a${extension}`)).toBe(id);
    }
  });
});

describe("text", () => {
  it("is one comment that speaks for the module", async () => {
    const text = await loadLanguage("text");
    const { value, diagnostics } = text.read({ path: "docs/model.md", text: "\uFEFF@threat A\r\n  b\rc\n\nd\n" });
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({ language: "text", package: null, symbols: [], test: false, generated: false });
    expect(value.comments).toEqual([
      {
        symbol: null,
        lines: ["@threat A", "  b", "c", "", "d"].map((line, index) => ({ text: line, line: index + 1, column: 1 })),
      },
    ]);
    expect(text.read({ path: "a.gal", text: "" }).value.comments).toEqual([]);
    expect(text.read({ path: "a.gal", text: "a" }).value.comments[0]!.lines).toHaveLength(1);
  });
});
