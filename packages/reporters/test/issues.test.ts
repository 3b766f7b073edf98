import { describe, expect, test } from "@jest/globals";
import type { Report } from "@threatloom/model";
import fc from "fast-check";
import { Marked } from "marked";
import { issueFormats, renderIssues, type IssueFormat, type IssueOptions } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { escapeWiki, wikiText } from "../src/issues/wiki.js";
import { emptyReport } from "./sample-report.js";
import { hostile, openFinding, requirementsReport } from "./sample-requirements.js";

const fixtures = new URL("../../../fixtures/reporters/", import.meta.url).pathname;

const rules: IssueOptions["rules"] = {
  "cleartext-flow": { title: "In the clear", why: "Anybody reads it.", fix: "Use TLS.", cwe: [319], severity: "high" },
};
const options: IssueOptions = { rules, project: "SHOP" };

interface GithubIssue {
  title: string;
  body: string;
  labels: string[];
}
interface JiraRequest {
  issueUpdates: { fields: { summary: string; description: string; labels: string[] } & Record<string, unknown> }[];
}

async function bodies<T>(format: IssueFormat, report = requirementsReport(), more: IssueOptions = {}): Promise<T[]> {
  const { text } = await renderIssues(report, format, { ...options, ...more });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

const github = (report?: Report, more?: IssueOptions): Promise<GithubIssue[]> => bodies("github", report, more);
const jira = async (report?: Report, more?: IssueOptions): Promise<JiraRequest["issueUpdates"]> =>
  (await bodies<JiraRequest>("jira", report, more)).flatMap(({ issueUpdates }) => issueUpdates);

const long = (text: string): Report => {
  const report = requirementsReport();
  report.analysis.findings = [openFinding("long", { message: text, location: { file: text, line: 1, column: 1 } })];
  for (const threat of report.model.threats) threat.name = text;
  for (const claim of report.model.claims) claim.detail = text;
  report.model.pairs[0]!.exposures = Array.from({ length: 60 }, () => 0);
  return report;
};

test("the formats are sorted, and their goldens stand", async () => {
  expect([...issueFormats]).toEqual(["github", "jira"]);
  for (const format of issueFormats) {
    const { text } = await renderIssues(requirementsReport(), format, options);
    const pretty = text.replace(/^.+$/gm, (line) => JSON.stringify(JSON.parse(line), null, 2));
    golden(`${fixtures}issues/${format}.json`, pretty);
    expect(await renderIssues(emptyReport(), format, options)).toEqual({ count: 0, text: "" });
  }
});

describe("what becomes an issue", () => {
  test("open threats and certain findings that nothing answers, gravest first; none twice", async () => {
    const issues = await github();
    expect(issues.map(({ labels }) => labels[1])).toEqual([
      ...["severity-critical", "severity-high", "severity-high", "severity-medium", "severity-low"],
    ]);
    const titles = issues.map(({ title }) => title);
    expect(titles.filter((title) => title.includes("price tampering"))).toHaveLength(1);
    expect(titles.filter((title) => /f3|f4|f5/.test(title))).toEqual([]);
  });

  test("only what is grave enough", async () => {
    expect(await github(undefined, { minSeverity: "critical" })).toHaveLength(1);
    expect(await github(undefined, { minSeverity: "high" })).toHaveLength(3);
  });

  test("keys do not hang on words, lines and files", async () => {
    const moved = requirementsReport();
    for (const threat of moved.model.threats) threat.name = `the ${threat.name}`;
    for (const claim of moved.model.claims) claim.location = { file: "moved.ts", line: 1, column: 1 };
    const key = ({ body }: GithubIssue): string => /<!-- threatloom-key: ([0-9a-z]+) -->$/.exec(body)![1]!;
    const keys = (await github()).map(key);
    expect(new Set(keys).size).toBe(keys.length);
    expect((await github(moved)).map(key).sort()).toEqual([...keys].sort());
    const labels = (await jira()).map(({ fields }) => fields.labels[1]);
    expect(labels).toEqual(keys.map((one) => `threatloom-${one}`));
  });
});

describe("github", () => {
  test("nothing of the repository is active, mentions anybody or points anywhere", async () => {
    for (const { title, body } of await github()) {
      expect(title).not.toMatch(/[@#][A-Za-z0-9]|[\u0000-\u001f\u202e]/u);
      expect(body.match(/<!--/g)).toHaveLength(1);
      const html = new Marked({ gfm: true }).parse(body, { async: false });
      const tags = [...html.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]!);
      expect(tags.filter((tag) => !["code", "h3", "li", "p", "span", "strong", "ul"].includes(tag))).toEqual([]);
      expect(html.replaceAll(/<code>[^<]*<\/code>/g, "")).not.toMatch(/[@#](?!\u2060)[A-Za-z0-9]/);
    }
  });

  test("keeps to the limits, with the marker in place", async () => {
    for (const text of ["$@#*_".repeat(400), "😀".repeat(2000), "x".repeat(100_000)]) {
      for (const { title, body } of await github(long(text))) {
        expect(title.length).toBeLessThanOrEqual(256);
        expect(body.length).toBeLessThanOrEqual(65_536);
        expect(body).toMatch(/<!-- threatloom-key: \w+ -->$/);
        expect(`${title}${body}`).not.toMatch(/\p{Cs}/u);
      }
    }
  });
});

describe("jira", () => {
  test("has the shape of a bulk request, fifty issues at once", async () => {
    const report = requirementsReport();
    report.analysis.findings = Array.from({ length: 120 }, (_, at) => openFinding(`n${at}`));
    const requests = await bodies<JiraRequest>("jira", report, { issueType: "Bug" });
    expect(requests.map(({ issueUpdates }) => issueUpdates.length)).toEqual([50, 50, 23]);
    expect(requests[0]!.issueUpdates[0]!.fields).toMatchObject({
      project: { key: "SHOP" },
      issuetype: { name: "Bug" },
    });
  });

  test("keeps to the limits; labels have no blanks", async () => {
    for (const text of ["\\{*_".repeat(400), "😀".repeat(2000), "x".repeat(100_000)]) {
      for (const { fields } of await jira(long(text))) {
        expect(fields.summary.length).toBeLessThanOrEqual(255);
        expect(fields.summary).not.toMatch(/[\r\n]/);
        expect(fields.description.length).toBeLessThanOrEqual(32_767);
        expect(fields.labels.filter((label) => /\s/.test(label))).toEqual([]);
      }
    }
  });

  test("no mark of the markup is left without a backslash", () => {
    const marks = fc.string({ unit: fc.constantFrom(...Array.from("{}[]*_-+^~?!|#@\\&<>:()/ aB1h.")) });
    const texts = fc.oneof(fc.string(), marks, fc.constantFrom(hostile, "(X)", "h1. x", "bq. x", "||x||", "----"));
    fc.assert(
      fc.property(texts, (text) => {
        const escaped = escapeWiki(text);
        const rest = escaped.replaceAll(/&(?:#92|amp|lt|gt);/g, "w").replace(/\\[^\\]/g, "w");
        expect(rest).not.toMatch(/[\\{}[\]*+^~?!|#@&<>\n]|:\/\/|(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])/u);
        expect(rest).not.toMatch(/^(?:h[1-6]|bq)\.|:[()]|\([!?/xyinof]/i);
      }),
    );
    expect(escapeWiki("cleartext-flow in App:Web (src/a_b.ts:3), see CWE-89 *now* c:\\x")).toBe(
      "cleartext-flow in App:Web (src/a_b.ts:3), see CWE-89 \\*now\\* c:&#92;x",
    );
  });
});

test("words between backticks are code in Jira, too, and say nothing else", () => {
  expect(wikiText("Use `@accepts` or `{{x}}` here")).toBe("Use {{\\@accepts}} or {{\\{\\{x\\}\\}}} here");
  expect(wikiText("one ` alone")).toBe("one ` alone");
});
