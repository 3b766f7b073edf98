import { describe, expect, test } from "@jest/globals";
import { contextOf, readProjectRules, runRules, type ProjectRule, type RuleText } from "@threatloom/analysis";
import { defaultSettings, type Finding, type RuleMeta, type RuleSubject } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";

const MODEL = `@component Net:User as external-entity
@component App:Web (#web):
  internet-facing: yes
  technology: [go, templates]
  tier: 1
@component App:Store as data-store
@data Card (#card) as pci
@connects Net:User to #web with orders:
  data: ["#card"]
  protocol: https
@connects #web to App:Store with rows
@exposes #web to injection with text (CWE-89)
`;

const meta: RuleMeta = {
  title: "t",
  group: "project",
  stride: [],
  cwe: [],
  capec: [],
  attack: [],
  asvs: [],
  severity: "high",
  confidence: "medium",
  threats: [],
  why: "w",
  fix: "f",
  falsePositives: "n",
};

const text = (on: RuleSubject, when: string, message = "m"): RuleText => ({ id: "own", on, when, message, meta });

async function compiled(one: RuleText): Promise<ProjectRule> {
  const { rules, problems } = await readProjectRules([one]);
  if (rules[0] == null) throw new Error(JSON.stringify([...problems]));
  return rules[0];
}

async function said(rule: ProjectRule, source = MODEL): Promise<Finding[]> {
  const { model } = await modelOf({ "model.threatspec": source });
  return runRules([rule], model, contextOf(model, { today: "2026-01-01", settings: defaultSettings })).findings;
}

describe("conditions and messages", () => {
  test.each<[RuleSubject, string, string, string[]]>([
    ["component", 'component.role == "data-store"', "{component.name}", ["App:Store"]],
    ["component", '"go" in component.facts.technology', '{component.facts["technology"]}', ["go, templates"]],
    ["component", "component.incoming.exists(f, f.crosses)", "{{{component.name}}}", ["{App:Web}"]],
    ["component", 'component.threats.exists(t, t.status == "exposed")', "{component.ids}", ["#web"]],
    ["component", "has(component.properties.tier)", "{component.properties.tier}", ["1"]],
    [
      "component",
      '"Card" in component.data && component.boundaries.size() == 1',
      "{component.name}",
      ["App:Web", "Net:User"],
    ],
    [
      "flow",
      "flow.crosses && flow.to.incoming.size() == 1",
      "{flow.name} {flow.boundaries} {flow.data}",
      ["Net:User -> App:Web App, Net Card"],
    ],
    ["flow", 'flow.facts.encrypted == "yes"', "{flow.label} {flow.bidirectional}", ["orders false"]],
    ["data", "data.sensitivity > 1", "{data.name} {data.sensitivity}", ["Card 2"]],
    ["boundary", "boundary.crossings.size() > 0 && boundary.contains.size() == 2", "{boundary.name}", ["App"]],
    [
      "claim",
      'claim.kind == "exposure" && claim.open && "CWE-89" in claim.references',
      "{claim.threat}: {claim.text}",
      ["injection: text"],
    ],
    ["component", 'today == "2026-01-01" && component.key == "app:web"', "{today}", ["2026-01-01"]],
  ])("of a %s: %s", async (on, when, message, expected) => {
    const rule = await compiled(text(on, when, message));
    expect((await said(rule)).map((finding) => finding.message).sort()).toEqual(expected);
    expect(rule.failure).toBeNull();
  });

  test("what nobody said is named, and makes it unsure", async () => {
    const rule = await compiled(
      text("component", 'component.facts.authenticates != "yes" && component.ids.size() > 0'),
    );
    expect(await said(rule)).toMatchObject([{ unknown: ["App:Web: authenticates"], confidence: "low" }]);
    const known = await compiled(text("component", 'component.facts["internet-facing"] == "yes"'));
    expect(await said(known)).toMatchObject([{ unknown: [], confidence: "medium" }]);
    expect(await said(await compiled(text("component", 'component.facts.authenticates == "no"')))).toEqual([]);
  });

  test.each<[RuleSubject, string, string]>([
    ["component", "compnent.name == ''", "0 there is no variable `compnent` → component"],
    ["component", "flow.crosses", "0 there is no variable `flow`; this rule is about a component"],
    ["component", "component.nmae == ''", "10 there is no field `nmae` here → name"],
    [
      "component",
      'component.facts["internet-faceing"] == "yes"',
      "16 there is no field `internet-faceing` here → internet-facing",
    ],
    [
      "component",
      "component.authenticates == 'no'",
      '10 there is no field `authenticates` here → facts["authenticates"]',
    ],
    [
      "component",
      "component.role == 'proces'",
      "18 `proces` is none of process, data-store, external-entity, actor → process",
    ],
    ["component", "'on' == component.facts.logs", "0 `on` is none of yes, no, unknown → no"],
    ["component", "component.facts.logs == true", "21 the expression cannot be read: no such overload: string == bool"],
    ["component", "component.name", "0 the condition is a string, and has to be true or false"],
    ["component", "component.name ==", "17 the expression cannot be read: it ends too early"],
    ["component", "component.name.matches('(a+)+$')", "15 regular expressions can take for ever and are not offered"],
    ["component", "component.name.startWith('a')", "15 there is no function `startWith` → startsWith"],
    ["component", "cel.bind(x, [1], x == x)", "4 there is no function `bind`"],
    ["component", "[1, 2].all(x, x > 0)", "0 all, exists, filter and map go through lists of the model only"],
    ["component", "component.constructor == ''", "10 there is no field `constructor` here"],
    [
      "component",
      "component.ids.all(a, component.ids.all(b, component.ids.all(c, a == b)))",
      "42 more than 2 of all, exists",
    ],
    ["flow", `${"(".repeat(40)}true${")".repeat(40)}`, "24 the expression cannot be read: it is nested deeper than 24"],
    [
      "flow",
      Array.from({ length: 200 }, () => "true").join(" && "),
      "0 the expression cannot be read: it has more than 300",
    ],
    ["flow", `"${"x".repeat(2000)}" == ""`, "2000 more than 2000 characters"],
  ])("what is wrong with %s: %.70s", async (on, when, expected) => {
    const { rules, problems } = await readProjectRules([text(on, when)]);
    expect(rules).toEqual([null]);
    const [{ offset, message, suggestion, part }] = problems.get(0)! as [
      NonNullable<ReturnType<typeof problems.get>>[number],
    ];
    const found = `${offset} ${message}${suggestion === null ? "" : ` → ${suggestion}`}`;
    expect(part).toBe("when");
    expect(found.startsWith(expected) ? expected : found).toBe(expected);
  });

  test.each([
    ["{component.nmae}", "11 there is no field `nmae` here"],
    ["a {component.incoming} b", "3 `component.incoming` is no text"],
    ["{component.name + 'x'}", "1 a placeholder is the path of a field"],
    ["open {", "6 a placeholder is the path of a field"],
    ["x".repeat(501), "0 a message has at most 500 characters"],
  ])("what is wrong with the message %.30s", async (message, expected) => {
    const { problems } = await readProjectRules([text("component", "true", message)]);
    const [{ offset, message: found, part }] = problems.get(0)! as [
      NonNullable<ReturnType<typeof problems.get>>[number],
    ];
    expect([part, `${offset} ${found}`.slice(0, expected.length)]).toEqual(["message", expected]);
  });
});

