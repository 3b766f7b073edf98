import { afterAll, describe, expect, test } from "@jest/globals";
import { builtInRules } from "@threatloom/analysis";
import { threatloom, updating } from "@threatloom/testing";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  carriedOver,
  difference,
  listOf,
  listText,
  precision,
  readList,
  toDo,
  type AnalysedProject,
  type Entry,
  type ReviewedList,
} from "./reviewed.js";

// Precision matters more than count: every finding about the fixture projects was looked at by somebody.

const PROJECTS = join(import.meta.dirname, "../../../fixtures/projects");
const NAMES = ["microservices", "mixed", "shop-ts", "three-tier", "wiki-go"];
const NONE = { missing: [], gone: [], counts: [] };

const fileOf = (name: string): string => join(PROJECTS, `${name}.reviewed.yaml`);

const listed = (name: string): ReviewedList =>
  readList(existsSync(fileOf(name)) ? readFileSync(fileOf(name), "utf8") : "");

async function today(name: string): Promise<ReviewedList> {
  const args = ["scan", "--format", "json", join(PROJECTS, name), "--date", "2026-01-01", "--no-cache"];
  const { code, stdout, stderr } = await threatloom(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return listOf(JSON.parse(stdout) as AnalysedProject);
}

describe.each(NAMES)("what the analysis says of %s", (name) => {
  test("is what the list says", async () => {
    const now = await today(name);
    if (updating) writeFileSync(fileOf(name), listText(carriedOver(listed(name), now)));
    expect(difference(listed(name), now)).toEqual(NONE);
  });

  // A run that adds to the list cannot be one in which everything was looked at.
  (updating ? test.skip : test)("was looked at", () => {
    expect(toDo(listed(name))).toEqual([]);
  });
});

afterAll(async () => {
  const rules = await builtInRules();
  // That an exposure is open follows from what people wrote; it says nothing about how well rules guess.
  const claims = new Set(rules.filter(({ meta }) => meta.group === "claim").map(({ id }) => id));
  const said = (names: readonly string[]): string => {
    const lists = names.map(listed);
    const asked = lists.flatMap(({ unknown }) => Object.values(unknown)).reduce((sum, count) => sum + count, 0);
    const found = precision(lists, (rule) => !claims.has(rule));
    return `${found}; with what claims say ${precision(lists)}; ${asked} rest on what nobody said`;
  };
  const lines = NAMES.map((name) => `  ${name}: ${said([name])}\n`);
  process.stdout.write(`precision: ${said(NAMES)}\n${lines.join("")}`);
});

describe("the list", () => {
  const entry = (says: string, more: Partial<Entry> = {}): Entry => {
    return { rule: "a-rule", about: "App:Web", says, verdict: true, ...more };
  };
  const list = (findings: Entry[], unknown: Record<string, number> = {}): ReviewedList => ({ findings, unknown });

  test("says what is new, what is gone, and which questions are more or fewer", () => {
    const [before, after] = [list([entry("x"), entry("y")], { r: 2, s: 1 }), list([entry("y"), entry("z")], { r: 3 })];
    expect(difference(before, after)).toEqual({
      missing: ["a-rule, App:Web: z"],
      gone: ["a-rule, App:Web: x"],
      counts: ["r: 2 in the list, 3 today", "s: 1 in the list, 0 today"],
    });
    expect(difference(before, before)).toEqual(NONE);
  });

  test("tells apart what is answered otherwise, and counts what is said twice", () => {
    expect(difference(list([entry("x")]), list([entry("x", { answered: "accepted" })]))).toMatchObject({
      missing: ["a-rule, App:Web: x (accepted)"],
      gone: ["a-rule, App:Web: x"],
    });
    expect(difference(list([entry("x")]), list([entry("x"), entry("x")])).missing).toHaveLength(1);
    expect(difference(list([entry("x"), entry("x")]), list([entry("x")])).gone).toHaveLength(1);
  });

  test("keeps verdicts and remarks when it is written anew; what is new is unreviewed", () => {
    const kept = entry("x", { verdict: "false-positive", remark: "a: tunnel" });
    const now = list([entry("x", { verdict: "unreviewed" }), entry("y", { verdict: "unreviewed" })], { r: 1 });
    const written = readList(listText(carriedOver(list([kept, entry("old")], { r: 9 }), now)));
    expect(written).toEqual(list([kept, entry("y", { verdict: "unreviewed" })], { r: 1 }));
    expect(toDo(written)).toEqual(["unreviewed: a-rule, App:Web: y"]);
  });

  test("wants a remark with every false positive, and a verdict that there is", () => {
    const odd = entry("z", { verdict: "maybe" as never });
    expect(toDo(list([entry("x"), entry("y", { verdict: "false-positive", remark: " " }), odd]))).toEqual([
      "without a remark: a-rule, App:Web: y",
      "no verdict that there is: a-rule, App:Web: z",
    ]);
  });

  test("knows its precision, of what was looked at", () => {
    const wrong = entry("y", { verdict: "false-positive", remark: "r" });
    expect(precision([list([entry("x"), wrong]), list([entry("z", { verdict: "unreviewed" })])])).toBe(
      "1 of 2 right (50.0 %)",
    );
    expect(precision([list([])])).toBe("0 of 0 right (–)");
    expect(precision([list([entry("x")])], (rule) => rule !== "a-rule")).toBe("0 of 0 right (–)");
  });
});
