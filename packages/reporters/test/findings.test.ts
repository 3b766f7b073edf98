import type { Finding, Report } from "@threatloom/model";
import { renderBadge, renderFindings } from "@threatloom/reporters";
import { describe, expect, test } from "@jest/globals";
import { SaxesParser } from "saxes";
import { sampleCritical } from "./sample-critical.js";
import { sampleDrift } from "./sample-drift.js";
import { emptyReport, sampleReport } from "./sample-report.js";
import { hostile, openFinding } from "./sample-requirements.js";
import * as official from "./sarif-schema.js";

interface Place {
  physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
}

interface Run {
  tool: { driver: { rules: { id: string; help: { text: string; markdown: string } }[] } };
  invocations: [{ toolExecutionNotifications?: { message: { text: string } }[] }];
  results: {
    ruleId: string;
    level: string;
    message: { text: string };
    locations: [Place];
    relatedLocations?: Place[];
    partialFingerprints: { primaryLocationLineHash: string };
  }[];
}

/** The sample with some findings, areas of concern and drift. */
function fullReport(findings: Finding[] = []): Report {
  const report = sampleReport();
  const coverage = report.coverage && { ...report.coverage, critical: sampleCritical(hostile) };
  return { ...report, coverage, drift: sampleDrift(), analysis: { ...report.analysis, findings } };
}

async function runOf(report: Report, options = {}): Promise<Run> {
  return (JSON.parse(await renderFindings(report, options)) as { runs: [Run] }).runs[0];
}

const notes = (run: Run): string[] =>
  (run.invocations[0].toolExecutionNotifications ?? []).map((each) => each.message.text);

describe("findings.sarif", () => {
  official.here.each([
    ["everything", fullReport([openFinding("a"), openFinding("b", { message: hostile, location: null })])],
    ["nothing", emptyReport()],
  ])(`holds against the official schema: %s${official.reason}`, async (_, report) => {
    const validate = official.validator();
    void validate(JSON.parse(await renderFindings(report)));
    expect(validate.errors).toBeNull();
  });

  test("holds findings, areas of concern and drift, in the order of their places", async () => {
    const { results } = await runOf(fullReport([openFinding("a")]));
    const kinds = new Set(results.map(({ ruleId }) => ruleId.split("/")[0]));
    expect([...kinds].sort()).toEqual(["area-of-concern", "drift", openFinding("a").rule].sort());
    const places = results.map(({ locations: [{ physicalLocation: at }] }) => at);
    const sorted = [...places].sort((a, b) =>
      a.artifactLocation.uri === b.artifactLocation.uri
        ? a.region.startLine - b.region.startLine
        : decodeURIComponent(a.artifactLocation.uri) < decodeURIComponent(b.artifactLocation.uri)
          ? -1
          : 1,
    );
    expect(places).toEqual(sorted);
    // Acceptances past their date are findings of a rule of their own.
    const { items, flows } = sampleDrift();
    expect(results.filter(({ ruleId }) => ruleId.startsWith("drift"))).toHaveLength(
      items.filter(({ kind }) => kind !== "expired").length + flows.length,
    );
  });

  test("leaves questions out, and says how many", async () => {
    const run = await runOf({
      ...fullReport([openFinding("q", { unknown: ["App:Web: authenticates"] })]),
      drift: null,
    });
    expect(run.results.every(({ ruleId }) => ruleId.startsWith("area-of-concern"))).toBe(true);
    expect(notes(run)).toEqual(["1 question left out: what rules need to know and nobody said."]);
    expect(notes(await runOf(emptyReport()))).toEqual([]);
  });

  test("has fingerprints that no line number is part of", async () => {
    const prints = async (shift: number): Promise<string[]> => {
      const text = JSON.stringify(fullReport([openFinding("a")])).replace(
        /"(line|endLine)":(\d+)/g,
        (_, name: string, line: string) => `"${name}":${Number(line) + shift}`,
      );
      const { results } = await runOf(JSON.parse(text) as Report);
      return results.map((result) => result.partialFingerprints.primaryLocationLineHash).sort();
    };
    expect(await prints(17)).toEqual(await prints(0));
    expect(new Set(await prints(0)).size).toBe((await prints(0)).length);
  });

  test("shows the other claims about the same component and threat", async () => {
    const report = fullReport();
    const { component, threat } = report.model.pairs.find(({ mitigations }) => mitigations.length > 0)!;
    const place = { file: "elsewhere.ts", line: 1, column: 1 };
    const finding = openFinding("a", { component, threat, location: place });
    const { results } = await runOf({
      ...report,
      drift: null,
      coverage: null,
      analysis: { ...report.analysis, findings: [finding] },
    });
    expect(results[0]!.relatedLocations!.length).toBeGreaterThan(0);
  });

  test("takes texts of a project's own rules for words, and explains all others", async () => {
    const rules = {
      own: { title: "t", why: "[x](y) <b>", fix: "![i](z)", cwe: [], severity: null, foreign: true as const },
    };
    const { rules: shown } = (await runOf(fullReport([openFinding("a", { rule: "own" })]), { rules })).tool.driver;
    const own = shown.find(({ id }) => id.startsWith("own"))!;
    expect(own.help.text).toContain("[x](y) <b>");
    expect(own.help.markdown).not.toMatch(/\]\(|<b>/);
    const area = shown.find(({ id }) => id.startsWith("area-of-concern"))!;
    expect(area.help.markdown).toContain("**What to do.** Look at the function.");
  });
});

describe("the badge", () => {
  const parsed = (svg: string): { attributes: Record<string, string>; text: string } => {
    const parser = new SaxesParser();
    let attributes: Record<string, string> = {};
    let text = "";
    parser.on("opentag", (tag) => {
      if (tag.name === "svg") attributes = tag.attributes;
    });
    parser.on("text", (more) => (text += more));
    parser.write(svg).close();
    return { attributes, text };
  };
  test("says how much is open and covered, in words and to those who cannot see it", async () => {
    const { attributes, text } = parsed(await renderBadge(sampleReport()));
    expect(attributes["role"]).toBe("img");
    expect(attributes["aria-label"]).toMatch(/^Threat model of .*: \d+ open threats?, \d+ % of functions covered$/s);
    expect(text).toMatch(/threat model\s+\d+ open, \d+ % covered/);
  });
  test("says nothing of what nobody counted, and is well-formed whatever the project is called", async () => {
    const { attributes, text } = parsed(await renderBadge({ ...emptyReport(), project: hostile, coverage: null }));
    expect(text).toMatch(/threat model\s+0 open\s/);
    expect(attributes["aria-label"]).toMatch(/: 0 open threats$/);
  });
});