describe("bounds", () => {
  test("a condition that asks for what is not there says where, and judges the rest", async () => {
    const rule = await compiled(text("component", "component.properties.tier == 1", "{component.name}"));
    expect((await said(rule)).map(({ message }) => message)).toEqual(["App:Web"]);
    expect(rule.failure).toEqual({ message: "No such key: tier (at App:Store)", offset: 21, count: 2 });
  });

  test("a rule that costs too much gives up and says nothing", async () => {
    const flows = Array.from({ length: 3000 }, (_, at) => `@connects A:X to A:Hub with ${at}\n`).join("");
    const rule = await compiled(
      text("component", "component.incoming.all(a, component.incoming.exists(b, a.label == b.label))"),
    );
    expect(await said(rule, flows)).toEqual([]);
    expect(rule.failure?.message).toBe("the rule costs too much for this model (at A:Hub)");
  });

  test("a rule that speaks of everything is cut", async () => {
    const parts = Array.from({ length: 1100 }, (_, at) => `@component A:C${at}\n`).join("");
    const rule = await compiled(text("component", "true", "{component.name}"));
    expect(await said(rule, parts)).toHaveLength(1000);
    expect(rule.failure?.message).toContain("more than 1000 times");
  });

  test("no text makes reading or running throw", async () => {
    const word = fc.constantFrom(
      ..."component . name ( ) [ ] == && || ! facts exists all map has 'x' 1 true , x in ? : - + { } today null -1 __proto__ \"".split(
        " ",
      ),
    );
    const anything = fc.oneof(
      fc.array(word, { maxLength: 14 }).map((words) => words.join("")),
      fc.string(),
    );
    const { model } = await modelOf({ "model.threatspec": MODEL });
    const context = contextOf(model, { today: "2026-01-01", settings: defaultSettings });
    await fc.assert(
      fc.asyncProperty(anything, anything, async (when, message) => {
        const { rules, problems } = await readProjectRules([text("component", when, message)]);
        for (const { offset } of problems.get(0) ?? [])
          expect(offset).toBeLessThanOrEqual(Math.max(when.length, message.length));
        expect(
          rules[0] === null ? problems.get(0)!.length : rules[0]!.check(model, context).length,
        ).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
