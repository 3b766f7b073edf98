import { describe, expect, test } from "@jest/globals";
import { analyse } from "@threatloom/analysis";
import {
  defaultSettings,
  type AnalysisSettings,
  type ConfiguredRequirement,
  type Requirement,
  type RequirementReport,
} from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";
import { filesOf, projects, styles } from "./projects.js";

const today = "2026-01-01";

async function reportFor(
  files: Record<string, string>,
  settings: Partial<AnalysisSettings> = {},
): Promise<RequirementReport> {
  const { model } = await modelOf(files, today);
  return (await analyse(model, { today, settings: { ...defaultSettings, ...settings } })).requirements;
}

/** Every line is an annotation above a function of its own. */
const ts = (...lines: string[]): string =>
  lines.map((line, at) => `/** ${line} */\nexport function f${at}() { return ${at}; }\n`).join("\n");

const brief = ({ list }: RequirementReport): string[] =>
  list.map(({ component, id, status, verified }) => `${component} ${id} ${status}${verified ? ", verified" : ""}`);

const MODEL = "@threat SQL injection (#sqli):\n  references: [CWE-89]\n@control bound parameters (#bound)\n";
const EXPOSED = "@exposes App:Db to #sqli with a query made of text";
const MITIGATED = "@mitigates App:Db against #sqli with #bound";

const entry = (more: Partial<ConfiguredRequirement> = {}): ConfiguredRequirement => ({
  component: "App:Db",
  number: "1.2.4",
  running: true,
  owner: "data team",
  note: null,
  location: { file: "threatloom.yaml", line: 3, column: 5 },
  ...more,
});

describe("status", () => {
  test.each<[string, Record<string, string>, string]>([
    ["an open exposure is not according", { "a.ts": ts(EXPOSED) }, "not according"],
    ["one open exposure is enough", { "a.ts": ts(EXPOSED, MITIGATED) }, "not according"],
    ["a mitigation bound to code is done", { "a.ts": ts(MITIGATED) }, "done"],
    [
      "a test of the control verifies",
      { "a.ts": ts(MITIGATED), "a.test.ts": ts("@tests #bound for App:Db") },
      "done, verified",
    ],
    ["a mitigation in a model file is no evidence", { "b.threatspec": MITIGATED }, "to do"],
    ["so is one at the head of a file", { "a.ts": `// ${MITIGATED}\n\nimport x from "x";\n` }, "to do"],
    [
      "an acceptance with a reason makes it not applicable",
      { "a.ts": ts("@accepts #sqli to App:Db with read only") },
      "not applicable",
    ],
    ["an acceptance without a reason is work left", { "a.ts": ts("@accepts #sqli on App:Db") }, "to do"],
  ])("%s", async (_, files, status) => {
    expect(brief(await reportFor({ "m.threatspec": MODEL, ...files }))).toEqual([`app:db v5.0.0-1.2.4 ${status}`]);
  });

  test("an expired acceptance is not according, and is what says so", async () => {
    const accepted = "@accepts #sqli to App:Db with a reason:\n * expires: 2025-12-31\n";
    const { list } = await reportFor({
      "m.threatspec": MODEL,
      "a.ts": `/**\n * ${accepted.replace("\n *", "\n *  ")} */\nexport function f() {}\n`,
    });
    expect(list[0]).toMatchObject({ status: "not according", evidence: [{ kind: "acceptance", text: "a reason" }] });
  });

  test("what the project asks of acceptances is asked here too", async () => {
    const files = { "m.threatspec": MODEL, "a.ts": ts("@accepts #sqli to App:Db with read only") };
    const strict = { acceptances: { approver: true, expires: false } };
    expect(brief(await reportFor(files, strict))).toEqual(["app:db v5.0.0-1.2.4 to do"]);
  });

  test("a transferred threat asks its new owner, where that is a part of the project", async () => {
    const transfer = (to: string): string => `@transfers #sqli from App:Db to ${to} with a contract`;
    const inside = { "m.threatspec": `${MODEL}@component App:Store as data-store\n${transfer("App:Store")}` };
    expect(brief(await reportFor(inside))).toEqual(["app:store v5.0.0-1.2.4 to do"]);
    const outside = { "m.threatspec": `${MODEL}@component Bank as external-entity\n${transfer("Bank")}` };
    expect(brief(await reportFor(outside))).toEqual([]);
  });

  test("the worst of several threats counts, and only what decides is evidence", async () => {
    const model = `${MODEL}@threat blind injection (#blind):\n  references: [CAPEC-7]\n`;
    const blind = "@mitigates App:Db against #blind with #bound";
    const { list } = await reportFor({ "m.threatspec": model, "a.ts": ts(EXPOSED), "b.ts": ts(blind) });
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ status: "not according", threats: ["blind_injection", "sql_injection"] });
    expect(list[0]!.evidence).toEqual([
      { kind: "exposure", text: "a query made of text", location: { file: "a.ts", line: 1, column: 5 } },
    ]);
    const partly = await reportFor({ "m.threatspec": `${model}${MITIGATED}`, "b.ts": ts(blind) });
    expect(brief(partly)).toEqual(["app:db v5.0.0-1.2.4 to do"]);
  });
});

