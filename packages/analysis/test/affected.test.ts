import { describe, expect, test } from "@jest/globals";
import { affectedPart, diagnosticsDiff, diffModels, namesIn } from "@threatloom/analysis";
import type { AffectedPart, Diagnostic, NameTable } from "@threatloom/model";
import { stateOf } from "./states.js";

async function partOf(before: string, after: string): Promise<{ part: AffectedPart; names: NameTable }> {
  const one = await stateOf({ "m.threatspec": before });
  const other = await stateOf({ "m.threatspec": after });
  const diff = diffModels(one, other);
  const part = affectedPart(one.model, other.model, diff);
  return { part, names: namesIn(one.model, other.model, diff, part) };
}

const FLOWS = `@connects A:Web to A:Db with queries
@connects A:Web to A:Log with lines
@connects A:Log to A:Disk with files
`;

describe("the affected part", () => {
  test("is empty where nothing changed", async () => {
    expect((await partOf(FLOWS, FLOWS)).part).toEqual({ components: [], flows: [] });
  });

  test("holds what changed and its neighbours, not theirs", async () => {
    const { part, names } = await partOf(FLOWS, `${FLOWS}@mitigates A:Web against XSS with escaping\n`);
    expect(part.components.map(({ key, change, before, after }) => [key, change, before, after])).toEqual([
      ["a:db", "same", null, null],
      ["a:log", "same", null, null],
      ["a:web", "changed", null, "mitigated"],
    ]);
    expect(part.flows.map(({ from, to, change }) => [from, to, change])).toEqual([
      ["a:web", "a:db", "same"],
      ["a:web", "a:log", "same"],
    ]);
    expect(names).toEqual({
      components: { "a:db": "A:Db", "a:log": "A:Log", "a:web": "A:Web" },
      threats: { xss: "XSS" },
      controls: { escaping: "escaping" },
      data: {},
      boundaries: { a: "A" },
    });
  });

  test("shows what is gone, and flows that came or went with their ends", async () => {
    const { part, names } = await partOf(FLOWS, FLOWS.replace(/.*Disk.*\n/, "@connects A:Db to Shop:Till with sums\n"));
    expect(part.components.map(({ key, change }) => [key, change])).toEqual(
      [
        ["a:db", "same"],
        ["a:disk", "removed"],
        ["a:log", "same"],
        ["a:web", "same"],
        ["shop:till", "added"],
      ].filter(([key]) => key !== "a:web"),
    );
    expect(part.flows.map(({ from, to, change }) => [from, to, change])).toEqual([
      ["a:db", "shop:till", "added"],
      ["a:log", "a:disk", "removed"],
    ]);
    expect(names.components["a:disk"]).toBe("A:Disk");
  });

  test("a border that is drawn anew changes the flows that cross it", async () => {
    const { part } = await partOf(FLOWS, `${FLOWS}@boundary Vault contains A:Disk\n`);
    expect(part.flows).toMatchObject([{ from: "a:log", to: "a:disk", change: "changed", crosses: ["vault"] }]);
  });

  test("a flow that is written twice and once less is still there", async () => {
    const { part } = await partOf(FLOWS + FLOWS, FLOWS);
    expect(part.flows.map(({ change }) => change)).toEqual([]);
  });
});

describe("diagnostics on two sides", () => {
  const at = (file: string, line: number, message: string): Diagnostic => {
    return { code: "unknown-verb", severity: "error", message, file, line, column: 1, endLine: line, endColumn: 2 };
  };

  test("are told apart by code and message, one by one; lines never matter and files hardly", () => {
    const before = [at("a.ts", 1, "x"), at("a.ts", 5, "x"), at("b.ts", 1, "y")];
    const after = [at("a.ts", 9, "x"), at("c.ts", 1, "y"), at("c.ts", 2, "z"), at("d.ts", 1, "x"), at("e.ts", 1, "x")];
    const { added, removed } = diagnosticsDiff(before, after);
    expect(added.map(({ file, message }) => [file, message])).toEqual([
      ["c.ts", "z"],
      ["e.ts", "x"],
    ]);
    expect(removed).toEqual([]);
    expect(diagnosticsDiff(after, before)).toEqual({ added: removed, removed: added });
  });

  test("a place inside a message does not matter", () => {
    const twice = (place: string): Diagnostic => {
      return { ...at("a.ts", 1, `threat "x" is already defined at ${place}`), code: "duplicate-definition" };
    };
    expect(diagnosticsDiff([twice("b.ts:3")], [twice("c d at e.ts:7")])).toEqual({ added: [], removed: [] });
  });
});
