import { describe, expect, test } from "@jest/globals";
import { changeRules, loadRule, ruleFacts, ruleIds } from "@threatloom/analysis";
import { sentenceOf, type RuleMeta } from "@threatloom/model";
import { golden, runRule, type RuleCase } from "@threatloom/testing";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../../..");

const casesOf = (id: string): RuleCase[] =>
  parse(readFileSync(join(ROOT, "fixtures/rules", id, "cases.yaml"), "utf8")) as RuleCase[];

const page = (id: string, meta: RuleMeta, examples: readonly string[]): string => {
  const { title, why, fix, falsePositives } = meta;
  const facts = ruleFacts(meta).map(([label, text]) => `${label}: ${text}`);
  const parts = [
    `# ${id}`,
    `${title}.`,
    facts.map((f) => `- ${f}`).join("\n"),
    `## Why\n\n${why}`,
    `## Fix\n\n${fix}`,
    `## False positives\n\n${falsePositives}`,
    ...(examples.length > 0 ? [`## Examples\n\n${examples.join("\n\n")}`] : []),
  ];
  return `${parts.join("\n\n").trimEnd()}\n`;
};

const examplesOf = (id: string): string[] =>
  casesOf(id)
    .filter((c) => typeof c.text === "string")
    .map(
      (c) =>
        `${c.expect.length > 0 ? "Fires" : "Quiet"}: ${c.name}${c.today === undefined ? "" : ` (judged on ${c.today})`}.\n\n\`\`\`\n${(c.text as string).trimEnd()}\n\`\`\``,
    );

test("the registry is alphabetical and has a fixture folder for every rule", () => {
  expect([...ruleIds]).toEqual([...ruleIds].sort());
  for (const id of ruleIds)
    expect([id, existsSync(join(ROOT, "fixtures/rules", id, "cases.yaml"))]).toEqual([id, true]);
});

test("there is no rule that is not there", async () => {
  expect(await loadRule("constructor")).toBeNull();
});

describe.each([...ruleIds])("the rule %s", (id) => {
  test("bears its own id and explains itself", async () => {
    const rule = (await loadRule(id))!;
    expect(rule.id).toBe(id);
    for (const text of [rule.meta.title, rule.meta.why, rule.meta.fix, rule.meta.falsePositives])
      expect(text.length).toBeGreaterThan(5);
  });

  test("has a firing and a quiet case", () => {
    const cases = casesOf(id);
    expect(cases.some((c) => c.expect.length > 0)).toBe(true);
    expect(cases.some((c) => c.expect.length === 0)).toBe(true);
  });

  test.each(casesOf(id).map((c) => [c.name, c] as const))("%s", async (_, testCase) => {
    expect((await runRule(id, testCase)).map(sentenceOf)).toEqual(testCase.expect);
  });

  test("has its reference page", async () => {
    golden(join(ROOT, "docs/rules", `${id}.md`), page(id, (await loadRule(id))!.meta, examplesOf(id)));
  });
});

describe("the rules that judge a change", () => {
  test("are alphabetical and bear no name of another rule", () => {
    const ids = Object.keys(changeRules);
    expect(ids).toEqual([...ids].sort());
    expect(ids.filter((id) => ruleIds.includes(id))).toEqual([]);
  });

  test.each(Object.entries(changeRules))("%s explains itself and has its reference page", (id, meta) => {
    for (const text of [meta.title, meta.why, meta.fix, meta.falsePositives]) expect(text.length).toBeGreaterThan(5);
    golden(join(ROOT, "docs/rules", `${id}.md`), page(id, meta, []));
  });
});
