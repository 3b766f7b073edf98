import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { historyFormats, historySchema, loadReporter, renderHistory, type HistoryFormat } from "@threatloom/reporters";
import type { Trend } from "@threatloom/model";
import { golden } from "@threatloom/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { SaxesParser } from "saxes";
import { sampleReport } from "./sample-report.js";
import { noTrend, sampleTrend, youngTrend } from "./sample-trend.js";

const ROOT = join(import.meta.dirname, "../../..");
const GOLDEN = join(ROOT, "fixtures/reporters/history");
const endings: Record<HistoryFormat, string> = { csv: "csv", json: "json", markdown: "md", svg: "svg", text: "txt" };
const trends = { sample: sampleTrend(), none: noTrend(), young: youngTrend() };

const render = (format: HistoryFormat, trend: Trend, color = false): Promise<string> =>
  renderHistory({ project: "web-shop <1>", trend, color }, format);

test.each(historyFormats)("%s is as expected", async (format) => {
  for (const [name, trend] of Object.entries(trends)) {
    golden(join(GOLDEN, `${name}.${endings[format]}`), await render(format, trend));
  }
});

test("colours change nothing else", async () => {
  const colored = await render("text", sampleTrend(), true);
  expect(colored).toContain("\u001b[");
  expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(await render("text", sampleTrend()));
});

test.each(historyFormats)("text of strangers stays text in %s", async (format) => {
  const output = await render(format, sampleTrend());
  expect(output).not.toMatch(/[\u001b\u202e]/);
  expect(output).not.toMatch(/^::/m);
  if (format === "markdown" || format === "svg") expect(output).not.toContain("<b>");
  if (format === "svg") expect(() => new SaxesParser().write(output).close()).not.toThrow();
});

test("the published schema is the one in the code, and documents keep to it", async () => {
  const schema = await historySchema();
  golden(join(ROOT, "docs/schema/threatloom-history.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  for (const trend of Object.values(trends)) {
    validate(JSON.parse(await render("json", trend)));
    expect(validate.errors).toBeNull();
  }
});

test("a chart of many points stays small, and its lines differ by more than colour", async () => {
  const { points, ...rest } = sampleTrend();
  const many = Array.from({ length: 1000 }, (_, at) => ({ ...points[at % points.length]!, open: at }));
  const svg = await render("svg", { ...rest, points: many });
  expect(svg.length).toBeLessThan(150_000);
  const groups = svg.split("<g>").slice(1);
  const looks = groups.slice(0, 5).map((group) => /transform="[^"]*" (d="[^"]*" fill="[^"]*")/.exec(group)![1]);
  expect(new Set(looks.map((look) => look!.replace(/ fill.*/, ""))).size).toBe(5);
});

test("the report about everything has a section where somebody asked", async () => {
  const markdown = await loadReporter("markdown");
  const report = sampleReport();
  expect(await markdown.render(report)).not.toContain("## Trend");
  const asked = await markdown.render({ ...report, trend: sampleTrend() });
  expect(asked).toContain("## Trend\n\n2 open threats, 1 at the first of 15 points");
  expect(asked).toContain("### Open for longest");
});
