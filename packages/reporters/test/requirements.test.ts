import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { Marked } from "marked";
import {
  loadReporter,
  outputSchema,
  renderRequirements,
  requirementFormats,
  requirementsSchema,
  type RequirementFormat,
  type RequirementOptions,
} from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { csvText } from "../src/csv.js";
import { emptyReport } from "./sample-report.js";
import { requirementsReport } from "./sample-requirements.js";

const fixtures = new URL("../../../fixtures/reporters/", import.meta.url).pathname;
const schemaFile = new URL("../../../docs/schema/threatloom-requirements.schema.json", import.meta.url).pathname;

const render = (format: RequirementFormat, options: RequirementOptions = {}): Promise<string> =>
  renderRequirements(requirementsReport(), format, options);

/** Reads a table as the standard has it, where every cell is quoted. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (let rest = text; rest !== "";) {
    const row: string[] = [];
    for (let end = ","; end === ",";) {
      const [whole, cell, after] = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(rest)!;
      row.push(cell!.replaceAll('""', '"'));
      rest = rest.slice(whole.length);
      end = after!;
    }
    rows.push(row);
  }
  return rows;
}

test("the formats are sorted, and their goldens stand", async () => {
  expect([...requirementFormats]).toEqual(["csv", "json", "markdown", "text"]);
  for (const [format, extension] of [
    ["csv", "csv"],
    ["json", "json"],
    ["markdown", "md"],
    ["text", "txt"],
  ] as const) {
    golden(`${fixtures}requirements/sample.${extension}`, await render(format));
    golden(`${fixtures}requirements/empty.${extension}`, await renderRequirements(emptyReport(), format));
  }
});

test("a choice of components counts anew, a choice of a status only shortens the list", async () => {
  const chosen = JSON.parse(await render("json", { components: new Set(["web_shop:search"]), status: "to do" })) as {
    overall: object;
    requirements: object[];
  };
  expect(chosen.overall).toMatchObject({ total: 2, toDo: 1, notApplicable: 1 });
  expect(chosen.requirements).toMatchObject([{ id: "v5.0.0-3.2.2", status: "to do" }]);
  expect(await render("text", { status: "running" })).toMatch(/^web-shop: 1 of 4 \(25 %\)[^]*12\.2\.1[^]*$/);
});

describe("csv", () => {
  test("holds every requirement in twelve columns", async () => {
    const [head, ...rows] = readCsv(await render("csv"));
    expect(head).toHaveLength(12);
    expect(rows.map((row) => row.length)).toEqual([12, 12, 12, 12, 12]);
    expect(rows[2]).toEqual(
      expect.arrayContaining(["Web Shop:Checkout", "v5.0.0-12.2.1", "running", "no", "platform", "SHOP-12, 'soon'"]),
    );
  });

  test("no text opens a formula, breaks a row or is lost", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom("=1+1", "@x", "-1", "+1", "\t=1", ' "=1', "a\r\nb", "＝1"));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 4 }), (rows) => {
        const read = readCsv(csvText(rows));
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        for (const text of read.flat()) expect(text).not.toMatch(/^[\s]*[=+\-@＝＋－＠]|[\r\n\t]/u);
      }),
    );
    expect(readCsv(csvText([['say "no", please', "=1"]]))).toEqual([['say "no", please', "'=1"]]);
  });
});

describe("json", () => {
  test("the published schema is the one in the code, and documents are valid", async () => {
    golden(schemaFile, `${JSON.stringify(await requirementsSchema(), null, 2)}\n`);
    const validate = new Ajv2020({ allErrors: true }).compile(await requirementsSchema());
    for (const text of [await render("json"), await renderRequirements(emptyReport(), "json")]) {
      validate(JSON.parse(text));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ ...(JSON.parse(await render("json")) as object), extra: 1 })).toBe(false);
  });
});

describe("text and Markdown", () => {
  test("no text of a stranger reaches the terminal", async () => {
    const plain = await render("text");
    expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    const colored = await render("text", { color: true });
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });

  test("nor does it become markup, a link or a mention", async () => {
    const html = new Marked({ gfm: true }).parse(await render("markdown"), { async: false });
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]));
    expect([...tags].filter((tag) => ["a", "img", "script"].includes(tag!))).toEqual([]);
    expect(html).not.toMatch(/@octocat|(?<!&)#1\b/);
    expect(html.match(/<tr>/g)).toHaveLength(4 + 4 + 3);
  });

  test("every report says how far they are", async () => {
    const render = async (id: string): Promise<string> =>
      String(await (await loadReporter(id)).render(requirementsReport()));
    expect(await render("text")).toMatch(/\nrequirements +1 of 4 \(25 %\) done, 1 not according, 1 to do, 1 running, /);
    const document = JSON.parse(await render("json")) as { requirements: object };
    expect(document.requirements).toMatchObject({
      overall: { total: 5 },
      components: [{}, {}],
      list: [{}, {}, {}, {}, {}],
    });
    const validate = new Ajv2020({ allErrors: true }).compile(await outputSchema());
    validate(document);
    expect(validate.errors).toBeNull();
  });

  test("the report shows progress per component and overall", async () => {
    const reporter = await loadReporter("markdown");
    const text = String(await reporter.render(requirementsReport()));
    const section = text.slice(text.indexOf("## Security requirements")).split("\n\n").slice(1, 2).join("");
    expect(section.split("\n").slice(2)).toEqual([
      "| Web Shop:Checkout | 1 of 3 (33 %) | 1 | 1 | 0 | 1 | 0 |",
      expect.stringMatching(/^\| .* \| 0 of 1 \(0 %\) \| 0 \| 0 \| 1 \| 0 \| 1 \|$/),
      "| **All** | 1 of 4 (25 %) | 1 | 1 | 1 | 1 | 1 |",
    ]);
    expect(String(await reporter.render(emptyReport()))).not.toContain("Security requirements");
  });
});
