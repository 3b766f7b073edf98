import { describe, expect, test } from "@jest/globals";
import { parseComments } from "@threatloom/grammar";
import type { Comment, Range } from "@threatloom/model";
import fc from "fast-check";
import { mayHoldAnnotation, textMayHold } from "../src/marker.js";
import { commentsOf } from "./cases.js";
import { options, spellings, text } from "./texts.js";

function inside(range: Range, comment: Comment): boolean {
  const lines = new Map(comment.lines.map((one) => [one.line, one]));
  const holds = (at: number, column: number) => {
    const found = lines.get(at);
    return found !== undefined && column >= found.column && column <= found.column + found.text.length;
  };
  const ordered = range.endLine > range.line || (range.endLine === range.line && range.endColumn >= range.column);
  return ordered && holds(range.line, range.column) && holds(range.endLine, range.endColumn);
}

describe("whatever stands in a comment", () => {
  test("parsing neither throws nor leaves the comment, and gives the same twice", () => {
    fc.assert(
      fc.property(text, options, (source, wanted) => {
        const comments = commentsOf([source]);
        const read = parseComments(comments, wanted);
        for (const range of [...read.value, ...read.diagnostics]) expect(inside(range, comments[0]!)).toBe(true);
        const references = read.value
          .flatMap(({ fields }) => Object.values(fields).flat() as unknown[])
          .filter((value) => typeof value === "object");
        for (const value of references) expect(inside(value as Range, comments[0]!)).toBe(true);
        expect(parseComments(comments, wanted)).toEqual(read);
      }),
      { numRuns: 1500 },
    );
  });

  test("the prefilter never misses what the parser would tell of", () => {
    const encoder = new TextEncoder();
    let told = 0;
    fc.assert(
      fc.property(text, (source) => {
        const { value, diagnostics } = parseComments(commentsOf([source]));
        if (value.length + diagnostics.length === 0) return;
        told++;
        const bytes = encoder.encode(source);
        expect(mayHoldAnnotation(bytes, bytes.length)).toBe(true);
        expect(textMayHold(source)).toBe(true);
        expect(mayHoldAnnotation(Buffer.from(source, "latin1"))).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(told).toBeGreaterThan(100);
  });

  test("the prefilter finds every verb with any one letter changed, dropped, doubled or swapped", () => {
    const edit = fc.tuple(
      fc.constantFrom(...spellings),
      fc.nat(11),
      fc.constantFrom("drop", "change", "insert", "swap", "none"),
      fc.constantFrom("x", "Q", "é", "-", "ſ"),
    );
    fc.assert(
      fc.property(edit, fc.constantFrom(" ", "\n", "\t", "\u00a0", ""), ([verb, where, how, letter], end) => {
        const at = where % verb.length;
        const rest = verb.slice(at + 1);
        const edited = {
          none: verb,
          drop: verb.slice(0, at) + rest,
          change: verb.slice(0, at) + letter + rest,
          insert: verb.slice(0, at) + letter + verb.slice(at),
          swap: verb.slice(0, at) + (rest[0] ?? "") + verb[at]! + rest.slice(1),
        }[how];
        fc.pre(verb.length > 3 || how === "none");
        const source = `// @${edited}${end}`;
        expect(mayHoldAnnotation(new TextEncoder().encode(source))).toBe(true);
        expect(textMayHold(source)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
