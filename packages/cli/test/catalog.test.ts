import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { tempFolder, threatloom } from "@threatloom/testing";

const WEAKNESSES = `<?xml version="1.0"?>
<Weakness_Catalog Name="CWE" Version="9.9"><Weaknesses>
<Weakness ID="89" Name="Queries made of input" Status="Stable"><Description>Text</Description></Weakness>
</Weaknesses></Weakness_Catalog>`;

let folder: ReturnType<typeof tempFolder> | null = null;

function project(files: Record<string, string>): string {
  folder?.dispose();
  folder = tempFolder({ "threatloom.yaml": "project:\n  name: x\n", ...files });
  return folder.path;
}

afterEach(() => {
  folder?.dispose();
  folder = null;
});

test("what was imported is found, shown and listed", async () => {
  const cwd = project({ "cwe.xml": WEAKNESSES });
  const imported = await threatloom(["catalog", "import", "cwe.xml"], { cwd });
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(readFileSync(join(cwd, ".threatloom/catalog/cwe.json"), "utf8")).toContain('"version":"9.9"');
  const shown = await threatloom(["catalog", "show", "cwe:89", "--format", "json"], { cwd });
  expect(JSON.parse(shown.stdout)).toMatchObject({ id: "CWE-89", name: "Queries made of input", text: "Text" });
  const found = await threatloom(["catalog", "search", "queries", "input", "--format", "json"], { cwd });
  const { results } = JSON.parse(found.stdout) as { results: { id: string }[] };
  expect(results[0]!.id).toBe("CWE-89");
  expect((await threatloom(["catalog", "list"], { cwd })).stdout).toContain("cwe  9.9, xml: 1 entries (complete)");
});

test("a broken file is named with its place, exit 2, and changes nothing", async () => {
  const cwd = project({ "cwe.xml": WEAKNESSES, "bad.xml": WEAKNESSES.replace('"89"', '"x"') });
  const first = await threatloom(["catalog", "import", "bad.xml"], { cwd });
  expect(first.code).toBe(2);
  expect(first.stderr).toMatch(/^bad\.xml:3:\d+: /);
  expect(existsSync(join(cwd, ".threatloom/catalog"))).toBe(false);
  await threatloom(["catalog", "import", "cwe.xml"], { cwd });
  const before = readFileSync(join(cwd, ".threatloom/catalog/cwe.json"), "utf8");
  expect((await threatloom(["catalog", "import", "bad.xml"], { cwd })).code).toBe(2);
  expect(readFileSync(join(cwd, ".threatloom/catalog/cwe.json"), "utf8")).toBe(before);
});

test("wrong usage says what to do", async () => {
  const cwd = project({ ".threatloom/catalog/cwe.json": "{\n" });
  for (const [args, said] of [
    [["serach", "x"], "Did you mean search?"],
    [["show", "nonsense"], "no id of a catalogue"],
    [["import", "missing.json"], "no such file"],
    [["import", "."], "a folder, not a file"],
    [["list"], ".threatloom/catalog/cwe.json:"],
  ] as const) {
    const { code, stderr } = await threatloom(["catalog", ...args], { cwd });
    expect({ args, code, stderr }).toEqual({ args, code: 2, stderr: expect.stringContaining(said) });
  }
});

test("a reference is a warning only where the catalogue was imported", async () => {
  const go = "package p\n\n// @exposes App:Web to SQL injection with no escaping (CWE-8989)\nfunc f() {}\n";
  const cwd = project({ "p.go": go, "cwe.xml": WEAKNESSES });
  expect((await threatloom(["check", "--format", "json"], { cwd })).stdout).not.toContain("unknown-reference");
  await threatloom(["catalog", "import", "cwe.xml"], { cwd });
  const { code, stdout } = await threatloom(["check", "--format", "json"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("unknown-reference");
});

test("references are shown with their names: in show, in the report and in the document", async () => {
  const cwd = project({ "m.threatspec": "@exposes App:Db to injection with text (cwe:CWE-89)\n" });
  const shown = await threatloom(["show", "App:Db"], { cwd });
  expect(shown.stdout).toContain("exposure (open): text; cwe:CWE-89 (SQL Injection)  [m.threatspec:1]");
  const report = await threatloom(["scan", "--format", "markdown"], { cwd });
  expect(report.stdout).toContain("cwe:CWE-89 (SQL Injection)");
  const own = project({ "m.threatspec": "@exposes App:Db to injection with text (CWE-89)\n", "cwe.xml": WEAKNESSES });
  await threatloom(["catalog", "import", "cwe.xml"], { cwd: own });
  const { references } = JSON.parse((await threatloom(["scan", "--format", "json"], { cwd: own })).stdout) as {
    references: Record<string, string>;
  };
  expect(references["CWE-89"]).toBe("Queries made of input");
});
