import { describe, expect, test } from "@jest/globals";
import { ruleIds } from "@threatloom/analysis";
import { languageIds } from "@threatloom/languages";
import { checkFormats, reporterIds } from "@threatloom/reporters";
import { tempFolder } from "@threatloom/testing";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

const registries: [string, readonly string[], string][] = [
  ["languages", languageIds, "fixtures/languages"],
  ["reporters", [...new Set([...reporterIds, ...checkFormats])].sort(), "fixtures/reporters"],
  ["rules", ruleIds, "fixtures/rules"],
];
/** What has formats of its own, which share a folder. */
const shared = ["drift", "history", "issues", "requirements", "review", "sequence", "stride", "visibility"].map(
  (name) => `fixtures/reporters/${name}`,
);

describe.each(registries)("the registry of %s", (_, ids, folder) => {
  test("is alphabetical", () => {
    expect([...ids]).toEqual([...ids].sort());
  });

  test("has fixtures for every entry, and no fixtures without an entry", () => {
    const folders = readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const own = folders.map((entry) => entry.name).filter((name) => !shared.includes(`${folder}/${name}`));
    expect(own.sort()).toEqual([...ids].sort());
    for (const id of ids) expect([id, readdirSync(join(ROOT, folder, id)).length > 0]).toEqual([id, true]);
  });
});

test("every dialect has conformance cases", () => {
  const dialects = readdirSync(join(ROOT, "grammar/src/dialects")).filter((file) => file !== "registry.ts");
  const cases = readdirSync(join(ROOT, "grammar/conformance"));
  for (const file of dialects) expect(cases).toContain(file.replace(/\.ts$/, ""));
});

describe("npm run new", () => {
  const registry: Record<string, string> = {
    rule: "packages/analysis/src/rules/registry.ts",
    reporter: "packages/reporters/src/registry.ts",
    language: "packages/languages/src/registry.ts",
    dialect: "grammar/src/dialects/registry.ts",
    template: "packages/engine/src/templates/registry.ts",
  };

  test.each(Object.keys(registry))("a new %s has a file, a registry line and a fixture folder", (kind) => {
    const { path, dispose } = tempFolder();
    try {
      for (const part of ["packages", "grammar", "scripts", "fixtures/rules", "tsconfig.base.json", "tsconfig.json"]) {
        cpSync(join(ROOT, part), join(path, part), {
          recursive: true,
          filter: (file) => !/node_modules|[/]dist$/.test(file),
        });
      }
      execFileSync(process.execPath, [join(path, "scripts/new.mjs"), kind, "made-up"], { stdio: "pipe" });
      expect(readFileSync(join(path, registry[kind]!), "utf8")).toContain("made-up");
      const fixture = kind === "dialect" ? "grammar/conformance" : `fixtures/${kind}s`;
      expect(existsSync(join(path, fixture, "made-up"))).toBe(true);
      const again = spawnSync(process.execPath, [join(path, "scripts/new.mjs"), kind, "made-up"], { encoding: "utf8" });
      expect({ status: again.status, said: again.stderr.includes("exists already") }).toEqual({
        status: 2,
        said: true,
      });
    } finally {
      dispose();
    }
  });

  test.each([["thing", "x"], ["rule", "Bad Id"], ["rule", "../x"], []])("refuses %s %s", (...args) => {
    expect(spawnSync(process.execPath, [join(ROOT, "scripts/new.mjs"), ...args]).status).toBe(2);
  });
});
