import { describe, expect, test } from "@jest/globals";
import { expectedAt, parsePieces } from "@threatloom/grammar";
import type { Expectation, ParseOptions } from "@threatloom/grammar";
import fc from "fast-check";
import { commentsOf, conformanceFiles } from "./cases.js";
import { hostile, options, text } from "./texts.js";

/** What is expected where `§` stands, in short: verb, what is being typed, slots (dialect, slot, typed), keywords. */
function expectedIn(source: string, wanted?: ParseOptions): string | null {
  const before = source.slice(0, source.indexOf("§")).split("\n");
  const comments = commentsOf([source.replace("§", "")]);
  const found = expectedAt(comments, before.length, before.at(-1)!.length + 1, wanted);
  return found === null ? null : short(found);
}

function short({ verb, typed, slots, keywords, property }: Expectation): string {
  const letters = { canonical: "c", guardlink: "g", threatspec01: "t", prose2015: "p" };
  const bySlot = new Map<string, string>();
  for (const { dialect, slot, typed: started } of slots) {
    const key = `${slot}<${started}>`;
    bySlot.set(key, (bySlot.get(key) ?? "") + letters[dialect]);
  }
  const parts = [
    verb ?? `verb<${typed}>`,
    ...[...bySlot].map(([key, dialects]) => `${dialects}:${key}`),
    ...keywords,
    ...(property === null ? [] : [`${property.kind}.${property.key ?? ""}<${typed}>`]),
  ];
  return parts.join(" ");
}

