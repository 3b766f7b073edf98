import { describe, expect, test } from "@jest/globals";
import { parseComments } from "@threatloom/grammar";
import { bind, link, type Mention, type Reference } from "@threatloom/model";
import { commentsOf, conformanceFiles } from "./cases.js";

function mentionsOf(comments: readonly string[], options = {}): { references: Reference[]; mentions: Mention[] } {
  const facts = { comments: commentsOf(comments), symbols: [] };
  const { value: annotations } = bind("m.ts", facts, parseComments(facts.comments, options).value);
  const mentions: Mention[] = [];
  const record = { path: "m.ts", language: "text", package: null, test: false, generated: false } as const;
  link([{ ...record, annotations, symbols: [], code: null }], {
    today: "2026-01-01",
    onMention: (mention) => mentions.push(mention),
  });
  const references = annotations.flatMap(({ fields }) =>
    Object.values(fields)
      .flat()
      .filter((value): value is Reference => typeof value === "object" && "form" in value),
  );
  return { references, mentions };
}

const unplaced = (text: string): Pick<Mention, "key" | "file">[] =>
  mentionsOf([text])
    .mentions.filter(({ placed }) => !placed)
    .map(({ key, reference }) => ({ key, file: `${reference.text}@${reference.line}` }));

describe.each(conformanceFiles())("$dialect $verb", ({ cases }) => {
  test.each(cases)("every reference has a mention: $name", ({ text, comments, options }) => {
    const { references, mentions } = mentionsOf(comments ?? [text!], options);
    const known = new Set(mentions.map(({ reference }) => reference));
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  });
});

describe("names without a place of their own", () => {
  const asset = "@data card number (#pan) as pci\n";
  test("data in the properties of components and flows, in lists and between commas", () => {
    const text = `${asset}@component A:B:\n  data: [Card Number, other]\n@connects A:B to A:C with x:\n  data: "#pan, third"`;
    expect(unplaced(text)).toEqual([
      { key: "card_number", file: "Card Number@2" },
      { key: "other", file: "other@2" },
      { key: "card_number", file: "#pan@4" },
      { key: "third", file: "third@4" },
    ]);
  });

  test("a flow's label that is the name of data, unless its properties say what is sent", () => {
    expect(unplaced(`${asset}@connects A:B to A:C with card number`)).toEqual([
      { key: "card_number", file: "card number@2" },
    ]);
    expect(unplaced(`${asset}@connects A:B to A:C with card number:\n  data: unknown`)).toEqual([
      { key: "card_number", file: "card number@2" },
    ]);
    expect(unplaced(`${asset}@connects A:B to A:C with something else`)).toEqual([]);
  });
});

test("what a v0.1 description speaks of is a mention of that segment", () => {
  const { mentions } = mentionsOf(["@alias component @web to Web\n@describe component @web as where people come in"]);
  expect(mentions.map(({ kind, key, reference, defines }) => [kind, key, reference.line, defines])).toEqual([
    ["segment", "web", 1, true],
    ["segment", "web", 1, true],
    ["segment", "web", 2, false],
  ]);
});
