import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { analyse } from "@threatloom/analysis";
import { defaultSettings, type StrideElement, type StrideReport } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";

const today = "2026-01-01";

async function strideOf(...lines: string[]): Promise<StrideReport> {
  const { model, diagnostics } = await modelOf({ "m.threatspec": `${lines.join("\n")}\n` }, today);
  expect(diagnostics.filter(({ severity, code }) => severity === "error" && code !== "unknown-value")).toEqual([]);
  return (await analyse(model, { today, settings: defaultSettings })).stride;
}

const element = ({ elements }: StrideReport, name: string): StrideElement => elements.find((one) => one.name === name)!;

/** The letters of a threat on an element, with its status. */
const lettersOf = (report: StrideReport, name: string, title: string): string =>
  element(report, name)
    .entries.filter((entry) => entry.title === title)
    .map(({ letter }) => letter)
    .join("");

test("letters apply to elements by what they are", async () => {
  const report = await strideOf(
    "@actor Guest",
    "@component App:Web",
    "@component Else:Where as external-entity",
    "@component App:Store as data-store",
    "@component App:Journal as data-store:",
    "  stores-logs: yes",
    "@connects App:Web to App:Store with rows",
  );
  const applies = Object.fromEntries(report.elements.map((one) => [one.name, one.applies.join("")]));
  expect(applies).toEqual({
    Guest: "SR",
    "App:Web": "STRIDE",
    "Else:Where": "SR",
    "App:Store": "TID",
    "App:Journal": "TRID",
    "App:Web -> App:Store": "TID",
  });
});

describe("the letters of a claimed threat", () => {
  test.each([
    ["what is written below the threat", ["@threat odd (#odd):", "  stride: [S, information disclosure]"], "SI"],
    ["letters in one word", ["@threat odd (#odd):", "  stride: RT"], "TR"],
    [
      "a reference to STRIDE",
      ['@threat odd (#odd) STRIDE:D -- "x"', "@threat odd (#odd):", "  references: [stride:D]"],
      "D",
    ],
    ["a weakness", ["@threat odd (#odd):", "  references: [CWE-89, TICKET-4]"], "TI"],
    ["an attack pattern", ["@threat odd (#odd):", "  references: [CAPEC-268]"], "R"],
  ])("come from %s", async (_, lines, letters) => {
    const report = await strideOf(...lines, "@exposes App:Web to #odd with how");
    expect(lettersOf(report, "App:Web", "odd")).toBe(letters);
    expect(report.others).toEqual([]);
  });

  test.each([
    ["login spoofing", "S"],
    ["Denial of Service", "D"],
    ["privilege escalation", "E"],
    ["SQL injection", "TI"],
    ["cross-site request forgery", "S"],
    ["server-side request forgery", "IE"],
    ["forged notes", ""],
    ["order forgery", "T"],
    ["flooding", "D"],
    ["CWE-89", "TI"],
  ])("come from the name %s", async (name, letters) => {
    expect(lettersOf(await strideOf(`@exposes App:Web to ${name} with how`), "App:Web", name)).toBe(letters);
  });

  test("what is written counts before what the name says, and what cannot be read says nothing", async () => {
    const named = ["@threat spoofing (#s):", "  stride: D"];
    expect(lettersOf(await strideOf(...named, "@exposes A:B to #s with x"), "A:B", "spoofing")).toBe("D");
    const wrong = ["@threat spoofing (#s):", "  stride: [X, 7, constructor]"];
    expect(lettersOf(await strideOf(...wrong, "@exposes A:B to #s with x"), "A:B", "spoofing")).toBe("S");
  });

  test("that nobody knows stand apart, and nothing is lost", async () => {
    const report = await strideOf("@mitigates App:Web against rubber ducks with a net");
    expect(element(report, "App:Web").entries).toEqual([]);
    expect(report.others).toMatchObject([
      { key: "app:web", name: "App:Web", title: "rubber ducks", status: "mitigated", location: { line: 1 } },
    ]);
  });
});

