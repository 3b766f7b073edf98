import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { CheckItem } from "@threatloom/model";
import { renderCheck } from "@threatloom/reporters";
import * as official from "./sarif-schema.js";
import { hostileReport, item, options, reportOf } from "./check-report.js";

interface Sarif {
  runs: [
    {
      tool: { driver: { rules: { id: string; help: Record<string, string>; properties: Record<string, unknown> }[] } };
      invocations: [{ executionSuccessful: boolean; toolExecutionNotifications?: { message: { text: string } }[] }];
      results: {
        ruleId: string;
        ruleIndex: number;
        message: { text: string };
        locations: [{ physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region: object } }];
        partialFingerprints: { primaryLocationLineHash: string };
        properties: { fails: boolean };
      }[];
    },
  ];
}

async function runOf(items: CheckItem[], more = options): Promise<Sarif["runs"][0]> {
  return (JSON.parse(await renderCheck(reportOf(items), "sarif", more)) as Sarif).runs[0];
}

describe("the official schema", () => {
  official.here(`holds for the file of another tool that is read in tests${official.reason}`, () => {
    const validate = official.validator();
    void validate(
      JSON.parse(readFileSync(new URL("../../../fixtures/findings/scanner.sarif", import.meta.url), "utf8")),
    );
    expect(validate.errors).toBeNull();
  });
  official.here.each([
    ["hostile texts", hostileReport()],
    ["nothing", reportOf([])],
    [
      "more than the limits allow",
      reportOf(Array.from({ length: 25_001 }, (_, at) => item(`${at}`, { file: "a", message: "m" }))),
    ],
  ])(`holds for %s${official.reason}`, async (_, report) => {
    const validate = official.validator();
    void validate(JSON.parse(await renderCheck(report, "sarif", options)));
    expect(validate.errors).toBeNull();
  });
});

describe("rules", () => {
  test("are listed once per severity, with the score code scanning reads", async () => {
    const severities = ["critical", "high", "medium", "low"] as const;
    const items = severities.map((severity, at) => item(`${at}`, { kind: "exposed", rule: "exposed", severity }));
    const run = await runOf([...items, item("again", { kind: "exposed", rule: "exposed", severity: "high" })]);
    expect(run.tool.driver.rules.map(({ id, properties }) => [id, properties["security-severity"]])).toEqual([
      ["exposed/critical", "9.5"],
      ["exposed/high", "8.0"],
      ["exposed/medium", "5.5"],
      ["exposed/low", "2.0"],
    ]);
    expect(run.results.map((result) => run.tool.driver.rules[result.ruleIndex]!.id)).toEqual(
      run.results.map((result) => result.ruleId),
    );
  });
  test("without a severity of the item take that of the rule, else medium; broken annotations are no weakness", async () => {
    const run = await runOf([
      item("a", { kind: "exposed", rule: "exposed" }),
      item("b", { kind: "drift", rule: "drift" }),
      item("c"),
      item("d", { rule: "constructor" }),
    ]);
    const [exposed, drift, broken, odd] = run.tool.driver.rules.map((rule) => rule.properties);
    expect(exposed).toMatchObject({
      "security-severity": "5.5",
      tags: ["security", "threat-model", "external/cwe/cwe-089", "external/cwe/cwe-020"],
    });
    expect(drift).toMatchObject({ "security-severity": "5.5", tags: ["security", "threat-model"] });
    for (const plain of [broken, odd]) {
      expect(plain).not.toHaveProperty("security-severity");
      expect(plain).toMatchObject({ tags: ["maintainability", "threat-model"], "problem.severity": "error" });
    }
  });
  const exposed = (id: string, more: Partial<CheckItem>): CheckItem =>
    item(id, { kind: "exposed", rule: "exposed", ...more });
  test("are listed once per set of weaknesses, which an item and its threat refer to", async () => {
    const run = await runOf([
      exposed("a", { severity: "high", references: ["cwe:CWE-89", "(CWE-80)"] }),
      exposed("b", { severity: "high", references: ["see cwe-80, CWE-0089 and https://example.org"] }),
      exposed("c", { references: ["cwe:22"] }),
      exposed("d", { references: ["capec:CAPEC-66", "CWE-", "CWE-0", "XCWE-1", "CWE-1234567", "CWE-7x"] }),
      item("e", { references: ["CWE-89"] }),
    ]);
    expect(run.results.map((result) => result.ruleId)).toEqual([
      "exposed/high/cwe-80/cwe-89",
      "exposed/high/cwe-80/cwe-89",
      "exposed/cwe-22",
      "exposed",
      "dangling-reference",
    ]);
    const rules = run.tool.driver.rules;
    expect(run.results.map((result) => rules[result.ruleIndex]!.id)).toEqual(run.results.map(({ ruleId }) => ruleId));
    expect(rules[0]!.properties["tags"]).toEqual([
      "security",
      "threat-model",
      ...["external/cwe/cwe-080", "external/cwe/cwe-089", "external/cwe/cwe-020"],
    ]);
    expect(rules.at(-1)!.properties["tags"]).toEqual(["maintainability", "threat-model"]);
  });
  test("leave fingerprints as they are, whatever an item refers to", async () => {
    const run = await runOf([exposed("a", {}), exposed("b", { references: ["CWE-89"] })]);
    expect(run.results.map((result) => result.partialFingerprints.primaryLocationLineHash)).toEqual(["a:1", "b:1"]);
  });
  test("stay few: of many weaknesses the first eight count, and of very many sets none", async () => {
    const all = Array.from({ length: 30 }, (_, at) => `CWE-${at + 1}`);
    const [one] = (await runOf([exposed("a", { references: all })])).tool.driver.rules;
    expect(one!.id).toBe(`exposed/${[1, 2, 3, 4, 5, 6, 7, 8].map((each) => `cwe-${each}`).join("/")}`);
    const many = Array.from({ length: 20_000 }, (_, at) => exposed(`${at}`, { references: [`CWE-${at + 1}`] }));
    const run = await runOf(many);
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(["exposed"]);
    expect(run.results.length).toBeGreaterThan(10_000);
  });
  test("are found in hostile texts without delay, and numbers only", async () => {
    for (const text of ["cwe-".repeat(50_000), `CWE-${"0".repeat(200_000)}x`, 'CWE-89"],\u0000']) {
      const { results } = await runOf([exposed("a", { references: [text] })]);
      expect(results[0]!.ruleId).toMatch(/^exposed(\/cwe-89)?$/);
    }
  });
  test("all have help, as text and as Markdown, and no more tags than are accepted", async () => {
    const cwe = Array.from({ length: 40 }, (_, at) => at + 1);
    const rules = { exposed: { ...options.rules!["exposed"]!, cwe } };
    const run = await runOf([item("a", { kind: "exposed", rule: "exposed" }), item("b")], { rules });
    for (const { help } of run.tool.driver.rules) {
      expect(help["text"]).toMatch(/\S/);
      expect(help["markdown"]).toMatch(/\S/);
    }
    expect(run.tool.driver.rules[0]!.properties["tags"]).toHaveLength(20);
  });
});