describe("what may be written", () => {
  test.each([
    ["§", "verb<>"],
    ["- @mit§", "verb<@mit>"],
    ["@mit§igates App", "verb<@mit>"],
    ["@par§", null],
    ["see @mit§", null],
    ["some prose§", null],
    ["text\n§\ntext", "verb<>"],
    ["@source f§", null],
    ["@mitigates nothing at all\nsome prose§", null],
  ])("as a verb: %j", (source, wanted) => {
    expect(expectedIn(source)).toBe(wanted);
  });

  test.each([
    ["@mitigates §", "mitigates cgt:component<>"],
    ["@mitigates App:W§", "mitigates cgt:component<App:W>"],
    ["@mitigates App:Web §", "mitigates cgt:component<App:Web > against"],
    ["@mitigates App against SQL inj§", "mitigates cgt:threat<SQL inj>"],
    ["@mitigates App against SQL inj§ection with x", "mitigates cgt:threat<SQL inj>"],
    ["@mitigates App against SQL injection w§", "mitigates cgt:threat<SQL injection w> with"],
    ["@mitigates App against SQL injection with §", "mitigates cgt:control<>"],
    ["@mitigates App against T using §", "mitigates g:control<>"],
    ['@mitigates App against "SQL in§', 'mitigates cgt:threat<"SQL in>'],
    ["@exposes App to T with x §", "exposes ct:detail<x >"],
    ["@accepts T §", "accepts cgt:threat<T > to on"],
    ["@transfers x from A §", "transfers cg:source<A > to"],
    ["@review C §", 'review ct:text<> g:component<C > [ -- "'],
    ["@does price calc §", "does c:text<price calc > for"],
    ["@handles pi§", "handles cg:data<pi>"],
    ["@component A:B (#§", "component c:id<#>"],
    ["@component A:B §", "component c:name<A:B > (# as"],
    ["@component A:B (#b) as dat§", "component c:role<dat>"],
    ["@boundary #x (#z) contains A, B§", "boundary c:contains<B>"],
    ["@boundary between A §", "boundary g:between<A > and |"],
    ["@boundary A | §", "boundary g:between<>"],
    ["@alias component @a§", "alias t:id<@a>"],
    ["@alias component @a t§", "alias to"],
    ["@mitigates App wiht SQL§ with x", "mitigates cgt:component<App wiht SQL>"],
  ])("in a slot: %j", (source, wanted) => {
    expect(expectedIn(source)).toBe(wanted);
  });

  test.each([
    ["@flows A §", "flows g:ends<A > ->"],
    ["@flows A -> B §", 'flows g:ends<B > -> via [ -- "'],
    ["@flows A->§", "flows g:ends<>"],
    ["@threat X (#x) §", 'threat [ -- "'],
    ["@exposes A.B to #t [h§", "exposes g:severity<h>"],
    ["@exposes A.B to #t [high] cwe:§", "exposes g:references<cwe:>"],
    ["@exposes App:Web to x with y (CWE-1, C§", "exposes cgt:references<C> c:detail<y (CWE-1, C>"],
    ["@mitigates A.B against #t -§", 'mitigates -- "'],
    ['@mitigates A.B against #t -- "so§', 'mitigates g:description<"so>'],
    ['@feature "se§', 'feature g:text<"se>'],
  ])("as a mark: %j", (source, wanted) => {
    expect(expectedIn(source)).toBe(wanted);
  });

  test.each([
    ["@exposes App \\\n  §", "exposes cgt:component<App > to"],
    ["@exposes App \\\n  to th§", "exposes cgt:threat<th>"],
    ["@exposes App \\§\n  to th", null],
    ['@exposes App to "x\n y§ z"', 'exposes cgt:threat<"x y>'],
    ["@mitigates A.B against #t\n  using #§", "mitigates g:control<#>"],
    ['@mitigates A.B against #t\n  using #c\n  -- "d§', 'mitigates g:description<"d>'],
  ])("on a further line: %j", (source, wanted) => {
    expect(expectedIn(source)).toBe(wanted);
  });

  test.each([
    ["@component A:B:\n  ow§", "component component.<ow>"],
    ["@component A:B:\n  §", "component component.<>"],
    ["@component A:B:\n  owner: me§", "component component.owner<me>"],
    ["@accepts T to C with x:\n  a: b\n  tags:\n    - x§", "accepts acceptance.tags<x>"],
    ["@component A:B:\n§", "verb<>"],
  ])("below an annotation: %j", (source, wanted) => {
    expect(expectedIn(source)).toBe(wanted);
  });

  test("of 2015 prose only below its header", () => {
    expect(expectedIn("ThreatSpec M for f\nMit§")).toBe("verb<Mit>");
    expect(expectedIn("ThreatSpec M for f\nMitigates A:B against x w§")).toBe("mitigates p:threat<x w> with");
    expect(expectedIn("Mit§")).toBeNull();
    expect(expectedIn("Mitigates A:B against §")).toBeNull();
    expect(expectedIn("ThreatSpec M for f\nMit§", { dialects: ["canonical"] })).toBeNull();
  });

  test("where dialects, files, fences and shields let it", () => {
    expect(expectedIn("@mitigates App §", { dialects: ["canonical"] })).toBe("mitigates c:component<App > against");
    expect(expectedIn("@asse§", { dialects: ["canonical"] })).toBeNull();
    expect(expectedIn("@source §", { modelFile: "gal" })).toBe("source file:");
    expect(expectedIn("@source file:src/§", { modelFile: "gal" })).toBe("source g:file<src/>");
    expect(expectedIn("```\n@mit§\n```", { modelFile: "text" })).toBeNull();
    expect(expectedIn("@shield:begin\n@mit§\n@shield:end")).toBeNull();
    expect(expectedIn("@shield:begin\n@shield:e§")).toBe("verb<@shield:e>");
    expect(expectedIn("@shield:begin\n@shield:end\n@mit§")).toBe("verb<@mit>");
  });

  test("replaces from the start of what is being typed, also on a line above", () => {
    const comments = commentsOf(["@exposes App to long \\\n  thr"]);
    const found = expectedAt(comments, 2, 6)!;
    expect(found).toMatchObject({ typed: "thr", replace: { line: 2, column: 3, endLine: 2, endColumn: 6 } });
    expect(found.slots[0]).toMatchObject({
      typed: "long thr",
      replace: { line: 1, column: 17, endLine: 2, endColumn: 6 },
    });
  });

  test("one blank behind the text of a comment, and nothing outside", () => {
    const comments = commentsOf(["@exposes App"]);
    expect(expectedAt(comments, 1, 14)?.keywords).toEqual(["to"]);
    expect(expectedAt(comments, 1, 15)).toBeNull();
    expect(expectedAt(comments, 7, 1)).toBeNull();
    expect(expectedAt([], 1, 1)).toBeNull();
    expect(expectedAt(comments, NaN, -1)).toBeNull();
  });

  test("the slot of every reference in every conformance case, at its end", () => {
    const missed: string[] = [];
    for (const { text: source, comments: texts, options: wanted } of conformanceFiles().flatMap(({ cases }) => cases)) {
      const comments = commentsOf(texts ?? [source!]);
      for (const { annotation, pieces } of parsePieces(comments, wanted)) {
        for (const { kind, slot, text: written, endLine, endColumn } of pieces) {
          if (kind !== "reference" || written.endsWith('"')) continue;
          const found = expectedAt(comments, endLine, endColumn, wanted);
          if (!found?.slots.some((one) => one.slot === slot && one.dialect === annotation.dialect))
            missed.push(`${annotation.text}: ${slot}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  test("never throws, says the same twice and keeps to the comment", () => {
    fc.assert(
      fc.property(text, options, fc.nat(), (source, wanted, where) => {
        const comments = commentsOf([source]);
        const before = source.slice(0, where % (source.length + 2)).split("\n");
        const [line, column] = [before.length, before.at(-1)!.length + 1];
        const found = expectedAt(comments, line, column, wanted);
        expect(expectedAt(comments, line, column, wanted)).toEqual(found);
        if (found === null) return;
        for (const { replace } of [found, ...found.slots]) {
          expect(replace).toMatchObject({ endLine: line, endColumn: column });
          expect(replace.line < line || replace.column <= column).toBe(true);
        }
      }),
      { numRuns: 1200 },
    );
  });

  test.each(hostile)("comes to its end in a megabyte of hostile text: %s", (_name, source) => {
    const comments = commentsOf([source]);
    const last = comments[0]!.lines.at(-1)!;
    const found = expectedAt(comments, last.line, last.text.length + 1);
    expect(found === null || found.replace.endLine === last.line).toBe(true);
  });
});
