import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Marked } from "marked";
import { checkFormats, checkSchema, checkSummary, renderCheck, type CheckFormat } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { hostileReport, item, options, reportOf } from "./check-report.js";

const fixtures = new URL("../../../fixtures/reporters/", import.meta.url).pathname;
const schemaFile = new URL("../../../docs/schema/threatloom-check.schema.json", import.meta.url).pathname;
const clean = reportOf([]);

describe("registry", () => {
  test("is sorted", () => {
    expect([...checkFormats]).toEqual(["github", "gitlab", "json", "junit", "sarif", "text"]);
  });
  test.each(["xml", "__proto__", "toString"])("refuses %s by name", async (format) => {
    await expect(renderCheck(clean, format as CheckFormat)).rejects.toThrow(RangeError);
  });
});

describe("golden files", () => {
  test.each<[CheckFormat, string]>([
    ["github", "txt"],
    ["gitlab", "json"],
    ["json", "json"],
    ["junit", "xml"],
    ["sarif", "sarif"],
    ["text", "txt"],
  ])("%s", async (format, extension) => {
    golden(`${fixtures}${format}/check.${extension}`, await renderCheck(hostileReport(), format, options));
    golden(`${fixtures}${format}/check-clean.${extension}`, await renderCheck(clean, format, options));
  });
  test("job summary", () => {
    golden(
      `${fixtures}markdown/check-summary.md`,
      checkSummary(hostileReport(), { ...options, prefix: "services/shop" }),
    );
    golden(`${fixtures}markdown/check-summary-clean.md`, checkSummary(clean));
  });
});

describe("text", () => {
  test("is one line where all is well, and says what was not looked at", async () => {
    expect(await renderCheck(clean, "text")).toBe("no problems in the project: 12 files checked, 5 with annotations\n");
    const adopted = reportOf([], { adopted: 2, subject: "1 file", files: { listed: 1, annotated: 1, skipped: 0 } });
    expect(await renderCheck(adopted, "text")).toBe(
      "no problems in 1 file: 1 file checked, 1 with annotations, 2 hidden by the baseline\n",
    );
    const nothing = reportOf([], { subject: "the index", files: { listed: 0, annotated: 0, skipped: 0 } });
    expect(await renderCheck(nothing, "text")).toBe("nothing to check in the index: no file of it is read\n");
  });
  test("marks what fails, and shows the line of source", async () => {
    const source = "\n\n/** @mitigates A against #sqli */";
    const report = reportOf([item("a", { column: 26, endColumn: 31 }), item("b", { level: "info", fails: false })]);
    expect((await renderCheck(report, "text", { sources: () => source })).split("\n")).toEqual([
      'src/login.ts:3:26 error nothing defines "#sqli" [dangling-reference] fails',
      "  3 | /** @mitigates A against #sqli */",
      "    |                          ^^^^^",
      'src/login.ts:3:16 info nothing defines "#sqli" [dangling-reference]',
      "",
      "✗ 1 error, 1 information in the project, 1 fails",
      "",
    ]);
  });
  test("colours say nothing that is not there without them", async () => {
    const colored = await renderCheck(hostileReport(), "text", { ...options, color: true });
    expect(colored).toContain("\u001b[31m");
    const plain = await renderCheck(hostileReport(), "text", options);
    expect(colored.replace(/\u001b\[(?:1|2|22|31|32|33|36|39)m/g, "")).toBe(plain);
    expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066]/);
  });
});

describe("entries of a baseline that no longer occur", () => {
  const entry = (n: number) => ({ id: `s${n}`, kind: "drift" as const, rule: "drift", file: `f${n}.ts`, message: "m" });
  test.each(["text", "github"] as const)("as %s are listed up to twenty, the rest is counted", async (format) => {
    for (const [count, rest] of [
      [20, []],
      [20_000, ["  and 19980 more"]],
    ] as const) {
      const stale = Array.from({ length: count }, (_, n) => entry(n));
      const lines = (await renderCheck(reportOf([], { stale }), format)).trimEnd().split("\n");
      expect(lines.filter((line) => line.startsWith("  - "))).toHaveLength(20);
      expect(lines.slice(22)).toEqual(rest);
    }
  });
});

