import { describe, expect, test } from "@jest/globals";
import { formatEdits, parseComments } from "@threatloom/grammar";
import type { ParseOptions, TextReplacement } from "@threatloom/grammar";
import type { Comment, ParsedAnnotation } from "@threatloom/model";
import fc from "fast-check";
import { commentsOf, conformanceFiles } from "./cases.js";
import { options, text, vast } from "./texts.js";

/** The comments with the edits made, last first so that places stay what they are. */
function edited(comments: readonly Comment[], edits: readonly TextReplacement[]): Comment[] {
  const of = new Map<number, TextReplacement[]>();
  for (const edit of edits) of.set(edit.range.line, [edit, ...(of.get(edit.range.line) ?? [])]);
  return comments.map((comment) => ({
    ...comment,
    lines: comment.lines.map((line) => {
      let { text: written } = line;
      let end = Infinity;
      for (const { range, newText } of of.get(line.line) ?? []) {
        expect(range.endLine).toBe(range.line);
        expect(range.endColumn).toBeLessThanOrEqual(end);
        end = range.column;
        written = written.slice(0, range.column - line.column) + newText + written.slice(range.endColumn - line.column);
      }
      return { ...line, text: written };
    }),
  }));
}

const format = (source: string, wanted: ParseOptions = {}) => {
  const comments = commentsOf([source]);
  return edited(comments, formatEdits(comments, wanted))[0]!
    .lines.map((line) => line.text)
    .join("\n");
};

const POSITIONS = new Set(["line", "column", "endLine", "endColumn", "text", "verb"]);

/** An annotation without its places, and its text without white space and case, as far as formatting may change it. */
function meaning({ fields, properties, ...annotation }: ParsedAnnotation): unknown {
  const rest = Object.fromEntries(Object.entries(annotation).filter(([key]) => !POSITIONS.has(key)));
  const said = JSON.parse(
    JSON.stringify(fields, (key, value: unknown) =>
      typeof value === "object" && value !== null && "form" in value && "text" in value
        ? { form: value.form, text: value.text }
        : value,
    ),
  ) as unknown;
  return { ...rest, said, properties };
}

function expectSameMeaning(comments: Comment[], wanted: ParseOptions | undefined): void {
  const edits = formatEdits(comments, wanted);
  const after = edited(comments, edits);
  const [was, is] = [parseComments(comments, wanted), parseComments(after, wanted)];
  expect(is.value.map(meaning)).toEqual(was.value.map(meaning));
  expect(is.diagnostics.map(({ code }) => code)).toEqual(was.diagnostics.map(({ code }) => code));
  expect(formatEdits(after, wanted)).toEqual([]);
}

describe("formatting", () => {
  test.each([
    [
      "verbs and keywords",
      "@MITIGATE  App:Web   AGAINST  SQL  injection With  a  filter  ",
      "@mitigates App:Web against SQL  injection with a  filter  ",
    ],
    ["marks", '@threat X(#x)[high]\tcwe:CWE-1  --"a  b"', '@threat X (#x) [high] cwe:CWE-1 -- "a  b"'],
    ["arrows", "@flow A.B->C  ->D", "@flows A.B -> C -> D"],
    ["lists", "@boundary #zone contains A ,B,C", "@boundary #zone contains A, B, C"],
    [
      "continued lines",
      "@exposes App:Web\\  \n    TO theft   \\\n    with  x",
      "@exposes App:Web \\\n    to theft \\\n    with x",
    ],
    ["what is no annotation", "-  @Component  Button\n  @expose  nothing", "-  @Component  Button\n  @expose  nothing"],
    ["properties", "@component  App:Web:\n  owner:   me", "@component App:Web:\n  owner:   me"],
    [
      "prose",
      "THREATSPEC  M FOR f\nmitigate A:B  against x WITH y",
      "ThreatSpec M for f\nMitigates A:B against x with y",
    ],
  ])("%s", (_name, before, after) => {
    expect(format(before)).toBe(after);
  });

  test("keeps the values of a location with their keys", () => {
    expect(format("@SOURCE  FILE: a.ts  line:4", { modelFile: "gal" })).toBe("@source file:a.ts line:4");
  });

  const cases = conformanceFiles().flatMap(({ cases: all }) => all);

  test("changes no meaning, and nothing the second time, in any conformance case", () => {
    for (const { text: source, comments, options: wanted } of cases)
      expectSameMeaning(commentsOf(comments ?? [source!]), wanted);
  });

  test("changes no meaning where white space and case of conformance cases are changed at random", () => {
    const space = fc.constantFrom(" ", "  ", "\t", " \u00a0", "   ");
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.array(space, { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        (one, spaces, loud) => {
          let at = 0;
          const mutated = (one.comments ?? [one.text!]).map((source) =>
            source
              .replaceAll(/(?<=\S) (?=\S)/g, () => spaces[at++ % spaces.length]!)
              .replaceAll(/\\$/gm, () => `\\${spaces[at++ % spaces.length]!}`)
              .replaceAll(/@[a-z:]+|\b(?:against|with|to|for|from|on|using|via|as)\b/g, (word) =>
                loud ? word.toUpperCase() : word,
              ),
          );
          expectSameMeaning(commentsOf(mutated), one.options);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("changes no meaning whatever stands in a comment", () => {
    fc.assert(
      fc.property(text, options, (source, wanted) => {
        expectSameMeaning(commentsOf([source]), wanted);
        expect(formatEdits(commentsOf([source]), wanted)).toEqual(formatEdits(commentsOf([source]), wanted));
      }),
      { numRuns: 500 },
    );
  });

  test.each(vast)("comes to its end however long annotations are: %s", (_name, source) => {
    const comments = commentsOf([source]);
    const edits = formatEdits(comments);
    expect(formatEdits(edited(comments, edits))).toEqual([]);
  });
});
