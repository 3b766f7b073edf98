import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  loadReporter,
  renderVisibility,
  visibilityFormats,
  visibilitySchema,
  type VisibilityFormat,
} from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { parse } from "yaml";
import { emptyReport, sampleReport } from "./sample-report.js";
import { rewritten, sampleVisibility } from "./sample-visibility.js";

const ROOT = join(import.meta.dirname, "../../..");
const GOLDEN = join(ROOT, "fixtures/reporters/visibility");
const endings: Record<VisibilityFormat, string> = { json: "json", markdown: "md", text: "txt" };

const render = (format: VisibilityFormat, report = sampleVisibility(), color = false): Promise<string> =>
  renderVisibility({ project: "web-shop", report, model: sampleReport().model, color }, format);
const empty = { scenarios: [], threats: [], sources: [], wanted: [], unused: [], notices: [] };

test.each(visibilityFormats)("%s is as expected", async (format) => {
  golden(join(GOLDEN, `sample.${endings[format]}`), await render(format));
  golden(join(GOLDEN, `empty.${endings[format]}`), await render(format, empty));
});

describe("text", () => {
  test("keeps within 80 columns and says the same without colours", async () => {
    const plain = await render("text");
    for (const line of plain.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const colored = await render("text", sampleVisibility(), true);
    expect(colored).toContain("\u001b[");
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });

  test("keeps within 80 columns whatever things are called", async () => {
    const report = rewritten(
      sampleVisibility(),
      "A name that is far too long for any column of any terminal there is. ".repeat(4),
    );
    for (const line of (await render("text", report)).split("\n"))
      expect(Array.from(line).length).toBeLessThanOrEqual(80);
  });
});

describe("json", () => {
  test("the published schema is the one in the code", async () => {
    const file = join(ROOT, "docs/schema/threatloom-visibility.schema.json");
    golden(file, `${JSON.stringify(await visibilitySchema(), null, 2)}\n`);
  });

  test.each([
    ["the sample", sampleVisibility()],
    ["nothing", empty],
  ])("the document of %s is valid", async (_, report) => {
    const validate = new Ajv2020({ allErrors: true }).compile(await visibilitySchema());
    validate(JSON.parse(await render("json", report)));
    expect(validate.errors).toBeNull();
  });
});

describe("the schemas of definition files", () => {
  const schemaOf = (name: string): object =>
    JSON.parse(readFileSync(join(ROOT, `docs/schema/${name}.schema.json`), "utf8")) as object;
  const scenario = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schemaOf("threatloom-scenario"));
  const logs = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schemaOf("threatloom-logs"));

  test("take what the reader takes", () => {
    const folder = join(ROOT, "fixtures/visibility");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const definitions = files.filter((path) => /(\.(tds|logs)|log-sources)\.ya?ml$/.test(path));
    expect(definitions.length).toBeGreaterThan(10);
    for (const file of definitions) {
      const validate = /\.tds\.ya?ml$/.test(file) ? scenario : logs;
      validate(parse(readFileSync(join(folder, file), "utf8"), { schema: "core" }));
      expect({ file, errors: validate.errors }).toEqual({ file, errors: null });
    }
  });

  test.each([{}, { name: "x" }, { name: "x", surfaces: [{ events: ["y"] }] }, { name: "x", surfaces: "y", other: 1 }])(
    "refuse %j",
    (value) => {
      expect(scenario(value)).toBe(false);
    },
  );

  test.each([{}, { "log-sources": { name: "x", confidence: 6 } }, { "log-sources": [{ name: "x" }] }])(
    "refuse the log sources %j",
    (value) => {
      expect(logs(value)).toBe(false);
    },
  );
});

describe("the report", () => {
  const markdown = async (visibility: ReturnType<typeof sampleVisibility> | null): Promise<string> => {
    const rendered = await (await loadReporter("markdown")).render({ ...sampleReport(), visibility });
    return rendered as string;
  };

  test("has a section about detection where there are scenarios", async () => {
    const section = /^## Detection$[^]*?(?=^## )/m.exec(await markdown(sampleVisibility()))?.[0] ?? "";
    golden(join(GOLDEN, "section.md"), section);
  });

  test("has none where nobody speaks of detection", async () => {
    const report = { ...emptyReport(), visibility: { ...empty, sources: sampleVisibility().sources } };
    expect(await (await loadReporter("markdown")).render(report)).not.toContain("## Detection");
    expect(await (await loadReporter("markdown")).render(emptyReport())).not.toContain("## Detection");
  });
});

test("texts of strangers stay texts", async () => {
  const hostile = fc.constantFrom(
    ...[
      "\u001b[31mred",
      "<img src=x onerror=alert(1)>",
      "| a | b |",
      "::error::x",
      "##[error]x",
      "[x](javascript:y)",
      "\u202ereversed",
    ],
    ...["```", "@everyone #1", "a\nb\r\nc", "=cmd()", "$x$", "&lt;", "\\"],
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostile, fc.string()), async (text) => {
      const report = rewritten(sampleVisibility(), text);
      const [plain, markdown, json] = await Promise.all([
        render("text", report),
        render("markdown", report),
        render("json", report),
      ]);
      for (const output of [plain, markdown, json])
        expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
      for (const line of plain.split("\n")) expect(line).not.toMatch(/^\s*::|##\[/);
      expect(markdown.replace(/`[^`\n]*`/g, "")).not.toMatch(/<img|\]\(|@everyone/);
      expect(() => JSON.parse(json) as unknown).not.toThrow();
      const rows = (output: string): number => output.split("\n").filter((line) => line.startsWith("| ")).length;
      expect(rows(markdown)).toBe(rows(await render("markdown", rewritten(sampleVisibility(), "x"))));
    }),
    { numRuns: 60 },
  );
});