describe("json", () => {
  test("the published schema is the one in the code", async () => {
    golden(schemaFile, `${JSON.stringify(await checkSchema(), null, 2)}\n`);
  });
  test.each([
    ["hostile texts", hostileReport()],
    ["nothing", clean],
  ])("the document of %s is valid and holds what the report holds", async (_, report) => {
    const document = JSON.parse(await renderCheck(report, "json", options)) as Record<string, unknown>;
    const validate = new Ajv2020({ allErrors: true }).compile(await checkSchema());
    validate(document);
    expect(validate.errors).toBeNull();
    expect(document).toMatchObject({ items: report.items, stale: report.stale, failed: report.failed });
  });
  test.each<[string, Record<string, unknown>]>([
    ["an unknown part", { extra: 1 }],
    ["an unknown kind", { items: [item("a", { kind: "other" as "drift" })] }],
    ["items without an id", { items: [{ ...item("a"), id: undefined }] }],
    ["another version", { schemaVersion: "2.0" }],
  ])("a document with %s is not valid", async (_, damage) => {
    const document = JSON.parse(await renderCheck(clean, "json", options)) as object;
    const validate = new Ajv2020().compile(await checkSchema());
    expect(validate(JSON.parse(JSON.stringify({ ...document, ...damage })))).toBe(false);
  });
});

describe("github", () => {
  test("annotates ten of each level, failing ones first, and prints the rest as plain lines", async () => {
    const many = (level: "error" | "warning" | "info"): ReturnType<typeof item>[] =>
      Array.from({ length: 12 }, (_, at) =>
        item(`${level}${at}`, { level, message: `${level} ${at}`, line: at + 1, endLine: at + 1, fails: at === 11 }),
      );
    const lines = (
      await renderCheck(reportOf([...many("info"), ...many("warning"), ...many("error")]), "github")
    ).split("\n");
    const commands = lines.filter((line) => line.startsWith("::"));
    expect(commands.map((line) => line.split(" ")[0])).toEqual([
      ...Array.from({ length: 10 }, () => "::error"),
      ...Array.from({ length: 10 }, () => "::warning"),
      ...Array.from({ length: 10 }, () => "::notice"),
    ]);
    expect(commands[0]).toBe(
      "::error file=src/login.ts,line=12,endLine=12,col=16,endColumn=21,title=dangling-reference::error 11",
    );
    expect(commands[1]).toContain("::error 0");
    expect(lines.filter((line) => line.startsWith("  - src/login.ts:"))).toHaveLength(6);
    expect(lines.at(-2)).toBe("✗ 12 errors, 12 warnings, 12 information in the project, 3 fail");
  });
  test("paths start at the repository's root, columns stay out where there are several lines", async () => {
    const report = reportOf([item("a", { endLine: 5 })]);
    for (const prefix of ["services/api", "services/api/", "./services//api"])
      expect(await renderCheck(report, "github", { prefix })).toMatch(
        /^::error file=services\/api\/src\/login\.ts,line=3,endLine=5,title=/,
      );
  });
  test("a title names the rule", async () => {
    expect(await renderCheck(reportOf([item("a")]), "github", options)).toContain(
      ",title=dangling-reference%3A A reference to an id that nothing defines::",
    );
  });
});

describe("gitlab", () => {
  test("severities are those of the threat, else of the level", async () => {
    const items = [
      ...(["critical", "high", "medium", "low"] as const).map((severity) => item(severity, { severity })),
      ...(["error", "warning", "info"] as const).map((level) => item(level, { level })),
    ];
    const entries = JSON.parse(await renderCheck(reportOf(items), "gitlab", { prefix: "app" })) as {
      severity: string;
      location: unknown;
    }[];
    const expected = ["blocker", "critical", "major", "minor", "major", "minor", "info"];
    expect(entries.map((entry) => entry.severity)).toEqual(expected);
    expect(entries[0]!.location).toEqual({ path: "app/src/login.ts", lines: { begin: 3 } });
  });
});

describe("job summary", () => {
  test("nothing of the repository becomes an active element or a mention", () => {
    const html = new Marked({ gfm: true }).parse(checkSummary(hostileReport(), options), { async: false });
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map((match) => match[1]));
    expect([...tags].sort()).toEqual(["code", "h2", "p", "table", "tbody", "td", "th", "thead", "tr"]);
    expect(html).not.toMatch(/@octocat|#1\b/);
    expect(html.match(/<tr>/g)).toHaveLength(1 + 9 + 1 + 2);
  });
  test("stays within a step's limit by whole rows, and counts the others", () => {
    const items = Array.from({ length: 6000 }, (_, at) => item(`${at}`, { message: `🧵 ${"<".repeat(300)}` }));
    const stale = [{ id: "s", kind: "drift" as const, rule: "drift", file: "a.ts", message: "x".repeat(200) }];
    const out = checkSummary(reportOf(items, { stale }));
    expect(Buffer.byteLength(out)).toBeLessThanOrEqual(1024 * 1024);
    const rows = out.split("\n").filter((line) => line.startsWith("| ✗ |"));
    expect(rows.every((row) => row.endsWith(" |"))).toBe(true);
    expect(out).toContain(`\n\n… and ${6000 - rows.length} more.\n`);
  });
});
