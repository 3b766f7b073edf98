import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { analyse } from "@threatloom/analysis";
import {
  defaultSettings,
  type Analysis,
  type AnalysisSettings,
  type ExternalFinding,
  type RankedThreat,
} from "@threatloom/model";
import { modelOf } from "@threatloom/testing";

const today = "2026-01-01";

async function analysed(
  lines: readonly string[],
  settings: AnalysisSettings = defaultSettings,
  external: ExternalFinding[] = [],
): Promise<Analysis> {
  const { model, diagnostics } = await modelOf({ "m.threatspec": `${lines.join("\n")}\n` }, today);
  expect(diagnostics.filter(({ severity, code }) => severity === "error" && code !== "unknown-value")).toEqual([]);
  return analyse(model, { today, settings, external });
}

/** The ranking of what people wrote; what rules find besides is theirs to test. */
async function pairs(lines: readonly string[], settings?: AnalysisSettings): Promise<RankedThreat[]> {
  return (await analysed(lines, settings)).ranking.filter(({ kind }) => kind === "pair");
}

const exposure = (...properties: string[]): string[] => [
  `@exposes App:Web to trouble with how${properties.length > 0 ? ":" : ""}`,
  ...properties.map((line) => `  ${line}`),
];

async function riskWith(...properties: string[]): Promise<RankedThreat["risk"]> {
  return (await pairs(exposure(...properties)))[0]!.risk;
}

describe("a risk", () => {
  test.each([
    [["likelihood: 5", "impact: 4"], { likelihood: 5, impact: 4, level: "critical", score: 8, basis: "stated" }],
    [["likelihood: low", "impact: Critical"], { likelihood: 2, impact: 5, level: "high", score: 4, basis: "stated" }],
    [["Likelihood: P2", 'impact: " 3 "'], { likelihood: 3, impact: 3, level: "medium", score: 3.6, basis: "stated" }],
    [["dread: [10, 8, 8, 10, 4]"], { likelihood: 3, impact: 5, level: "high", score: 8, basis: "dread" }],
    [["dread: 2/2/2/2/2"], { likelihood: 1, impact: 1, level: "low", score: 2, basis: "dread" }],
    [["severity: critical"], { likelihood: 4, impact: 5, level: "critical", score: 8, basis: "severity" }],
    [["severity: low", "impact: 5"], { likelihood: 4, impact: 5, level: "critical", score: 8, basis: "severity" }],
    [[], { likelihood: 4, impact: 3, level: "medium", score: 4.8, basis: "severity" }],
  ])("of %j", async (properties, expected) => {
    expect(await riskWith(...properties)).toEqual(expected);
  });

  test("of DREAD by names, in any order and spelling", async () => {
    const names = ["Discoverability: 2", "damage: 10", "affected users: 8", "Exploitability: 6", "reproducibility: 4"];
    expect(await riskWith("dread:", ...names.map((name) => `  ${name}`))).toMatchObject({
      ...{ likelihood: 2, impact: 5, score: 6, basis: "dread" },
    });
  });

  test.each([
    ["likelihood: 9", "impact: huge"],
    ["dread: [1, 2, 3]", "likelihood: [4]"],
    ["dread: [11, 1, 1, 1, 1]", "impact: -1"],
    ["dread: often", "likelihood:"],
  ])("takes %s and %s for not said", async (...properties) => {
    expect(await riskWith(...properties)).toEqual(await riskWith());
  });

  test("of an exposure counts before that of its threat, which fills in what is missing", async () => {
    const threat = ["@threat trouble (#t):", "  likelihood: 1", "  impact: 5"];
    const [near] = await pairs([...threat, ...exposure("likelihood: 4")]);
    expect(near!.risk).toMatchObject({ likelihood: 4, impact: 5, basis: "stated" });
    const [dread] = await pairs([...threat, ...exposure("dread: [2, 2, 2, 2, 2]")]);
    expect(dread!.risk.basis).toBe("dread");
  });

  test("of a pair is that of its riskiest exposure", async () => {
    const [pair] = await pairs([...exposure("severity: low"), ...exposure("severity: high")]);
    expect(pair).toMatchObject({ risk: { impact: 4 }, location: { line: 3 } });
  });

  test("follows the matrix of the project", async () => {
    const matrix = defaultSettings.risk.matrix.map(() => ["low", "low", "low", "low", "high"] as const);
    const [pair] = await pairs(exposure("severity: high"), { ...defaultSettings, risk: { matrix } });
    expect(pair!.risk).toMatchObject({ likelihood: 4, impact: 4, level: "low" });
  });

  test("never leaves its bounds, whatever is written", async () => {
    const text = fc.oneof(
      fc.stringMatching(/^[\w ,./[\]-]{0,20}$/),
      fc.constantFrom("1e9", "[5]", "5.5", "P9", "{a: 1}"),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (a, b) => {
        const quoted = [a, b].map((one) => JSON.stringify(one));
        const { likelihood, impact, score } = await riskWith(`likelihood: ${quoted[0]}`, `dread: ${quoted[1]}`);
        for (const grade of [likelihood, impact]) expect([1, 2, 3, 4, 5]).toContain(grade);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(10);
      }),
      { numRuns: 40 },
    );
  });
});

