import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Marked } from "marked";
import { loadReporter, outputSchema, renderCoverage, renderDiagnostics, reporterIds } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { rasterize } from "../src/png.js";
import { emptyReport, sampleReport } from "./sample-report.js";

const fixtures = new URL("../../../fixtures/reporters/", import.meta.url).pathname;
const schemaFile = new URL("../../../docs/schema/threatloom.schema.json", import.meta.url).pathname;

async function render(id: string, report = sampleReport(), options = {}): Promise<string> {
  const out = await (await loadReporter(id)).render(report, options);
  if (typeof out !== "string") throw new Error(`${id} gave bytes`);
  return out;
}

describe("registry", () => {
  test("is sorted, and each reporter has the id it is listed under and an extension", async () => {
    expect([...reporterIds]).toEqual(["dot", "json", "markdown", "mermaid", "png", "svg", "text"]);
    for (const id of reporterIds)
      expect(await loadReporter(id)).toMatchObject({ id, extension: expect.stringMatching(/^\.[a-z]+$/) });
  });
  test.each(["sarif", "__proto__", "toString"])("refuses %s by name", async (id) => {
    await expect(loadReporter(id)).rejects.toThrow(RangeError);
  });
});

describe("golden files", () => {
  test.each([
    ["dot", "sample.dot"],
    ["json", "sample.json"],
    ["markdown", "sample.md"],
    ["mermaid", "sample.mmd"],
    ["svg", "sample.svg"],
    ["text", "sample.txt"],
  ])("%s", async (id, file) => {
    golden(`${fixtures}${id}/${file}`, await render(id));
    golden(`${fixtures}${id}/${file.replace("sample", "empty")}`, await render(id, emptyReport()));
  });
  test("coverage in three formats", async () => {
    golden(`${fixtures}text/coverage.txt`, [...(await renderCoverage(sampleReport(), "text"))].join(""));
    golden(`${fixtures}markdown/coverage.md`, [...(await renderCoverage(sampleReport(), "markdown"))].join(""));
    golden(`${fixtures}json/coverage.json`, [...(await renderCoverage(sampleReport(), "json"))].join(""));
  });
  test("svg is byte for byte the same the second time", async () => {
    expect(await render("svg")).toBe(await render("svg"));
  });
});

