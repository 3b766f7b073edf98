import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { Marked } from "marked";
import type { Report } from "@threatloom/model";
import { renderStride, strideFormats, strideSchema, type StrideFormat } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { csvCell } from "../src/csv.js";
import { emptyReport, sampleReport } from "./sample-report.js";

const fixtures = new URL("../../../fixtures/reporters/stride/", import.meta.url).pathname;
const schemaFile = new URL("../../../docs/schema/threatloom-stride.schema.json", import.meta.url).pathname;
const endings: Record<StrideFormat, string> = { csv: "csv", json: "json", markdown: "md", text: "txt" };

describe("golden files", () => {
  test.each([...strideFormats])("%s", async (format) => {
    golden(`${fixtures}sample.${endings[format]}`, await renderStride(sampleReport(), format));
    golden(`${fixtures}empty.${endings[format]}`, await renderStride(emptyReport(), format));
    const part = { boundary: "internet_edge", open: true };
    golden(`${fixtures}part.${endings[format]}`, await renderStride(sampleReport(), format, part));
  });
});

describe("text", () => {
  test("it keeps within 80 columns", async () => {
    const lines = (await renderStride(sampleReport(), "text")).split("\n");
    for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(80);
  });
  test("colours are there only where they are asked for, and none is the repository's", async () => {
    const plain = await renderStride(sampleReport(), "text");
    expect(plain).not.toContain("\u001b");
    const colored = await renderStride(sampleReport(), "text", { color: true });
    expect(colored.replace(/\u001b\[\d+m/g, "").replace(/ +$/gm, "")).toBe(plain);
  });
});

describe("json", () => {
  test("the published schema is the one in the code, and every document is valid", async () => {
    const schema = await strideSchema();
    golden(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    for (const report of [sampleReport(), emptyReport()]) {
      validate(JSON.parse(await renderStride(report, "json")));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ ...JSON.parse(await renderStride(emptyReport(), "json")), elements: [{}] })).toBe(false);
  });
});

describe("boundaries", () => {
  test.each(["text", "markdown"] as const)(
    "%s lists what threatens a component once, however often it is reached",
    async (format) => {
      const report = sampleReport();
      const { stride } = report.analysis;
      const [first, ...rest] = stride.boundaries.filter(({ crossings }) => crossings.length > 0);
      const twice = { ...first!, crossings: [...first!.crossings, ...first!.crossings] };
      const boundaries = [twice, { ...twice, key: "again", name: "Again" }, ...rest];
      const shown = await renderStride(
        { ...report, analysis: { ...report.analysis, stride: { ...stride, boundaries } } },
        format,
      );
      expect(shown.replace(/\s+/g, " ").split("listed across Internet edge")).toHaveLength(3);
      expect(shown.split("scraping")).toHaveLength(2);
    },
  );
});

describe("markdown", () => {
  test("nothing is said of threats without a letter where there are none", async () => {
    expect(await renderStride(emptyReport(), "markdown")).not.toContain("Without a letter");
  });
  test("nothing of the repository becomes an active element", async () => {
    const html = await new Marked({ gfm: true }).parse(await renderStride(sampleReport(), "markdown"));
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]));
    for (const tag of tags)
      expect(["br", "code", "h1", "h2", "p", "table", "tbody", "td", "th", "thead", "tr"]).toContain(tag);
  });
});

/** The fields of one row as RFC 4180 has them. */
function rowOf(row: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= row.length; at++) {
    const [whole, quoted, bare] = /^(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/.exec(row.slice(at))!;
    fields.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    at += whole.length;
  }
  return fields;
}

const fieldsOf = (text: string): string[][] => text.split("\r\n").slice(0, -1).map(rowOf);

describe("csv", () => {
  test("every row has the columns of the head, and no field starts a formula", async () => {
    const [head, ...rows] = fieldsOf(await renderStride(sampleReport(), "csv"));
    expect(head!.slice(0, 5)).toEqual(["element", "type", "key", "letter", "threat"]);
    expect(rows).toHaveLength(12);
    for (const row of rows) {
      expect(row).toHaveLength(head!.length);
      for (const field of row) expect(field).not.toMatch(/^\s*[=+\-@]/);
    }
  });
  test("any text is one field of one line, and reads back", () => {
    const line = fc.oneof(fc.string(), fc.constantFrom("=1+1", " @SUM(A1)", 'a"b', "a,b", "\t=x", "\r\n-2", "＝1"));
    fc.assert(
      fc.property(line, line, (a, b) => {
        const rows = fieldsOf(`${csvCell(a)},${csvCell(b)}\r\n`);
        expect(rows).toHaveLength(1);
        expect(rows[0]).toHaveLength(2);
        for (const field of rows[0]!) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
      }),
    );
  });
});

describe("a part of it", () => {
  test("a boundary holds what lies in it, crosses it and is reached", async () => {
    const document = JSON.parse(await renderStride(sampleReport(), "json", { boundary: "internet_edge" })) as {
      elements: { key: string }[];
      boundaries: { key: string }[];
    };
    expect(document.elements.map(({ key }) => key)).toEqual([
      "shopper",
      "web_shop:catalogue",
      "flow-shopper-web_shop:catalogue-browses",
    ]);
    expect(document.boundaries.map(({ key }) => key)).toEqual(["internet_edge"]);
  });
  test("open leaves only what waits for somebody", async () => {
    const document = JSON.parse(await renderStride(sampleReport(), "json", { open: true })) as {
      elements: { entries: { status: string }[] }[];
      others: unknown[];
    };
    const found = new Set(document.elements.flatMap(({ entries }) => entries.map(({ status }) => status)));
    expect([...found].sort()).toEqual(["exposed", "open", "partial", "possible"]);
    expect(document.others).toEqual([]);
  });
  test("a boundary that is not there gives nothing", async () => {
    expect(await renderStride(sampleReport(), "text", { boundary: "gone" })).toBe("STRIDE of web-shop: no threats\n");
  });
});

test("a claim that answers a rule on a flow is counted once", async () => {
  const report = emptyReport();
  const entry = {
    title: "eavesdropping",
    severity: null,
    rule: null,
    threat: "eavesdropping",
    location: null,
  } as const;
  const exposed = { ...entry, letter: "I", status: "exposed" } as const;
  const answered = { ...exposed, title: "it can be read", rule: "cleartext-flow" };
  const other = { ...answered, title: "it can be changed", threat: "tampering" };
  const stride = {
    elements: [
      { kind: "component", key: "a:b", name: "A:B", type: "process", applies: [], entries: [exposed] },
      { kind: "flow", key: "f1", name: "A:B -> C:D", type: "data-flow", applies: [], entries: [answered] },
      { kind: "flow", key: "f2", name: "C:D -> A:B", type: "data-flow", applies: [], entries: [answered, other] },
    ] as Report["analysis"]["stride"]["elements"],
    ...{ boundaries: [], others: [] },
  };
  const text = await renderStride({ ...report, analysis: { ...report.analysis, stride } }, "markdown");
  expect(text).toContain("2 exposed");
});
