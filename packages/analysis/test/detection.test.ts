import { describe, expect, test } from "@jest/globals";
import { judgeVisibility } from "@threatloom/analysis";
import { makeShelf } from "@threatloom/catalog";
import type { LogSource, Scenario, ScenarioEvent, VisibilityReport } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";

const shelf = makeShelf([]);
const here = { file: "a.tds.yaml", line: 1, column: 1 };
const placed = (...words: readonly string[]): Scenario["threats"] => words.map((text) => ({ text, location: here }));

interface EventDraft {
  name?: string;
  sensors?: string[];
  techniques?: string[];
}

function event({ name = "step", sensors = [], techniques = [] }: EventDraft): ScenarioEvent {
  const observations = sensors.length === 0 ? [] : [{ name: null, sensors: placed(...sensors), location: here }];
  return {
    ...{ name, description: null, metadata: null, techniques: placed(...techniques), references: [] },
    ...{ observations, location: here },
  };
}

interface ScenarioDraft {
  name?: string;
  threats?: string[];
  references?: string[];
  components?: string[];
  surface?: string;
}

function scenario(events: readonly EventDraft[], draft: ScenarioDraft = {}): Scenario {
  const surface = {
    ...{ name: draft.surface ?? "Web", category: null, description: null, location: here },
    components: placed(...(draft.components ?? [])),
    events: events.map(event),
  };
  return {
    ...{ name: draft.name ?? "A scenario", version: null, statement: null, license: null, metadata: null },
    ...{ references: placed(...(draft.references ?? [])), threats: placed(...(draft.threats ?? [])) },
    ...{ surfaces: [surface], location: here },
  };
}

function source(
  name: string,
  confidence: number,
  bounds: Partial<Record<"components" | "events" | "techniques", string[]>> = {},
): LogSource {
  return {
    ...{ name, confidence, also: [], collects: null, retention: null, description: null, location: here },
    techniques: placed(...(bounds.techniques ?? [])),
    events: placed(...(bounds.events ?? [])),
    components: placed(...(bounds.components ?? [])),
  };
}

async function judge(scenarios: Scenario[], logSources: LogSource[], model = ""): Promise<VisibilityReport> {
  return judgeVisibility({ scenarios, logSources, model: (await modelOf({ "m.threatspec": model })).model, shelf });
}

/** State and sensors of every event. */
const said = ({ scenarios }: VisibilityReport): string[] =>
  scenarios.flatMap(({ events }) =>
    events.map(({ state, seenBy }) => [state, ...seenBy.map((one) => one.sensor)].join(" ")),
  );

describe("an event", () => {
  test.each<[string, LogSource[], string]>([
    ["a log source of that name sees it", [source("access-LOG", 2)], "seen access-LOG"],
    ["the surest of two counts", [source("Access log", 2), source("Access log", 4)], "seen Access log"],
    ["one without confidence does not", [source("Access log", 0)], "unseen"],
    ["one for another event does not", [source("Access log", 5, { events: ["other"] })], "unseen"],
    ["one for this event does", [source("Access log", 5, { events: ["Step"] })], "seen Access log"],
    ["one for another technique does not", [source("Access log", 5, { techniques: ["T1566.001"] })], "unseen"],
    [
      "one for the technique above it does",
      [source("Access log", 5, { techniques: ["attack:T1566"] })],
      "seen Access log",
    ],
    ["one for its surface does", [source("Access log", 5, { components: ["WEB"] })], "seen Access log"],
    ["one for its component does", [source("Access log", 5, { components: ["App:Web"] })], "seen Access log"],
    [
      "one for what lies around its component does",
      [source("Access log", 5, { components: ["App"] })],
      "seen Access log",
    ],
    ["one for another component does not", [source("Access log", 5, { components: ["App:Store"] })], "unseen"],
  ])("%s", async (_, sources, expected) => {
    const one = scenario([{ sensors: ["Access log"], techniques: ["T1566.002"] }]);
    expect(said(await judge([one], sources, "@component App:Web\n@component App:Store\n"))).toEqual([expected]);
  });

  test("says what is missing, and which log source was perhaps meant", async () => {
    const steps = [{ sensors: ["Acces log", "Bounded"] }, { sensors: [] }, { sensors: ["Silent"] }];
    const sources = [source("Access log", 1), source("Bounded", 3, { events: ["none"] }), source("Silent", 0)];
    const { scenarios } = await judge([scenario(steps)], sources);
    expect(scenarios[0]!.events.map(({ missing }) => missing)).toEqual([
      [
        { sensor: "Acces log", reason: "no-log-source", suggestion: "Access log" },
        { sensor: "Bounded", reason: "out-of-scope", suggestion: null },
      ],
      [{ sensor: null, reason: "no-sensor", suggestion: null }],
      [{ sensor: "Silent", reason: "no-confidence", suggestion: null }],
    ]);
  });
});