describe("results", () => {
  test("have the four fields of a region, and a relative, encoded address", async () => {
    const odd = item("a", { file: 'a b/"ü"#?:%.ts', line: 0, column: 0, endLine: 0, endColumn: 0 });
    const [result] = (await runOf([odd], { prefix: "x y/" })).results;
    expect(result!.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "x%20y/a%20b/%22%C3%BC%22%23%3F%3A%25.ts", uriBaseId: "%SRCROOT%" },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    });
  });
  test("never share a fingerprint, not even where ids collide", async () => {
    const run = await runOf(["x", "x", "x:1", "x:2", "y"].map((id) => item(id)));
    const prints = run.results.map((result) => result.partialFingerprints.primaryLocationLineHash);
    expect(prints).toEqual(["x:1", "x:2", "x:1:1", "x:2:1", "y:1"]);
  });
  test("hold neither links nor placeholders", async () => {
    const [result] = (await runOf([item("a", { message: "see [here](1), {0} and {{1}}" })])).results;
    expect(result!.message.text).toBe("see [here] (1), {{0}} and {{{{1}}}}");
  });
});

describe("limits of an upload", () => {
  const note = (run: Sarif["runs"][0]): string =>
    run.invocations[0].toolExecutionNotifications?.map((each) => each.message.text).join() ?? "";

  test("25,000 results, the gravest; the others are counted, and the run succeeded", async () => {
    const items = Array.from({ length: 25_010 }, (_, at) =>
      item(`${at}`, { fails: at >= 20, file: "a", message: "m" }),
    );
    const run = await runOf(items);
    expect(run.results).toHaveLength(25_000);
    expect(run.results.filter((result) => !result.properties.fails)).toHaveLength(10);
    expect(note(run)).toMatch(/^10 more results left out/);
    expect(run.invocations[0].executionSuccessful).toBe(true);
  });
  test("10 MB", async () => {
    const items = Array.from({ length: 12_000 }, (_, at) => item(`${at}`, { message: `${at} ${"é🧵".repeat(400)}` }));
    const out = await renderCheck(reportOf(items), "sarif");
    expect(Buffer.byteLength(out)).toBeLessThanOrEqual(10_000_000);
    const run = (JSON.parse(out) as Sarif).runs[0];
    expect(run.results.length).toBeGreaterThan(2000);
    expect(note(run)).toMatch(new RegExp(`^${12_000 - run.results.length} more results left out`));
  });
  test("nothing is said where nothing is left out", async () => {
    expect(note(await runOf([item("a")]))).toBe("");
  });
});
