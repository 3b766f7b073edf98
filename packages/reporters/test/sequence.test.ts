import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Report } from "@threatloom/model";
import { renderSequence } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { component, emptyReport, flow, largeReport, sampleReport } from "./sample-report.js";

const fixtures = new URL("../../../fixtures/reporters/sequence/", import.meta.url).pathname;

function reportOf(model: Partial<Report["model"]>): Report {
  const empty = emptyReport();
  return { ...empty, model: { ...empty.model, ...model } };
}

/** What a line of a sequence diagram may be; nothing of a repository can be more than the text at its end. */
const TEXT = "(?:[\\p{L}\\p{M}\\p{N} .,/()_·✓…‖›→↔-]|#\\d+;|<br/>)*";
const LINE = new RegExp(
  `^ *(?:(?:actor|participant) p\\d+ as ${TEXT}|box transparent ${TEXT}|end|autonumber|p\\d+--?>>p\\d+: ${TEXT}` +
    `|Note over p\\d+(?:,p\\d+)?: ${TEXT}|accTitle: [\\p{L}\\p{N} .,()-]*|accDescr: [\\p{L}\\p{N} .,()-]*)$`,
  "u",
);

const messages = (text: string): string[] => text.split("\n").filter((line) => /^ *p\d+->>/.test(line));

function expectGrammar(text: string): void {
  const [first, ...lines] = text.trimEnd().split("\n");
  expect(first).toBe("sequenceDiagram");
  for (const line of lines) expect(line).toMatch(LINE);
  expect(lines.filter((line) => line.trim().startsWith("box "))).toHaveLength(
    lines.filter((line) => line.trim() === "end").length,
  );
}

test("golden files", async () => {
  golden(`${fixtures}sample.mmd`, await renderSequence(sampleReport()));
  golden(`${fixtures}boundary.mmd`, await renderSequence(sampleReport(), { boundary: "cardholder_data" }));
  golden(`${fixtures}actor.mmd`, await renderSequence(sampleReport(), { actor: "web_shop:catalogue" }));
  golden(`${fixtures}empty.mmd`, await renderSequence(emptyReport()));
});

describe("which flows", () => {
  const components = ["Guest", "App:Web", "App:Store", "Ops:Logs"].map((path) => component(path));
  const flows = [
    flow("app:web", "app:store", "late"),
    flow("guest", "app:web", "first"),
    flow("ops:logs", "app:web", "other"),
    flow("app:store", "ops:logs", "twoWay", { bidirectional: true }),
  ];
  const labels = async (selection: object, list = flows): Promise<string[]> =>
    messages(await renderSequence(reportOf({ components, flows: list }), selection)).map(
      (line) => line.split(": ")[1]!,
    );

  test("stand in the order in which they are declared", async () => {
    expect(await labels({})).toEqual(["late", "first", "other", "twoWay"]);
  });
  test("an actor's are those that what it sends can go on through", async () => {
    expect(await labels({ actor: "guest" }, flows.slice(0, 3))).toEqual(["late", "first"]);
    expect(await labels({ actor: "guest" })).toEqual(["late", "first", "other", "twoWay"]);
    const silent = await renderSequence(reportOf({ components, flows: flows.slice(0, 1) }), { actor: "guest" });
    expect(silent).toContain("Note over p1: no flow starts here");
    expectGrammar(silent);
  });
  test("a boundary's are those inside and over it, and one between two has those that cross it", async () => {
    const zone = { ...sampleReport().model.boundaries[0]!, key: "app", contains: ["app:web", "app:store"] };
    const between = {
      ...zone,
      key: "edge",
      kind: "between" as const,
      contains: [],
      between: ["guest", "app"] as [string, string],
    };
    const edged = flows.map((one) => (one.from === "guest" ? { ...one, crosses: ["app", "edge"] } : one));
    const of = async (boundary: string): Promise<string[]> => {
      const report = reportOf({ components, flows: edged, boundaries: [zone, between] });
      return messages(await renderSequence(report, { boundary })).map((line) => line.split(": ")[1]!);
    };
    expect(await of("app")).toEqual(["late", "first", "other", "twoWay"]);
    expect(await of("edge")).toEqual(["first"]);
    expect(await of("gone")).toEqual([]);
  });
});

describe("the text", () => {
  test("says how many flows are left out of a large one", async () => {
    const text = await renderSequence(largeReport(400));
    expect(messages(text)).toHaveLength(100);
    expect(text).toMatch(/and \d+ more flows that are not drawn/);
    expectGrammar(text);
  });
  test("nothing of the repository is syntax", async () => {
    const part = fc.constantFrom(
      "end",
      "#",
      ";",
      "\n",
      "%%",
      "->>",
      ":",
      "box red",
      "as",
      "wrap:",
      "<b>",
      "loop",
      "é",
      "@{",
      "\u001b[1m",
      "x",
    );
    const hostile = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(" "));
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, label) => {
        const one = { ...component("App:Web"), name, segments: [name, name] };
        const report = reportOf({
          components: [one],
          flows: [flow("app:web", "app:web", label, { bidirectional: true })],
        });
        expectGrammar(await renderSequence({ ...report, project: name }));
      }),
    );
  });
});