describe("findings", () => {
  const MODEL = ["@component Shop:Web:", "  internet-facing: yes", "  rate-limits: no"];

  test("stand at what they are about: open, possible, or as claims answer them, and then once", async () => {
    const open = await strideOf(...MODEL);
    expect(element(open, "Shop:Web").entries.filter(({ status }) => status === "open")).toMatchObject([
      { letter: "D", rule: "unthrottled-entry" },
    ]);
    const possible = await strideOf(...MODEL.slice(0, 2));
    expect(element(possible, "Shop:Web").entries.find(({ rule }) => rule === "unthrottled-entry")?.status).toBe(
      "possible",
    );
    const answered = await strideOf(...MODEL, "@mitigates Shop:Web against flooding with a gate");
    expect(element(answered, "Shop:Web").entries.filter(({ status }) => status !== "possible")).toMatchObject([
      { letter: "D", title: "flooding", status: "mitigated", rule: "unthrottled-entry" },
    ]);
  });
});

describe("boundaries", () => {
  test("list what crosses them, in both directions, with data and threats", async () => {
    const report = await strideOf(
      "@data Card (#card) as pci",
      "@connects Guest to Shop:Web with orders:",
      "  data: [#card]".replace("#card", '"#card"'),
      "  protocol: http",
      "@connects Shop:Web to Bank:Gate with charges",
      "@connects Shop:Web with Mail:Relay with letters",
      "@connects Shop:Web to Shop:Store with rows",
      "@boundary between Shop:Web and Shop:Store",
    );
    const shop = report.boundaries.find(({ key }) => key === "shop")!;
    expect(shop.crossings.map(({ from, to, direction, data }) => [from, to, direction, data])).toEqual([
      ["Guest", "Shop:Web", "in", ["Card"]],
      ["Shop:Web", "Bank:Gate", "out", []],
      ["Shop:Web", "Mail:Relay", "both", []],
    ]);
    expect(shop.crossings[0]!.entries.map(({ rule, status }) => `${rule} ${status}`)).toContain(
      "cleartext-sensitive-data open",
    );
    expect(shop.crossings[2]!.receives).toEqual(["mail:relay", "shop:web"]);
    const between = report.boundaries.find(({ name }) => name === "Shop:Web | Shop:Store")!;
    expect(between.crossings).toMatchObject([{ direction: "between", receives: ["shop:store"] }]);
  });
});

test("every claimed threat stands in the tables once for each of its letters, whatever it is called", async () => {
  const verb = fc.constantFrom(
    "@exposes App:Web to",
    "@mitigates App:Web against",
    "@exposes App:Store to",
    "@mitigates Guest against",
  );
  const name = fc.oneof(
    fc.constantFrom("spoofing", "SQL injection", "flooding", "rubber ducks", "constructor"),
    fc.stringMatching(/^[a-z]{1,8}$/),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(verb, name), { maxLength: 6 }), async (claims) => {
      const lines = claims.map(([start, threat]) => `${start} ${threat} with a way`);
      const { model } = await modelOf({ "m.threatspec": `${lines.join("\n")}\n` }, today);
      const { stride } = await analyse(model, { today, settings: defaultSettings });
      const placed = stride.elements.flatMap(({ key, entries }) => {
        const own = entries.filter(({ threat }) => threat !== null);
        const cells = own.map(({ letter, threat }) => `${letter} ${key} ${threat}`);
        expect(new Set(cells).size).toBe(cells.length);
        return own.map(({ threat }) => `${key} ${threat}`);
      });
      const apart = stride.others.map(({ key, threat }) => `${key} ${threat}`);
      const all = model.pairs.map(({ component, threat }) => `${component} ${threat}`);
      expect([...new Set([...placed, ...apart])].sort()).toEqual(all.sort());
    }),
    { numRuns: 30 },
  );
});