describe("what asks", () => {
  const asked = async (claim: string, model = ""): Promise<string[]> =>
    (await reportFor({ "m.threatspec": model, "a.ts": ts(claim) })).list.map(({ id }) => id);

  test.each<[string, string, string[]]>([
    ["a reference of the claim", "@exposes App:Web to theft with a gap (CWE-352)", ["v5.0.0-3.5.1"]],
    ["a requirement that is named", "@exposes App:Web to theft with a gap (asvs:v5.0.0-3.5.8)", ["v5.0.0-3.5.8"]],
    ["an attack pattern", "@exposes App:Web to theft with a gap (CAPEC-62)", ["v5.0.0-3.5.1"]],
    ["the name of a weakness", "@exposes App:Web to CWE-352 with a gap", ["v5.0.0-3.5.1"]],
    ["the name that a catalogue has for it", "@exposes App:Web to cross-site request forgery with x", ["v5.0.0-3.5.1"]],
    ["its short name", "@exposes App:Web to CSRF with x", ["v5.0.0-3.5.1"]],
    ["the name a rule knows it by", "@exposes App:Web to missing rate limiting with x", ["v5.0.0-2.4.1"]],
    ["nothing, where nobody knows it", "@exposes App:Web to bad weather with x", []],
    ["nothing, for a requirement that is not there", "@exposes App:Web to x with y (asvs:v5.0.0-1.2.99)", []],
  ])("%s", async (_, claim, expected) => {
    expect(await asked(claim)).toEqual(expected);
  });

  const flow = (encrypted: string): string =>
    `@component App:Web:\n  role: process\n@component Users as actor\n@connects Users to App:Web with orders:\n  encrypted: ${encrypted}\n`;

  test("a finding does, but not one that rests on what nobody said", async () => {
    const certain = await reportFor({ "m.threatspec": flow("no") });
    expect(certain.list.filter(({ rules }) => rules.includes("cleartext-flow"))).toMatchObject([
      { status: "to do", rules: ["cleartext-flow"], evidence: [] },
    ]);
    expect(await reportFor({ "m.threatspec": flow("unknown") })).toMatchObject({ list: [], components: [] });
  });

  test("a finding that a claim answers stands as the claim does", async () => {
    const answer = "@mitigates App:Web against eavesdropping with a tunnel";
    const { list } = await reportFor({ "m.threatspec": flow("no"), "a.ts": ts(answer) });
    expect(list.find(({ rules }) => rules.includes("cleartext-flow"))).toMatchObject({
      component: "app:web",
      status: "done",
      evidence: [{ kind: "mitigation", text: "a tunnel" }],
    });
  });
});

describe("the configuration", () => {
  const open = { "m.threatspec": `${MODEL}${MITIGATED}\n@owns storage crew for App:Db\n` };
  const one = async (files: Record<string, string>, ...requirements: ConfiguredRequirement[]): Promise<Requirement[]> =>
    (await reportFor(files, { requirements })).list;

  test("sets running and the owner, else the owner of the component answers", async () => {
    expect(await one(open, entry({ note: "DB-7" }))).toMatchObject([
      { status: "running", owner: "data team", note: "DB-7" },
    ]);
    expect(await one(open, entry({ running: false }))).toMatchObject([{ status: "to do", owner: "data team" }]);
    expect(await one(open)).toMatchObject([{ status: "to do", owner: "storage crew", note: null }]);
  });

  test("never outdoes the code", async () => {
    const files = { "m.threatspec": MODEL, "a.ts": ts(EXPOSED) };
    expect(await one(files, entry())).toMatchObject([{ status: "not according", owner: "data team" }]);
    expect(await one({ ...files, "a.ts": ts(MITIGATED) }, entry())).toMatchObject([{ status: "done" }]);
  });

  test("lists what is worked on although nothing asks for it; components that are not there are left out", async () => {
    const more = [
      entry({ number: "2.1.1" }),
      entry({ component: "App:Dbb" }),
      entry({ number: "2.1.2", running: false }),
    ];
    expect((await one(open, ...more)).map(({ id, status }) => `${id} ${status}`)).toEqual([
      "v5.0.0-1.2.4 to do",
      "v5.0.0-2.1.1 running",
    ]);
  });
});

test("progress adds up, the order is by component and number, keys are made of both", async () => {
  const files = {
    "m.threatspec": MODEL,
    "a.ts": ts(MITIGATED, "@exposes App:Web to CSRF with x", "@exposes App:Web to x with y (CWE-1236, CWE-89)"),
    "a.test.ts": ts("@tests #bound for App:Db"),
  };
  const { list, overall, components } = await reportFor(files);
  expect(list.map(({ component, id }) => `${component} ${id}`)).toEqual([
    "app:db v5.0.0-1.2.4",
    "app:web v5.0.0-1.2.4",
    "app:web v5.0.0-1.2.10",
    "app:web v5.0.0-3.5.1",
  ]);
  const none = { done: 0, verified: 0, running: 0, notApplicable: 0, toDo: 0 };
  expect(overall).toEqual({ ...none, total: 4, done: 1, verified: 1, notAccording: 3 });
  expect(components[1]).toEqual({ component: "app:web", progress: { ...none, total: 3, notAccording: 3 } });
  const { list: fewer } = await reportFor({ ...files, "a.ts": ts(MITIGATED) });
  expect(fewer[0]!.key).toBe(list[0]!.key);
  expect(new Set(list.map(({ key }) => key)).size).toBe(4);
});

test("however the code is written, the same is required, and done only by code", async () => {
  await fc.assert(
    fc.asyncProperty(projects, styles, async (project, style) => {
      const [plain, styled] = [await reportFor(filesOf(project)), await reportFor(filesOf(project, style))];
      expect(brief(styled)).toEqual(brief(plain));
      const { total, done, running, notAccording, notApplicable, toDo } = plain.overall;
      expect(done + running + notAccording + notApplicable + toDo).toBe(total);
      for (const { status, verified, evidence } of plain.list) {
        if (status === "done") expect(evidence.some(({ kind }) => kind === "mitigation")).toBe(true);
        else expect(verified).toBe(false);
      }
    }),
    { numRuns: 30 },
  );
});
