import { describe, expect, test } from "@jest/globals";
import { loadLanguage, outsideComments } from "@threatloom/languages";
import { parse } from "@typescript-eslint/typescript-estree";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FIXTURES = join(import.meta.dirname, "../../../fixtures/languages/typescript");
const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.[cm]?[jt]sx?$/.test(name),
);

const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

/** The comments another parser finds, in an order that says nothing; null for what it does not read. */
function spansOf(text: string, name: string): { start: number; end: number }[] | null {
  try {
    const { comments } = parse(text, { comment: true, range: true, jsx: name.endsWith("x") });
    return comments.map(({ range: [start, end] }) => ({ start, end })).reverse();
  } catch {
    return null;
  }
}

describe("comments of another parser", () => {
  test.each(files)("are read as our own in %s, with any line ends", async (name) => {
    const text = withoutMark(readFileSync(join(FIXTURES, name), "utf8"));
    const language = await loadLanguage("typescript");
    for (const variant of [text, text.replace(/\r?\n/g, "\r\n")]) {
      const spans = spansOf(variant, name);
      if (spans === null) continue;
      const own = language.read({ path: name, text: variant }).value.comments.map(({ lines }) => lines);
      expect(outsideComments(variant, spans).map(({ lines }) => lines)).toEqual(own);
    }
  });

  test("a comment after code starts a run of its own, and what has other markers is left out", () => {
    const text = "a(); // one\n     // two\n/* x */ // three\n# four\n<!-- five\n/* six";
    const all = [...text.matchAll(/\/\/.*|\/\*.*\*\/|#.*|<!--.*|\/\* six/g)];
    const spans = all.map((found) => ({ start: found.index, end: found.index + found[0].length }));
    const comments = outsideComments(text, spans);
    expect(comments.map(({ lines }) => lines.map((line) => line.text))).toEqual([
      ["one", "two"],
      ["x"],
      ["three"],
      ["six"],
    ]);
    expect(comments.every(({ symbol }) => symbol === null)).toBe(true);
  });

  test("spans that overlap, or lie outside of the text, are left out", () => {
    expect(
      outsideComments("// a", [
        { start: 0, end: 4 },
        { start: 2, end: 4 },
        { start: 3, end: 99 },
      ]),
    ).toHaveLength(1);
  });
});
