import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import type { ObservedFlows, Report } from "@threatloom/model";
import { flowFormats, flowsSchema, renderFlows } from "@threatloom/reporters";
import { golden } from "@threatloom/testing";
import { drawingOf } from "../src/dfd/graph.js";
import { emptyReport, sampleReport } from "./sample-report.js";

const schemaFile = new URL("../../../docs/schema/threatloom-flows.schema.json", import.meta.url).pathname;

/** The sample with calls: one for its first flow, one that nobody declared, and a way around a mitigation. */
function observedReport(name = "save", file = "src/store.ts"): Report {
  const report = sampleReport();
  const [first] = report.model.flows;
  const [a, b] = report.model.components;
  const evidence = {
    steps: [
      { name, file, line: 3, callLine: 4 },
      { name: "write", file: "src/disk.ts", line: 9, callLine: null },
    ],
    confidence: "medium" as const,
    reason: `implements ${name}`,
  };
  const observed: ObservedFlows = {
    flows: [
      { id: "1", from: first!.from, to: first!.to, calls: 2, evidence, crosses: [], declared: [first!.id] },
      { id: "2", from: b!.key, to: a!.key, calls: 1, evidence, crosses: ["internet_edge"], declared: [] },
    ],
    unseen: report.model.flows.slice(1, 2).map(({ id }) => id),
    bypasses: [
      {
        component: a!.key,
        threat: report.model.threats[0]!.key,
        control: null,
        guard: evidence.steps[0]!,
        from: b!.key,
        evidence,
        exposed: true,
      },
    ],
    functions: { found: 9, owned: 4 },
    owners: [{ component: a!.key, functions: 4 }],
  };
  return { ...report, observed };
}

test("the published schema is the one in the code, and every document is valid", async () => {
  const schema = await flowsSchema();
  golden(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  for (const report of [observedReport(), sampleReport(), emptyReport()]) {
    validate(JSON.parse(await renderFlows(report, "json")));
    expect(validate.errors).toBeNull();
  }
  expect(validate({ ...JSON.parse(await renderFlows(emptyReport(), "json")), observed: [{}] })).toBe(false);
});

test("whatever functions and files are called, they stay names", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), async (name, file) => {
      for (const suggest of [false, true]) {
        for (const format of flowFormats) {
          const text = await renderFlows(observedReport(name, file), format, { suggest });
          expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029]/u);
          if (format === "text") expect(text).not.toMatch(/^\s*::/m);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("colours are there only where they are asked for", async () => {
  const plain = await renderFlows(observedReport(), "text");
  const colored = await renderFlows(observedReport(), "text", { color: true });
  expect(plain).not.toContain("\u001b");
  expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(plain);
});

test("a diagram draws declared flows, observed ones, or both, merged where they agree", () => {
  const seen = (flows?: "both" | "declared" | "observed"): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const edge of drawingOf(observedReport(), flows === undefined ? {} : { flows }).edges)
      counts[edge.seen] = (counts[edge.seen] ?? 0) + 1;
    return counts;
  };
  const declared = drawingOf(sampleReport()).edges.length;
  expect(seen()).toEqual({ declared });
  expect(seen("observed")).toEqual({ observed: 2 });
  expect(seen("both")).toEqual({ declared: declared - 1, both: 1, observed: 1 });
});
