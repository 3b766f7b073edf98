import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { diffSchema, LONGEST_DIFF, readDiff, renderDiff } from "@threatloom/reporters";
import type { DiffReport } from "@threatloom/model";
import { golden } from "@threatloom/testing";
import { badNews, goodNews, hostileNews, hostileTexts, noNews } from "./sample-diffs.js";

const schemaFile = new URL("../../../docs/schema/diff.schema.json", import.meta.url).pathname;
const samples: [string, DiffReport][] = [
  ["good news", goodNews()],
  ["bad news", badNews()],
  ["no news", noNews()],
  ["hostile news", hostileNews(40)],
];

async function validator() {
  return new Ajv2020({ allErrors: false }).compile(await diffSchema());
}

describe("the diff document", () => {
  test("the published schema is the one in the code", async () => {
    golden(schemaFile, `${JSON.stringify(await diffSchema(), null, 2)}\n`);
    expect(JSON.parse(readFileSync(schemaFile, "utf8"))).toEqual(JSON.parse(JSON.stringify(await diffSchema())));
  });
  test.each(samples)("of %s is valid, and read back it is the same", async (_, report) => {
    const text = await renderDiff(report, "json");
    const validate = await validator();
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(await readDiff(text)).toEqual({ report, problem: null });
    expect(await readDiff(`\ufeff${text}`)).toEqual({ report, problem: null });
  });
  test("of any texts is read back the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), async (texts) => {
        const report = hostileNews(6, texts);
        expect(await readDiff(await renderDiff(report, "json"))).toEqual({ report, problem: null });
      }),
      { numRuns: 60 },
    );
  });
  test("leaves out a property that would change a prototype", async () => {
    const report = badNews();
    const properties = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as Record<string, number>;
    report.diff.claims[0]!.after!.properties = properties;
    const { report: back } = await readDiff(await renderDiff(report, "json"));
    expect(back!.diff.claims[0]!.after!.properties).toEqual({ constructor: 1 });
  });
});

type Json = Record<string, unknown>;

