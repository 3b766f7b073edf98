import { describe, expect, test } from "@jest/globals";
import type { Report, Trend, TrendExposure } from "@threatloom/model";
import { oneLine, renderSite } from "@threatloom/reporters";
import { inflateRawSync } from "node:zlib";
import { SaxesParser } from "saxes";
import { sampleCritical } from "./sample-critical.js";
import { hostileTexts } from "./sample-diffs.js";
import { claim, component, emptyReport, flow, largeReport, pair, sampleReport } from "./sample-report.js";

const assets = { script: "void 0;", style: "p{color:#000}" };

/** The printed form inside a page. */
async function paper(report: Report): Promise<string> {
  const html = await renderSite(report, { assets, layout: drawn });
  const [, document] = /<div id="document">([\s\S]*?)<\/div>\n<script type/.exec(html) ?? [];
  return document!;
}

/** A layout that takes no time, and has no places of parts to give. */
const drawn = (_: string, format = "svg"): Promise<string | null> =>
  Promise.resolve(
    format === "svg"
      ? '<svg width="10pt" height="10pt" viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"></svg>'
      : null,
  );

/** The data block of a page, read as a browser does. */
function dataOf(html: string): { report: Report } {
  const [, block] = /id="data">([^<]*)</.exec(html) ?? [];
  return JSON.parse(inflateRawSync(Buffer.from(block!, "base64")).toString()) as { report: Report };
}

/** The elements, attributes and texts of markup; throws where it is not well formed. */
function read(markup: string): { elements: Set<string>; attributes: Set<string>; text: string } {
  const [elements, attributes] = [new Set<string>(), new Set<string>()];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes: own }) => {
    elements.add(name);
    for (const attribute of Object.keys(own)) attributes.add(attribute);
  });
  parser.on("text", (text) => texts.push(text));
  parser.write(`<root>${markup}</root>`).close();
  return { elements, attributes, text: texts.join("\n") };
}

const exposure: TrendExposure = {
  ...{ key: "k", component: "app:web", threat: "sqli", componentName: "App:Web", threatName: "SQL injection" },
  severity: "high",
};

function trend(points: number): Trend {
  const at = (n: number): { commit: string; date: string } => ({
    commit: String(n).padStart(40, "0"),
    date: `2026-01-${String(1 + (n % 28)).padStart(2, "0")}T00:00:00Z`,
  });
  return {
    points: Array.from({ length: points }, (_, n) => ({
      ...at(n),
      ...{ open: n, partial: 1, mitigated: 2, accepted: 0, transferred: 0, expired: 0 },
      ...{ functions: { found: 10, covered: n % 10, tested: 1 }, opened: [exposure], closed: [] },
    })),
    open: [{ ...exposure, ...at(0), days: 12, atLeast: true }],
    ...{ every: "day", since: null, until: "2026-01-31", shallow: false },
  };
}

/** What holds no text of people: keys, which are canonical, and words of ours. */
const OURS = new Set(
  "key component threat control data boundary from to on kind status severity level role confidence group basis letter letters covered seen reach code commit date until every property target actor crosses contains boundaries between risk stride".split(
    " ",
  ),
);

/** A copy in which every text that a stranger could write is another one. */
function replanted<T>(value: T, text: string): T {
  const visit = (one: unknown, key: string): unknown => {
    if (typeof one === "string") return OURS.has(key) || /^[a-f0-9]{16,}$/.test(one) ? one : text;
    if (Array.isArray(one)) return one.map((item) => visit(item, key));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, item]) => [name, visit(item, name)]));
  };
  return visit(value, "") as T;
}

function fullReport(): Report {
  const sample = sampleReport();
  const coverage = sample.coverage === null ? null : { ...sample.coverage, critical: sampleCritical("run") };
  return { ...sample, coverage, trend: trend(3) };
}

describe("the printed form", () => {
  test("has every part of the report", async () => {
    const { elements, text } = read(await paper(fullReport()));
    for (const title of ["Threat model of", "Data flow diagram", "Open threats", "Components", "Data flows"])
      expect(text).toContain(title);
    for (const title of ["Trust boundaries", "Coverage by folder", "Trend", "Open threats by age", "Areas of concern"])
      expect(text).toContain(title);
    expect(text).toMatch(/at least 12 days/);
    for (const name of ["h1", "h2", "h3", "table", "caption", "thead", "svg"]) expect(elements).toContain(name);
  });

  test("of nothing says so", async () => {
    const { text } = read(await paper(emptyReport()));
    expect(text).toContain("No threat annotations were found.");
  });

  test.each(hostileTexts)("shows %j as it is written, in every field", async (plant) => {
    const report = replanted(fullReport(), plant);
    const plain = read(await paper(fullReport()));
    const { elements, attributes, text } = read(await paper(report));
    for (const name of elements) expect(plain.elements).toContain(name);
    for (const name of attributes) expect(plain.attributes).toContain(name);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u200b]/);
    expect(text).toContain(oneLine(plant));
  });

  test("of a large model stays small and says what is left out", async () => {
    const large = largeReport(2500, 3);
    const detail = "a rather long explanation of what is exposed to whom and since when ".repeat(3);
    const at = { file: "src/some/where/deep/file.ts", line: 12, column: 1 };
    const model = {
      ...large.model,
      claims: Array.from({ length: 6000 }, (_, n) =>
        claim("review", at, { component: large.model.components[n % 2500]!.key, detail }),
      ),
    };
    const document = await paper({ ...large, model, trend: trend(900) });
    expect(document.length).toBeLessThan(330_000);
    expect(read(document).text).toMatch(/more components? left out here/);
    expect(read(document).text).toMatch(/more rows left out here/);
  });
});

test("characters that nobody sees are spelled out in the page's data, white space apart", async () => {
  const name = "a\u202eb\u0000c\u001bd\\u202e\td\ud83d\n\u007f\b";
  const base = emptyReport();
  const model = {
    ...base.model,
    components: [component("App:Web"), component("App:Db")].map((one) => ({ ...one, description: name })),
    flows: [flow("app:web", "app:db", name)],
    pairs: [pair("app:web", "sqli", "exposed")],
  };
  const { report } = dataOf(await renderSite({ ...base, model }, { assets, layout: drawn }));
  const { description } = report.model.components[0]!;
  expect(description).toBe("a\\u{202e}b\\x00c\\x1bd\\u202e\td\\u{d83d}\n\\x7f\\x08");
  expect(report.model.flows[0]!.label).toBe(description);
});
