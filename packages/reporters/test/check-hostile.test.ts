import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Marked } from "marked";
import { SaxesParser } from "saxes";
import type { CheckItem, CheckReport } from "@threatloom/model";
import { checkFormats, checkSummary, renderCheck } from "@threatloom/reporters";
import { oneLine, visible } from "../src/escape.js";
import { hostileReport, item, reportOf } from "./check-report.js";

/** Texts rich in what is special somewhere, lone surrogates included. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."::error::|::set-output name=x::|::stop-commands::t|##[add-path]|##[|%0A|%25|%|,|:|=|]]>|<![CDATA[|<script>".split(
          "|",
        ),
        ..."&amp;|&#0;|\"|'|{0}|}|[a](1)|](|\\|`|@me|-->|\n|\r|\r\n| |\t|\u0000|\u001b[31m|\u0085|\u009b|\u2028".split(
          "|",
        ),
        ...'\u202e|\ufeff|\ufffe|\uffff|\ud800|\udfff|🧵|é|../|//|-|.|a|b|results": []'.split("|"),
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const anItem: fc.Arbitrary<CheckItem> = fc
  .record({
    id: text,
    kind: fc.constantFrom("diagnostics", "exposed", "drift"),
    rule: fc.constantFrom("dangling-reference", "exposed", "toString"),
    level: fc.constantFrom("error", "warning", "info"),
    severity: fc.constantFrom("critical", "high", "medium", "low", null),
    message: text,
    file: text,
    line: fc.nat(9),
    column: fc.nat(9),
    endLine: fc.nat(9),
    endColumn: fc.nat(9),
    component: fc.option(text),
    threat: fc.option(text),
    fails: fc.boolean(),
  })
  .map((fields) => item("", fields));

const aReport: fc.Arbitrary<CheckReport> = fc
  .record({
    items: fc.array(anItem, { maxLength: 25 }),
    subject: text,
    adopted: fc.nat(3),
    stale: fc.array(
      fc.record({
        id: text,
        kind: fc.constant("drift" as const),
        rule: fc.constant("drift"),
        file: text,
        message: text,
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ items, ...more }) => reportOf(items, more));

const law = (holds: (report: CheckReport) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(aReport, holds), { numRuns: 150 });

test("every format ends with a newline, shows nothing unseen, and is the same the second time", () =>
  law(async (report) => {
    for (const format of checkFormats) {
      const out = await renderCheck(report, format, { prefix: "a/b" });
      expect(out.endsWith("\n")).toBe(true);
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/);
      expect(out).toBe(await renderCheck(report, format, { prefix: "a/b" }));
    }
  }));

/** What the runner of GitHub Actions makes of a line; null where it is no command. */
function commandIn(line: string): { name: string; properties: Record<string, string>; data: string } | null {
  const match = /^::([a-z]+) ([^]*?)::([^]*)$/.exec(line.trimStart());
  if (match === null) return null;
  const data = (escaped: string): string =>
    escaped.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const pairs = match[2]!.split(",").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [
      pair.slice(0, at),
      data(
        pair
          .slice(at + 1)
          .replaceAll("%3A", ":")
          .replaceAll("%2C", ","),
      ),
    ];
  });
  return { name: match[1]!, properties: Object.fromEntries(pairs), data: data(match[3]!) };
}

test("text: no line is a command to a runner", () =>
  law(async (report) => {
    for (const color of [false, true]) {
      const out = await renderCheck(report, "text", { color, sources: () => "::error::x\n##[group]\n::x::" });
      expect(out).not.toMatch(/^\s*::|##\[/mu);
    }
  }));

// @tests #command-escaping for #reporters
describe("github", () => {
  test("there are as many commands as items, up to ten of each level, and no line is one by accident", () =>
    law(async (report) => {
      const lines = (await renderCheck(report, "github")).split("\n");
      const started = lines.filter((line) => /^\s*::/u.test(line));
      const names = { error: "error", warning: "warning", notice: "info" } as const;
      for (const [name, level] of Object.entries(names)) {
        const found = started.filter((line) => commandIn(line)?.name === name);
        expect(found).toHaveLength(Math.min(10, report.items.filter((each) => each.level === level).length));
      }
      expect(started.every((line) => commandIn(line)!.name in names)).toBe(true);
      expect(lines.filter((line) => !started.includes(line)).join("\n")).not.toContain("##[");
    }));
  test("file and message come out as they went in", () =>
    fc.assert(
      fc.asyncProperty(anItem, async (each) => {
        const [line] = (await renderCheck(reportOf([each]), "github")).split("\n");
        const { properties, data } = commandIn(line!)!;
        expect(Object.keys(properties).slice(0, 3)).toEqual(["file", "line", "endLine"]);
        expect(data).toBe(oneLine(each.message));
        expect(visible(properties["file"]!)).toBe(visible(each.file));
        if (/^[\x20-\x7e\r\n]*$/.test(each.file)) expect(properties["file"]).toBe(each.file);
      }),
    ));
});

interface Tag {
  name: string;
  attributes: Record<string, string>;
  inside: string[];
}

/** The elements of an XML text, with the names of those around them. Throws where it is not well-formed. */
function parse(xml: string): Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    tags.push({ name, attributes, inside: [...open] });
    open.push(name);
  });
  parser.on("closetag", () => open.pop());
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return tags;
}