const SHOP = [
  "@component Shop:Web as process:",
  "  internet-facing: yes",
  "  rate-limits: no",
  "@actor Guest",
  "@connects Guest to Shop:Web with orders",
  "@exposes Shop:Web to guessing with a short code",
  "@exposes Shop:Web to theft with a weak lock:",
  "  severity: critical",
  "@mitigates Shop:Web against scraping with limits",
  "@exposes Shop:Store to denial of service with one disk:",
  "  severity: high",
  "@accepts injection to Shop:Store with it is a test",
];

describe("the ranking", () => {
  test("holds every open pair once, and every unanswered threat that a rule found once", async () => {
    const { ranking, findings } = await analysed(SHOP);
    const open = ranking.filter(({ kind }) => kind === "pair").map(({ component, threat }) => `${component} ${threat}`);
    expect(open.sort()).toEqual(["shop:store denial_of_service", "shop:web guessing", "shop:web theft"]);
    const found = ranking.filter(({ kind }) => kind === "finding").map(({ id }) => id);
    const threats = findings.filter(({ group }) => ["data", "project", "stride"].includes(group));
    expect(found.sort()).toEqual(threats.map(({ id }) => id).sort());
    expect(ranking.map(({ rule }) => rule)).toContain("unthrottled-entry");
    expect(ranking.map(({ rule }) => rule)).not.toContain("open-exposure");
    expect(new Set(ranking.map(({ id }) => id)).size).toBe(ranking.length);
  });

  test("goes from the riskiest down, and what rests on something unknown comes last", async () => {
    const { ranking } = await analysed(SHOP);
    const unknown = ranking.map(({ unknown: list }) => list.length > 0);
    expect(unknown).toContain(true);
    expect(unknown).toEqual([...unknown].sort());
    const sure = ranking.filter(({ unknown: list }) => list.length === 0);
    const levels = sure.map(({ risk }) => ["critical", "high", "medium", "low"].indexOf(risk.level));
    expect(levels).toEqual([...levels].sort());
    expect(sure[0]).toMatchObject({ title: "theft on Shop:Web", risk: { level: "critical" } });
  });

  test("does not depend on the order of what is written", async () => {
    const strip = (list: readonly RankedThreat[]): string[] => list.map(({ title, risk }) => `${title} ${risk.level}`);
    const claims = SHOP.filter((line) => line.startsWith("@exposes") && !line.endsWith(":"));
    const [there, back] = [await pairs(claims), await pairs([...claims].reverse())];
    expect(strip(there)).toEqual(strip(back));
  });

  test("knows what @confirmed says, and what other scanners say", async () => {
    const confirmed = '@confirmed #t on #web [high] -- "shown in a test"';
    const lines = ["@component App:Web (#web)", "@threat trouble (#t)", confirmed];
    expect((await pairs(lines))[0]).toMatchObject({ confirmed: true, risk: { likelihood: 5, level: "critical" } });
    const scanner: ExternalFinding = {
      ...{ tool: "scanner", rule: "x", message: "m", severity: "high", cwe: [770], location: null, symbol: null },
      ...{ components: ["shop:web"], confirms: [{ component: "shop:web", threat: "guessing" }] },
    };
    const { ranking, external } = await analysed(SHOP, defaultSettings, [scanner]);
    const named = (part: string): RankedThreat =>
      ranking.find(({ title, rule }) => title.includes(part) || rule === part)!;
    expect([named("guessing"), named("unthrottled-entry"), named("theft")].map((one) => one.confirmed)).toEqual([
      ...[true, true, false],
    ]);
    expect(external).toEqual([scanner]);
  });

  test("puts an acceptance that is over back among the open", async () => {
    const [pair] = await pairs(["@accepts theft to App:Web with later:", "  expires: 2025-01-01"]);
    expect(pair).toMatchObject({ status: "exposed", location: { line: 1 } });
  });
});