describe("json", () => {
  async function validator() {
    return new Ajv2020({ allErrors: true }).compile(await outputSchema());
  }
  test("the published schema is the one in the code", async () => {
    golden(schemaFile, `${JSON.stringify(await outputSchema(), null, 2)}\n`);
    expect(JSON.parse(readFileSync(schemaFile, "utf8"))).toEqual(JSON.parse(JSON.stringify(await outputSchema())));
  });
  test.each([
    ["the sample", sampleReport()],
    ["nothing", emptyReport()],
  ])("the document of %s is valid", async (_, report) => {
    const validate = await validator();
    validate(JSON.parse(await render("json", report)));
    expect(validate.errors).toBeNull();
  });
  test("references become their texts, symbols three facts, and order is kept", async () => {
    const document = JSON.parse(await render("json")) as {
      annotations: Record<string, unknown>[];
      claims: { symbol: unknown }[];
    };
    expect(Object.keys(document)).toEqual([
      "schemaVersion",
      "tool",
      "project",
      "annotations",
      "components",
      "boundaries",
      "threats",
      "controls",
      "data",
      "claims",
      "flows",
      "pairs",
      "facts",
      "sensitivity",
      "symbols",
      "coverage",
      "findings",
      "answered",
      "ranking",
      "requirements",
      "external",
      "references",
      "diagnostics",
      "files",
    ]);
    expect(document.annotations[0]).toEqual({
      file: "src/checkout.ts",
      line: 58,
      column: 4,
      endLine: 58,
      verb: "exposes",
      kind: "exposure",
      dialect: "canonical",
      text: "@exposes Web Shop:Checkout to price tampering with the client sends the total",
      symbol: { name: "Checkout.total", kind: "method", line: 59 },
      fields: { component: "Web Shop:Checkout", threat: "price tampering", detail: "the client sends the total" },
      properties: { severity: "high", dread: { damage: 3, tags: ["money", null] } },
    });
    expect(document.annotations[1]).toMatchObject({
      fields: { ends: ["#shopper", "#checkout", "#orders"], bidirectional: false },
      symbol: null,
    });
    expect(document.claims[0]!.symbol).toEqual({ name: "Catalogue.list", kind: "method", line: 22 });
  });
  type Damaged = Record<string, unknown>;
  test.each<[string, (document: Damaged) => void]>([
    [
      "a missing part",
      (d) => {
        delete d["flows"];
      },
    ],
    [
      "an unknown part",
      (d) => {
        d["extra"] = 1;
      },
    ],
    [
      "an unknown status",
      (d) => {
        (d["pairs"] as { status: string }[])[0]!.status = "fine";
      },
    ],
    [
      "an object in the fields",
      (d) => {
        (d["annotations"] as { fields: object }[])[0]!.fields = { threat: { text: "x" } };
      },
    ],
    [
      "a line 0",
      (d) => {
        (d["claims"] as { location: { line: number } }[])[0]!.location.line = 0;
      },
    ],
    [
      "an unknown key in a claim",
      (d) => {
        (d["claims"] as Record<string, unknown>[])[0]!["note"] = "";
      },
    ],
    [
      "coverage without numbers",
      (d) => {
        (d["coverage"] as { functions: object }).functions = {};
      },
    ],
  ])("a document with %s is not valid", async (_, damage) => {
    const document = JSON.parse(await render("json")) as Damaged;
    damage(document);
    expect((await validator())(document)).toBe(false);
  });
});

