import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { driftFormats, driftSchema, loadReporter, renderDrift, type DriftFormat } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { sampleDrift } from "./sample-drift.js";
import { sampleReport } from "./sample-report.js";

const ROOT = join(import.meta.dirname, "../../..");
const GOLDEN = join(ROOT, "fixtures/reporters/drift");
const endings: Record<DriftFormat, string> = { json: "json", markdown: "md", text: "txt" };
const nothing = { points: [], asked: 0, left: 0 };
const empty = { ...sampleDrift(), items: [], flows: [], evidence: nothing, confirmed: 0 };

const render = (format: DriftFormat, report = sampleDrift(), color = false): Promise<string> =>
  renderDrift({ report, model: sampleReport().model, color }, format);

test.each(driftFormats)("%s is as expected", async (format) => {
  golden(join(GOLDEN, `sample.${endings[format]}`), await render(format));
  golden(join(GOLDEN, `empty.${endings[format]}`), await render(format, empty));
});

test("colours change nothing else", async () => {
  const colored = await render("text", sampleDrift(), true);
  expect(colored).toContain("\u001b[");
  expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(await render("text"));
});

test("the published schema is the one in the code, and documents keep to it", async () => {
  const schema = await driftSchema();
  golden(join(ROOT, "docs/schema/threatloom-drift.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  for (const report of [sampleDrift(), empty]) {
    validate(JSON.parse(await render("json", report)));
    expect(validate.errors).toBeNull();
  }
});

test("the report about everything has a section where somebody looked", async () => {
  const markdown = await loadReporter("markdown");
  const report = sampleReport();
  expect(await markdown.render(report)).not.toContain("## Drift");
  expect(await markdown.render({ ...report, drift: sampleDrift() })).toContain(
    "## Drift\n\n8 claims and 1 flow may no longer hold",
  );
});
