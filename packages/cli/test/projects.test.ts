import { describe, expect, test } from "@jest/globals";
import { statuses } from "@threatloom/model";
import { golden, threatloom } from "@threatloom/testing";
import { readdirSync } from "node:fs";
import { join } from "node:path";

interface Document {
  pairs: { status: string }[];
  claims: { kind: string }[];
  diagnostics: unknown[];
  components: { roleInferred: boolean }[];
  facts: { value: unknown }[];
}

const PROJECTS = join(import.meta.dirname, "../../../fixtures/projects");
const names = readdirSync(PROJECTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.endsWith(".expected"))
  .map((entry) => entry.name)
  .sort();

const OUTPUTS: readonly (readonly [string, readonly string[]])[] = [
  ["model.json", ["scan", "--format", "json"]],
  ["report.md", ["scan", "--format", "markdown"]],
  ["dfd.dot", ["dfd", "--format", "dot"]],
  ["dfd.mmd", ["dfd", "--format", "mermaid"]],
  ["coverage.txt", ["coverage"]],
  ["coverage.md", ["coverage", "--format", "markdown"]],
  ["coverage.json", ["coverage", "--format", "json"]],
  ["summary.txt", ["scan"]],
  ["check.txt", ["check", "--fail-on", "never"]],
];

test("the five projects are there", () => {
  expect(names).toEqual(["microservices", "mixed", "shop-ts", "three-tier", "wiki-go"]);
});

test("the two that are model files alone say all there is to say: every kind of claim, and each status", async () => {
  const documents = await Promise.all(
    ["microservices", "three-tier"].map(async (name) => {
      const args = ["scan", "--format", "json", join(PROJECTS, name), "--date", "2026-01-01", "--no-cache"];
      return JSON.parse((await threatloom(args)).stdout) as Document;
    }),
  );
  const of = (list: (document: Document) => string[]): string[] => [...new Set(documents.flatMap(list))].sort();
  expect(of(({ pairs }) => pairs.map(({ status }) => status))).toEqual([...statuses].sort());
  expect(of(({ claims }) => claims.map(({ kind }) => kind))).toHaveLength(12);
  for (const { diagnostics, components, facts } of documents) {
    expect(diagnostics).toEqual([]);
    expect(components.filter(({ roleInferred }) => roleInferred)).toEqual([]);
    const values = new Set(facts.map(({ value }) => value));
    for (const value of ["yes", "no", "unknown"]) expect(values).toContain(value);
  }
});

describe.each(names)("the project %s", (name) => {
  test.each(OUTPUTS)("%s is as expected", async (file, args) => {
    const root = join(PROJECTS, name);
    const { code, stdout, stderr } = await threatloom([...args, root, "--date", "2026-01-01", "--no-cache"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    golden(join(PROJECTS, `${name}.expected`, file), stdout);
  });

  test("a second run from the cache, with any number of threads, prints the same bytes", async () => {
    const args = ["scan", "--format", "json", join(PROJECTS, name), "--date", "2026-01-01"];
    const fresh = await threatloom([...args, "--no-cache"]);
    for (const more of [[], [], ["--threads", "1"], ["--threads", "3", "--no-cache"]]) {
      expect((await threatloom([...args, ...more])).stdout).toBe(fresh.stdout);
    }
  });
});
