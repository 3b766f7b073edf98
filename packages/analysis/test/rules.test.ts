import { describe, expect, test } from "@jest/globals";
import { loadRule, ruleIds } from "@threatloom/analysis";
import { golden, runRule, type RuleCase } from "@threatloom/testing";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../../..");

const casesOf = (id: string): RuleCase[] =>
  parse(readFileSync(join(ROOT, "fixtures/rules", id, "cases.yaml"), "utf8")) as RuleCase[];

const page = async (id: string): Promise<string> => {
  const { title, severity, why, fix, falsePositives, stride, cwe } = (await loadRule(id))!.meta;
  const facts = [`severity: ${severity}`, `STRIDE: ${stride.join(", ") || "—"}`, `CWE: ${cwe.join(", ") || "—"}`];
  const cases = casesOf(id).filter((c) => typeof c.text === "string");
  const examples = cases.map(
    (c) =>
      `${c.expect.length > 0 ? "Fires" : "Quiet"}: ${c.name}${c.today === undefined ? "" : ` (judged on ${c.today})`}.\n\n\`\`\`\n${(c.text as string).trimEnd()}\n\`\`\``,
  );
  return (
    [
      `# ${id}`,
      `${title}.`,
      facts.map((f) => `- ${f}`).join("\n"),
      `## Why\n\n${why}`,
      `## Fix\n\n${fix}`,
      `## False positives\n\n${falsePositives}`,
      `## Examples\n\n${examples.join("\n\n")}`,
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
};

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
    expect((await runRule(id, testCase)).map((finding) => finding.message)).toEqual(testCase.expect);
  });

  test("has its reference page", async () => {
    golden(join(ROOT, "docs/rules", `${id}.md`), await page(id));
  });
});