describe("markdown", () => {
  const html = async (options = {}): Promise<string> =>
    new Marked({ gfm: true }).parse(await render("markdown", sampleReport(), options), { async: false });
  test("nothing of the repository becomes an active element", async () => {
    const tags = new Set([...(await html()).matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]));
    expect([...tags].sort()).toEqual(
      [
        "br",
        "code",
        "h1",
        "h2",
        "h3",
        "li",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
      ].filter((tag) => tags.has(tag)),
    );
    expect(tags).not.toContain("script");
    expect(tags).toContain("table");
  });
  test("opens with the verdict and the diagram", async () => {
    const text = await render("markdown");
    const order = [
      "# Threat model of web-shop",
      "3 open threats",
      "2 of 4 (50 %) functions covered",
      "1 error",
      "```mermaid",
      "## Open threats",
      "## Components",
      "## Data flows",
      "## Trust boundaries",
      "## Data\n",
      "## Reviews",
      "### By folder",
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
  test("gives each claim its function and place", async () => {
    expect(await render("markdown")).toContain(
      "- mitigation: **prepared statements** — `Checkout.place` in `src/checkout.ts:40`",
    );
  });
  test("shows a picture where one stands beside it, and its address cannot break out", async () => {
    const out = await html({ image: 'dfd.svg) <script>alert(1)</script> "x' });
    expect(out.match(/<img [^>]*>/g)).toHaveLength(1);
    expect(out).not.toContain("<script");
    expect(await html({ image: "dfd.svg" })).toContain('<img src="dfd.svg" alt="Data flow diagram">');
  });
});

describe("text", () => {
  test("uses no escape sequences unless it is told to, and none of the repository's ever", async () => {
    expect(await render("text")).not.toContain("\u001b");
    const colored = await render("text", sampleReport(), { color: true });
    expect(colored).toContain("\u001b[31m");
    // The name of a component in the sample turns text red by itself: its sequence must be spelled out.
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(await render("text"));
    expect(colored.replace(/\u001b\[(?:1|2|22|31|32|33|36|39)m/g, "")).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
  test("starts with the verdict", async () => {
    expect((await render("text")).split("\n")[0]).toBe(
      "✗ web-shop: 3 open threats, 2 of 4 (50 %) functions covered, 1 error",
    );
    expect(await render("text", emptyReport())).toMatch(/^empty: no threat annotations found in 0 files\n/);
  });
  test("coverage says so where nobody counted", async () => {
    expect([...(await renderCoverage(emptyReport(), "text"))].join("")).toBe("No coverage was counted.\n");
    expect([...(await renderCoverage(emptyReport(), "markdown"))].join("")).toContain("Coverage was not counted.");
    expect(JSON.parse([...(await renderCoverage(emptyReport(), "json"))].join(""))).toMatchObject({ coverage: null });
  });
});

describe("diagnostics", () => {
  const [diagnostic] = sampleReport().diagnostics;
  const source = (line: string) => (): string => `${"\n".repeat(4)}${line}\n`;
  test("mark the place below the line of source", () => {
    const out = renderDiagnostics([diagnostic!], { sources: source("// @mitigtes A:B against x with y") });
    expect(out.split("\n")).toEqual([
      'src/mail/send.ts:5:4 error unknown verb "mitigtes" [unknown-verb]',
      "  5 | // @mitigtes A:B against x with y",
      "    |    ^^^^^^^^^",
      "  did you mean @mitigates?",
      "",
      "1 error",
      "",
    ]);
  });
  test("cut long lines around the place and spell out controls", () => {
    const out = renderDiagnostics([{ ...diagnostic!, column: 5001, endColumn: 5005 }], {
      sources: source(`${"\u001b".repeat(5000)}here${"x".repeat(100_000)}`),
    });
    expect(out).not.toContain("\u001b");
    const [, line, marks] = out.split("\n");
    expect(line!.length).toBeLessThan(500);
    expect(line!.slice(marks!.indexOf("^"), marks!.lastIndexOf("^") + 1)).toBe("here");
  });
  test("cope without sources, with places outside the file, and with nothing to say", () => {
    expect(renderDiagnostics([diagnostic!])).not.toContain("|");
    expect(renderDiagnostics([{ ...diagnostic!, line: 999 }], { sources: () => "" })).toContain("send.ts:999:4");
    expect(
      renderDiagnostics([{ ...diagnostic!, column: 900, endColumn: 999 }], { sources: source("short") }),
    ).toContain("^");
    expect(renderDiagnostics([])).toBe("");
  });
});

describe("pictures", () => {
  test("svg tells those who cannot see it what it shows", async () => {
    const svg = await render("svg");
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="dfd-title dfd-desc">/);
    expect(svg).toContain('<title id="dfd-title">Data flow diagram of web-shop</title>');
    expect(svg).toContain("8 nodes and 8 flows. Worst status: 2 exposed, 1 partial, 1 mitigated.");
    expect(svg).toContain(
      "<title>Web Shop:Checkout (process, 1 partial, 1 accepted, 1 transferred, 1 mitigated, ✓ tested)</title>",
    );
    expect(svg).not.toMatch(/<a |xlink:href|<!--|<!DOCTYPE/);
  });
  test("svg uses the layout it is given", async () => {
    const seen: string[] = [];
    await render("svg", sampleReport(), {
      layout: async (dot: string) => {
        seen.push(dot);
        return (await Graphviz.load()).layout(dot, "svg", "dot");
      },
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatch(/^digraph "threatloom"/);
  });
  test("png is a picture with text in it", async () => {
    const picture = (await (await loadReporter("png")).render(sampleReport())) as Uint8Array;
    expect([...picture.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const [width, height] = [16, 20].map((at) => Buffer.from(picture).readUInt32BE(at));
    golden(`${fixtures}png/sample.txt`, `${width} x ${height}\n`);
    const mute = await rasterize(await render("svg"), []);
    expect(Buffer.compare(picture, mute)).not.toBe(0);
    expect(picture.length).toBeGreaterThan(mute.length * 1.2);
  });
});
