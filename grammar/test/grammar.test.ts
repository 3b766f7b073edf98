import { describe, expect, test } from "@jest/globals";
import { dialects, parseComments, shieldedRanges } from "@threatloom/grammar";
import type { ParseOptions } from "@threatloom/grammar";
import type { Comment } from "@threatloom/model";
import { AnnotationParser } from "../src/parser.js";
import { lineOf } from "../src/readings.js";
import { resolve } from "../src/resolve.js";
import { buildLexer } from "../src/tokens.js";
import { verbName, verbSpellings, withinOneEdit, nearVerbs } from "../src/verbs.js";
import { commentsOf, conformanceFiles } from "./cases.js";

function read(text: string, options?: ParseOptions) {
  return parseComments(commentsOf([text]), options);
}

describe("the grammar holds together", () => {
  test("Chevrotain finds no fault with the lexer and the parser", () => {
    expect(buildLexer(true).lexerDefinitionErrors).toEqual([]);
    expect(() => new AnnotationParser(true)).not.toThrow();
  });

  test("the verbs the prefilter knows are those of the forms", () => {
    const known = verbSpellings.map(([name]) => name!);
    const used = new Set(
      dialects.filter(({ id }) => id !== "prose2015").flatMap(({ forms }) => forms.map(({ verb }) => verb)),
    );
    expect(known).toEqual([...used].sort());
    expect(verbName("mitigate")).toBe("mitigates");
    expect(verbName("mitigated")).toBeNull();
  });

  test("no verb is a near miss of another verb's name only by accident of the table", () => {
    expect(nearVerbs("mitigats")).toEqual(["mitigate", "mitigates"]);
    expect(nearVerbs("param")).toEqual([]);
    expect(nearVerbs("on")).toEqual([]);
    expect(withinOneEdit("expsoes", "exposes")).toBe(true);
    expect(withinOneEdit("expss", "exposes")).toBe(false);
    expect(withinOneEdit("", "a")).toBe(true);
  });

  test("what the resolver takes for a form, the parser parses without an error", () => {
    const parser = new AnnotationParser();
    const texts = conformanceFiles().flatMap(({ cases }) =>
      cases.flatMap((one) => (one.comments ?? [one.text!]).flatMap((text) => text.split("\n"))),
    );
    let fitting = 0;
    for (const text of texts) {
      const line = lineOf(text.replace(/^\s*@?\S+/, ""), "");
      for (const form of dialects.flatMap(({ forms }) => forms)) {
        const resolution = resolve(line, form);
        if (resolution === null) continue;
        fitting++;
        expect(parser.read(form.rule, resolution.tokens).errors).toEqual([]);
      }
    }
    expect(fitting).toBeGreaterThan(500);
  });
});

describe("places", () => {
  const comment: Comment = {
    symbol: null,
    lines: [
      { text: "@mitigates Shop:Till against \\", line: 10, column: 5 },
      { text: "   theft with a lid", line: 11, column: 8 },
    ],
  };

  test("a continued annotation reaches from its @ to its end", () => {
    const [annotation] = parseComments([comment]).value;
    expect(annotation).toMatchObject({
      line: 10,
      column: 5,
      endLine: 11,
      endColumn: 27,
      text: "@mitigates Shop:Till against theft with a lid",
    });
    expect(annotation!.fields.threat).toEqual({
      text: "theft",
      form: "name",
      line: 11,
      column: 11,
      endLine: 11,
      endColumn: 16,
    });
  });

  test("columns count UTF-16 code units", () => {
    const { component, threat } = read("@mitigates 𝒜:B against c with d").value[0]!.fields;
    expect(component).toMatchObject({ text: "𝒜:B", column: 12, endColumn: 16 });
    expect(threat).toMatchObject({ column: 25, endColumn: 26 });
  });

  test("the properties belong to the range, not to the text", () => {
    const { value } = read("@component Shop:Till (#till):\n  owner: cash team");
    expect(value[0]).toMatchObject({
      text: "@component Shop:Till (#till)",
      endLine: 2,
      endColumn: 19,
      properties: { owner: "cash team" },
    });
  });

  test("properties may be indented by tabs and stand behind line comments' own indentation", () => {
    const lines = [" @component Shop:Till:", "\towner: cash team", "\tticket: T-1"];
    expect(read(lines.join("\n")).value[0]!.properties).toEqual({ owner: "cash team", ticket: "T-1" });
  });
});

describe("model files", () => {
  test("in text files fenced lines do not count", () => {
    const text =
      "@exposes Shop:Till to theft with an open lid\n```\n@exposes Shop:Till to fire with wood\n```\n~~~~\n```\n@exposes A:B to c with d\n~~~~\n@exposes Shop:Till to water with holes";
    expect(read(text, { modelFile: "text" }).value.map(({ line }) => line)).toEqual([1, 9]);
    expect(read(text).value.map(({ line }) => line)).toEqual([1, 3, 7, 9]);
  });

  test("headings and table bars do not disturb", () => {
    const text = "# Model\n\n- @component Shop:Till\n| @component | a |";
    expect(read(text, { modelFile: "text" }).value.map(({ line, column }) => [line, column])).toEqual([[3, 3]]);
  });
});

describe("pins", () => {
  test("remove readings and add none", () => {
    const line = '@exposes Shop.Till to #theft [high] -- "open"';
    expect(read(line).value[0]!.dialect).toBe("guardlink");
    expect(read(line, { dialects: ["canonical"] }).value).toEqual([]);
    expect(read("@flows A.B -> C.D", { dialects: ["canonical"] })).toEqual({ value: [], diagnostics: [] });
    expect(read("@handles pii on Shop.Till", { dialects: ["guardlink"] }).value[0]!.fields.component!.form).toBe(
      "path",
    );
  });
});

describe("shields", () => {
  test("reach over comments, and say which lines they cover", () => {
    const comments = commentsOf([
      "@shield:begin",
      "@exposes Shop:Till to theft with a lid",
      "@shield:end\n@component Shop:Till",
    ]);
    expect(parseComments(comments).value.map(({ verb }) => verb)).toEqual(["shield:begin", "shield:end", "component"]);
    expect(shieldedRanges(comments)).toEqual([{ line: 1, endLine: 5 }]);
    expect(shieldedRanges(commentsOf(["@shield:begin", "a\nb"]))).toEqual([{ line: 1, endLine: 4 }]);
  });
});

describe("messages", () => {
  test("say what was expected, show the form and never Chevrotain's words", () => {
    const texts = conformanceFiles().flatMap(({ cases }) =>
      cases.flatMap((one) => parseComments(commentsOf(one.comments ?? [one.text!]), one.options).diagnostics),
    );
    expect(texts.length).toBeGreaterThan(50);
    for (const { message } of texts) expect(message).not.toMatch(/but found|Expecting|Redundant input|NoViable/);
    expect(read("@exposes Shop:Till").diagnostics[0]!.message).toBe(
      "Expected `to` where the annotation ends. The form is `@exposes C to T with D`.",
    );
  });

  test("cut long text short", () => {
    const { diagnostics } = read(`@mitigates ${"x ".repeat(500)}against a with b`);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]!.message.length).toBeLessThan(200);
  });
});