describe("a claim in code", () => {
  const model =
    "@component App:Web (#web)\n@threat guessing (#guessing):\n  references: T1110\n@detects #guessing on #web with the alarm\n";

  test.each<[string, EventDraft, LogSource[], string]>([
    ["shows an event with a technique of its threat", { techniques: ["T1110.003"] }, [], "claimed the alarm"],
    ["shows an event that names its sensor", { sensors: ["The Alarm"] }, [], "claimed the alarm"],
    ["says nothing of other events", { sensors: ["Access log"] }, [], "unseen"],
    ["is backed by a log source of its name", { techniques: ["T1110"] }, [source("The alarm", 3)], "seen The alarm"],
    [
      "does not widen what a log source sees",
      { techniques: ["T1110"] },
      [source("The alarm", 3, { events: ["x"] })],
      "unseen",
    ],
  ])("%s", async (_, draft, sources, expected) => {
    expect(said(await judge([scenario([draft])], sources, model))).toEqual([expected]);
  });

  test("says nothing of events elsewhere", async () => {
    const elsewhere = scenario([{ techniques: ["T1110"] }], { surface: "Mail" });
    expect(said(await judge([elsewhere], [], model))).toEqual(["unseen"]);
  });
});

describe("a scenario", () => {
  test.each<[string, string[][], string, number | null]>([
    ["seen at its first event", [["A"], []], "from-the-start", 1],
    ["seen at a later one", [[], ["B"], ["A"]], "late", 3],
    ["never seen", [[], ["B"]], "unseen", null],
  ])("is judged by how early: %s", async (_, sensors, verdict, first) => {
    const { scenarios } = await judge([scenario(sensors.map((names) => ({ sensors: names })))], [source("A", 4)]);
    expect(scenarios[0]).toMatchObject({ verdict, first, confidence: first === null ? null : 4 });
  });

  test.each<[string, ScenarioDraft, EventDraft, string[]]>([
    ["by id", { threats: ["#sqli"] }, {}, ["sql_injection"]],
    ["by name", { threats: ["SQL Injection"] }, {}, ["sql_injection"]],
    ["by its own name", { name: "SQL-injection" }, {}, ["sql_injection"]],
    ["by a shared weakness", { references: ["cwe:89"] }, {}, ["sql_injection"]],
    ["by a reference of a claim", { references: ["CAPEC-66"] }, {}, ["sql_injection"]],
    ["by the technique of an event", {}, { techniques: ["T1190"] }, ["break_in"]],
    ["by a sub-technique", {}, { techniques: ["T1566.001"] }, ["phishing"]],
    ["not by a sibling of a technique", {}, { techniques: ["T1078.002"] }, []],
    ["not by an address", { references: ["https://example.org/CWE-89"] }, {}, []],
  ])("is linked to threats: %s", async (_, draft, step, expected) => {
    const model = [
      "@component App:Web (#web)",
      "@threat SQL injection (#sqli):\n  references: CWE-89",
      "@threat break-in:\n  references: [T1190]",
      "@threat phishing:\n  references: [attack:T1566]",
      "@threat stolen account:\n  references: [attack:T1078.001]",
      '@exposes #web to #sqli capec:CAPEC-66 -- "queries made of text"',
    ].join("\n");
    const { scenarios } = await judge([scenario([step], draft)], [], model);
    expect(scenarios[0]!.threats).toEqual(expected);
  });
});