const named = (tags: readonly Tag[], name: string): Tag[] => tags.filter((tag) => tag.name === name);

describe("junit", () => {
  test("is XML with a case per item, and counts that are right", () =>
    law(async (report) => {
      const tags = parse(await renderCheck(report, "junit"));
      const failing = report.items.filter((each) => each.fails).length;
      const counts = {
        tests: Math.max(1, report.items.length),
        failures: failing,
        skipped: report.items.length - failing,
      };
      expect(named(tags, "testcase")).toHaveLength(counts.tests);
      expect(named(tags, "failure")).toHaveLength(counts.failures);
      expect(named(tags, "skipped")).toHaveLength(counts.skipped);
      expect(tags[0]).toMatchObject({
        name: "testsuites",
        attributes: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, `${count}`])),
      });
      const suites = named(tags, "testsuite");
      for (const name of ["tests", "failures", "skipped"] as const)
        expect(suites.reduce((sum, suite) => sum + Number(suite.attributes[name]), 0)).toBe(counts[name]);
      expect(named(tags, "testcase").every((tag) => tag.inside.join() === "testsuites,testsuite")).toBe(true);
      expect(tags).toHaveLength(1 + suites.length + counts.tests + report.items.length);
    }));
  test("texts of the hostile report are read back as they are shown elsewhere", async () => {
    const report = hostileReport();
    const tags = parse(await renderCheck(report, "junit"));
    expect(named(tags, "failure").map((tag) => tag.attributes["message"])).toEqual(
      report.items.filter((each) => each.fails).map((each) => oneLine(each.message)),
    );
    const names = named(tags, "testcase").map(({ attributes }) => `${attributes["file"]} ${attributes["name"]}`);
    expect(new Set(names).size).toBe(report.items.length);
  });
  test.each(["<a>\u0001</a>", "<a b='<'/>", "<a>&x;</a>", "<a>]]></a>", "<a>\ufffe</a>", "<a>"])(
    "the parser of these tests refuses %j",
    (broken) => {
      expect(() => parse(broken)).toThrow();
    },
  );
});

describe("json, gitlab and sarif", () => {
  test("json gives the texts back", () =>
    law(async (report) => {
      const document = JSON.parse(await renderCheck(report, "json")) as CheckReport;
      expect(document.items).toEqual(report.items);
      expect(document.stale).toEqual(report.stale);
      expect(document.subject).toBe(report.subject);
    }));
  test("gitlab keeps paths, and no two fingerprints are alike", () =>
    law(async (report) => {
      const entries = JSON.parse(await renderCheck(report, "gitlab")) as {
        fingerprint: string;
        location: { path: string };
      }[];
      expect(entries.map((entry) => entry.location.path)).toEqual(report.items.map((each) => each.file));
      expect(new Set(entries.map((entry) => entry.fingerprint)).size).toBe(report.items.length);
    }));
  test("sarif has one result per item, unique fingerprints, addresses that decode, and inert messages", () =>
    law(async (report) => {
      const { results } = (JSON.parse(await renderCheck(report, "sarif")) as Sarif).runs[0];
      expect(results).toHaveLength(report.items.length);
      expect(new Set(results.map((each) => each.partialFingerprints.primaryLocationLineHash)).size).toBe(
        results.length,
      );
      results.forEach((result, at) => {
        const { uri } = result.locations[0].physicalLocation.artifactLocation;
        expect(decodeURIComponent(uri)).toBe(report.items[at]!.file.replace(/\p{Cs}/gu, "\ufffd"));
        expect(result.message.text).not.toMatch(/\[[^\]]*\]\([^)]*\)/);
        expect(result.message.text.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/[{}]/);
      });
    }));
});

interface Sarif {
  runs: [
    {
      results: {
        message: { text: string };
        locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
        partialFingerprints: { primaryLocationLineHash: string };
      }[];
    },
  ];
}

test("the job summary has a row per item and nothing active", () =>
  law((report) => {
    const html = new Marked({ gfm: true }).parse(checkSummary(report), { async: false });
    const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)[^>]*>/gi)].map((match) => match[1]!);
    expect(
      tags.filter((tag) => !["code", "h2", "p", "table", "tbody", "td", "th", "thead", "tr"].includes(tag)),
    ).toEqual([]);
    const heads = (report.items.length > 0 ? 1 : 0) + (report.stale.length > 0 ? 1 : 0);
    expect(html.match(/<tr>/g) ?? []).toHaveLength(report.items.length + report.stale.length + heads);
    return Promise.resolve();
  }));