// @tests #linear-reading for #reporters
describe("a document that is not ours", () => {
  const damaged = async (damage: (document: Json) => void): Promise<string> => {
    const document = JSON.parse(await renderDiff(badNews(), "json")) as Json;
    damage(document);
    return JSON.stringify(document);
  };
  const at = (document: unknown, ...path: (string | number)[]): Json =>
    path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], document) as Json;
  test.each<[string, (document: Json) => void, string]>([
    ["of a later version", (d) => (d["schemaVersion"] = "2.0"), "schemaVersion: expected 1.x, found 2.0"],
    ["without a part", (d) => delete d["diff"], "diff: expected a value, found nothing"],
    ["with a part too many", (d) => (d["extra"] = 1), "extra: expected no such field, found 1"],
    [
      "with a wrong type",
      (d) => (at(d, "diff", "claims", 0, "after")["detail"] = 7),
      "diff.claims[0].after.detail: expected a text or null, found 7",
    ],
    [
      "with an unknown word",
      (d) => (at(d, "diff", "claims", 0, "after")["severity"] = "dire"),
      'diff.claims[0].after.severity: expected "critical", "high", "medium", "low" or null, found "dire"',
    ],
    [
      "with an unknown kind of change",
      (d) => (at(d, "diff", "claims", 0)["change"] = "lost"),
      'diff.claims[0].change: expected "added", "removed", "changed" or "moved", found "lost"',
    ],
    [
      "with a removed part that is still there",
      (d) => (at(d, "diff", "claims", 0)["change"] = "removed"),
      "diff.claims[0].before: expected an object, found null",
    ],
    [
      "with a line 0",
      (d) => (at(d, "diff", "code", 0, "location")["line"] = 0),
      "diff.code[0].location.line: expected a number from 1 on, found 0",
    ],
    [
      "with half a line",
      (d) => (at(d, "diff", "code", 0, "location")["line"] = 1.5),
      "diff.code[0].location.line: expected a whole number, found 1.5",
    ],
    [
      "with a name that is no text",
      (d) => (at(d, "names", "threats")["x\u001b[31m"] = null),
      'names.threats["x\\x1b[31m"]: expected a text, found null'.replace("\\x1b", "\\u001b"),
    ],
    [
      "with a long text",
      (d) => (d["project"] = "x".repeat(100_001)),
      "project: expected a text of at most 100000 characters, found 100001",
    ],
    ["with a list for an object", (d) => (d["affected"] = []), "affected: expected an object, found a list"],
  ])("%s is refused, with the place", async (_, damage, problem) => {
    expect(await readDiff(await damaged(damage))).toEqual({ report: null, problem });
  });
  test.each<[string, string, RegExp]>([
    ["nothing", "", /not JSON/],
    ["half a document", '{"schemaVersion": "1.0"', /not JSON/],
    ["null", "null", /^the document: expected an object, found null$/],
    ["a number without end", '{"schemaVersion":"1.0","project":1e999}', /^project: expected a finite number$/],
    [
      "a prototype",
      '{"schemaVersion":"1.0","names":{"__proto__":{"threats":{}}}}',
      /^names.__proto__: expected no such field$/,
    ],
    ["depth", `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`, /nests deeper/],
    ["depth that never closes", '{"a":'.repeat(500_000), /nests deeper/],
    ["size", " ".repeat(LONGEST_DIFF + 1), /longer than 20 MB/],
  ])("%s is refused", async (_, text, problem) => {
    const read = await readDiff(text);
    expect(read.report).toBeNull();
    expect(read.problem).toMatch(problem);
  });
  test("brackets in texts are no depth", async () => {
    const report = { ...noNews(), project: '["{\\"'.repeat(900) };
    expect(await readDiff(await renderDiff(report, "json"))).toEqual({ report, problem: null });
  });
  test("is judged as a validator of JSON Schema judges it, whatever is damaged", async () => {
    const validate = await validator();
    const text = await renderDiff(badNews(), "json");
    const replacement = fc.constantFrom<unknown>(
      null,
      "",
      "x",
      0,
      1,
      -1,
      1.5,
      true,
      [],
      {},
      [1],
      { a: 1 },
      "exposed",
      "added",
      undefined,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), replacement, async (steps, value) => {
        const document = JSON.parse(text) as Json;
        damageAt(document, steps, value);
        expect((await readDiff(JSON.stringify(document))).problem === null).toBe(
          validate(JSON.parse(JSON.stringify(document))),
        );
      }),
      { numRuns: 1500 },
    );
  });
  test("whose names are those of objects' own parts is shown all the same", async () => {
    const report = hostileNews(3, ["constructor", "toString", "hasOwnProperty"]);
    report.diff.statuses[0]!.component = "toString";
    const { report: back } = await readDiff(await renderDiff(report, "json"));
    expect(await renderDiff(back!, "markdown")).toContain("| toString | ");
  });
  test("that is valid can be shown in every format, in whatever mood it was written", async () => {
    for (const text of hostileTexts) {
      const report = hostileNews(5, [text]);
      report.affected.flows.push({
        from: "nobody",
        to: "no:where",
        label: null,
        bidirectional: false,
        crosses: [],
        change: "same",
      });
      for (const format of ["text", "markdown", "mermaid", "json"] as const)
        expect(await renderDiff(report, format)).toMatch(/\n$/);
    }
  });
});

/** Walks down the document, as far as the steps lead, and puts the value there; removes what is there for undefined. */
function damageAt(document: unknown, steps: readonly number[], value: unknown): void {
  let here = document as Record<string, unknown>;
  for (const [at, step] of steps.entries()) {
    const keys = Object.keys(here);
    if (keys.length === 0) return;
    const key = keys[step % keys.length]!;
    const next = here[key];
    if (at === steps.length - 1 || typeof next !== "object" || next === null) {
      if (value === undefined && !Array.isArray(here)) Reflect.deleteProperty(here, key);
      else here[key] = value;
      return;
    }
    here = next as Record<string, unknown>;
  }
}