test("threats of the model: mitigated, tested, detectable, and by what", async () => {
  const model = [
    "@component App:Web (#web)",
    "@component App:Store",
    "@control lockout (#lockout)",
    "@mitigates #web against guessing with #lockout",
    "@tests #lockout for #web",
    "@exposes App:Store to theft with open ports",
    "@exposes #web to theft with open ports",
    "@detects dust on App:Store with Broom",
  ].join("\n");
  const one = scenario([{ sensors: ["Access log"] }], {
    name: "Stolen",
    threats: ["theft"],
    components: ["App:Store"],
  });
  const { threats } = await judge([one], [source("Access log", 3), source("Broom", 2)], model);
  expect(
    threats.map(({ component, threat, mitigated, tested, detectable, seenBy, scenarios }) => [
      ...[component, threat, mitigated, tested, detectable],
      ...[seenBy.map(({ sensor, confidence }) => `${sensor} ${confidence}`).join(), scenarios.join()],
    ]),
  ).toEqual([
    ["app:store", "dust", false, false, true, "Broom 2", ""],
    ["app:store", "theft", false, false, true, "Access log 3", "Stolen"],
    ["app:web", "guessing", true, true, false, "", ""],
    ["app:web", "theft", false, false, false, "", ""],
  ]);
});

test("what would help most comes first", async () => {
  const a = scenario([{ sensors: ["Early"] }, { sensors: ["Here"] }, { sensors: ["Late"] }], { name: "a" });
  const b = scenario([{ sensors: ["Early", "Late"] }, { sensors: ["Late"] }], { name: "b" });
  const { wanted, unused } = await judge([a, b], [source("Here", 1), source("Idle", 1)]);
  expect(wanted).toEqual([
    { sensor: "Early", events: 2, earlier: 2, suggestion: null },
    { sensor: "Late", events: 3, earlier: 1, suggestion: null },
  ]);
  expect(unused).toEqual(["Idle"]);
});

describe("laws", () => {
  const names = ["A", "B", "C", "D"];
  const scenarios = fc
    .array(fc.array(fc.subarray(names), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })
    .map((list) => list.map((steps) => scenario(steps.map((sensors) => ({ sensors })))));
  const sources = fc
    .array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 5 })), { maxLength: 5 })
    .map((list) => list.map(([name, confidence]) => source(name, confidence)));

  test("one more log source never shows less, nor later", async () => {
    const { model } = await modelOf({});
    fc.assert(
      fc.property(scenarios, sources, fc.constantFrom(...names), (list, logSources, more) => {
        const before = judgeVisibility({ scenarios: list, logSources, model, shelf });
        const after = judgeVisibility({ scenarios: list, logSources: [...logSources, source(more, 5)], model, shelf });
        before.scenarios.forEach((was, at) => {
          const is = after.scenarios[at]!;
          expect(is.seen).toBeGreaterThanOrEqual(was.seen);
          expect(is.first ?? Infinity).toBeLessThanOrEqual(was.first ?? Infinity);
        });
        expect(after.wanted.length).toBeLessThanOrEqual(before.wanted.length);
      }),
    );
  });

  test("an event is seen by something, or something is missing; the order of log sources does not matter", async () => {
    const { model } = await modelOf({});
    fc.assert(
      fc.property(scenarios, sources, (list, logSources) => {
        const report = judgeVisibility({ scenarios: list, logSources, model, shelf });
        for (const { events } of report.scenarios) {
          for (const { state, seenBy, missing } of events) {
            expect(state === "seen").toBe(seenBy.length > 0);
            expect(state === "seen" || missing.length > 0).toBe(true);
          }
        }
        const turned = judgeVisibility({ scenarios: list, logSources: logSources.toReversed(), model, shelf });
        expect(turned.scenarios).toEqual(report.scenarios);
      }),
    );
  });
});
