import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import type { ExternalFinding } from "@threatloom/model";
import { tempFolder, threatloom } from "@threatloom/testing";

const CODE = `package shop

// @exposes Shop:Db to SQL injection with text from outside [CWE-89]
func Find(text string) {
	query(text)
}

func Other() {
	other()
}
`;

const result = (line: number, ruleId: string): object => ({
  ruleId,
  message: { text: `<b>${ruleId}</b> | here` },
  properties: { tags: ["CWE-89"] },
  locations: [{ physicalLocation: { artifactLocation: { uri: "shop.go" }, region: { startLine: line } } }],
});
const sarif = (...results: object[]): string =>
  JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "lint" } }, results }] });

let folder: ReturnType<typeof tempFolder> | null = null;

function project(files: Record<string, string>): string {
  folder = tempFolder({ "threatloom.yaml": "project:\n  name: shop\n", "shop.go": CODE, ...files });
  return folder.path;
}

afterEach(() => {
  folder?.dispose();
  folder = null;
});

const externalOf = (text: string): ExternalFinding[] => (JSON.parse(text) as { external: ExternalFinding[] }).external;

test("a report shows which exposures another tool confirms", async () => {
  const cwd = project({ "a.sarif": sarif(result(5, "sqli")), "b.sarif": sarif(result(9, "loose")) });
  const { code } = await threatloom(["report", "--findings", "a.sarif", "--findings", "b.sarif"], { cwd });
  expect(code).toBe(0);
  const text = readFileSync(join(cwd, "threatloom-report/report.md"), "utf8");
  const part = text.slice(text.indexOf("## Findings of other tools"), text.indexOf("## Coverage"));
  expect(part).toContain("2 findings of lint: 1 confirming an exposure, 0 at components");
  expect(part).toContain(
    "| medium | Shop:Db | SQL injection | 🔴 exposed | &lt;b&gt;sqli&lt;/b&gt; &#124; here; CWE-89 (SQL Injection) |",
  );
  expect(part).toContain("`Find` in `shop.go:5` |");
  expect(part).toContain("### At no component");
  const { external } = JSON.parse(readFileSync(join(cwd, "threatloom-report/model.json"), "utf8")) as {
    external: ExternalFinding[];
  };
  expect(external.map(({ confirms }) => confirms.length)).toEqual([1, 0]);
});

test("functions are known without counting coverage, and our own results lead back to our own claims", async () => {
  const cwd = project({ "a.sarif": sarif(result(5, "sqli")) });
  await threatloom(["check", "--fail-on", "all", "--format", "sarif", "--out", "own.sarif"], { cwd });
  const args = ["scan", "--format", "json", "--no-coverage", "--findings", "a.sarif", "--findings", "own.sarif"];
  const external = externalOf((await threatloom(args, { cwd })).stdout);
  const component = external.map(({ tool, symbol, components, cwe, confirms }) =>
    [tool, symbol, components.join(), cwe.join(), confirms.length].join(" "),
  );
  expect(component).toEqual(["Threatloom Find shop:db 89 0", "lint Find shop:db 89 1"]);
});

test("a file that is no SARIF is named with its place, exit 2, and nothing is written", async () => {
  const cwd = project({ "bad.sarif": '{"version": "2.1.0",\n "runs": [' });
  for (const [args, said] of [
    [["report", "--findings", "bad.sarif"], /^bad\.sarif:2:\d+: this is no JSON/],
    [["report", "--findings", "none.sarif"], /^none\.sarif:1:1: .*does not exist/],
    [["report", "--findings", "."], /^\.:1:1: .*folder/],
    [["scan", "--format", "dot", "--findings", "bad.sarif"], /nothing of it is shown as dot/],
  ] as const) {
    const { code, stderr } = await threatloom(args, { cwd });
    expect({ args, code, stderr }).toEqual({ args, code: 2, stderr: expect.stringMatching(said) });
  }
  expect(existsSync(join(cwd, "threatloom-report"))).toBe(false);
});
