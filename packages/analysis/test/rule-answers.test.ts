import { describe, expect, test } from "@jest/globals";
import { loadRule, ruleIds } from "@threatloom/analysis";
import { runRule, type RuleCase } from "@threatloom/testing";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const FIXTURES = join(import.meta.dirname, "../../../fixtures/rules");

/** The firing cases in which nobody claims anything yet. */
const firing = (id: string): RuleCase[] =>
  (parse(readFileSync(join(FIXTURES, id, "cases.yaml"), "utf8")) as RuleCase[]).filter(
    ({ expect: messages, text }) => messages.length > 0 && !/@(?:accepts|exposes)/.test(JSON.stringify(text)),
  );

const withClaims = ({ text, ...rest }: RuleCase, claims: readonly string[]): RuleCase => ({
  ...rest,
  text: {
    ...(typeof text === "string" ? { "model.threatspec": text } : text),
    "zz-claims.threatspec": claims.join("\n"),
  },
});

/** How much is still found once each component that a finding is about has a mitigation of this threat. */
async function left(id: string, testCase: RuleCase, threat: string): Promise<number> {
  const found = await runRule(id, testCase);
  const components = [...new Set(found.flatMap(({ component }) => component ?? []))];
  const claims = components.map((key) => `@mitigates "${key}" against "${threat}" with a control`);
  const after = await runRule(id, withClaims(testCase, claims));
  return after.filter(({ component }) => component !== null).length;
}

describe.each([...ruleIds])("what the rule %s finds", (id) => {
  test("rests on no more than two things that nobody said", async () => {
    for (const testCase of firing(id))
      for (const { message, unknown } of await runRule(id, testCase))
        expect([message, unknown.length <= 2]).toEqual([message, true]);
  });

  test("is answered by a mitigation of a threat that is called by the number of its weakness", async () => {
    const { group, threats, cwe } = (await loadRule(id))!.meta;
    if (group === "claim" || threats.length === 0) return;
    for (const testCase of firing(id))
      for (const number of cwe) expect([number, await left(id, testCase, `CWE-${number}`)]).toEqual([number, 0]);
  });

  test("is answered by a mitigation of any threat that it names, and by none of another", async () => {
    const { group, threats } = (await loadRule(id))!.meta;
    if (group === "claim" || threats.length === 0) return;
    for (const testCase of firing(id)) {
      for (const threat of threats) expect([threat, await left(id, testCase, threat)]).toEqual([threat, 0]);
      const found = (await runRule(id, testCase)).filter(({ component }) => component !== null);
      expect(await left(id, testCase, "a rain of frogs")).toBe(found.length);
    }
  });
});
