import { afterEach, describe, expect, test } from "@jest/globals";
import { tempFolder, threatloom, type Ran } from "@threatloom/testing";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const MODEL = `@actor Customer
@component Shop:Web (#web) as process:
  internet-facing: yes
  rate-limits: no
@component Shop:Store as data-store
@connects Customer to #web with orders
@connects #web to Shop:Store with rows
@connects Ops:Cron to Shop:Store with cleaning
@exposes #web to SQL injection with a query built by hand:
  likelihood: 5
  impact: 5
@exposes #web to scraping with no limit:
  severity: low
`;

let folder: ReturnType<typeof tempFolder> | null = null;

async function run(args: readonly string[], files: Record<string, string> = {}): Promise<Ran> {
  folder?.dispose();
  folder = tempFolder({ "m.threatspec": MODEL, "threatloom.yaml": "project: { name: shop }\n", ...files });
  return threatloom([...args], { cwd: folder.path });
}

afterEach(() => {
  folder?.dispose();
  folder = null;
});

describe("stride", () => {
  test("prints the matrix and a table per boundary", async () => {
    const { code, stdout, stderr } = await run(["stride"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^STRIDE of shop: 2 exposed/);
    expect(stdout).toMatch(/^Shop:Web +process +\S+ +✗ /m);
    expect(stdout).toContain("Shop: 2 flows across this boundary");
  });

  test("writes the format that the ending stands for", async () => {
    const { code, stderr } = await run(["stride", "--out", "stride.csv"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "wrote stride.csv\n" });
    expect(readFileSync(join(folder!.path, "stride.csv"), "utf8")).toMatch(
      /^"element","type","key","letter","threat",.*\r\n/,
    );
    expect((await run(["stride", "--out", "stride.sarif"])).code).toBe(2);
  });

  test("a boundary is found by its name, and --open leaves what waits for somebody", async () => {
    const { stdout } = await run(["stride", "--format", "json", "--boundary", "ops", "--open"]);
    const { boundaries, elements } = JSON.parse(stdout) as {
      boundaries: { key: string }[];
      elements: { name: string }[];
    };
    expect(boundaries.map(({ key }) => key)).toEqual(["ops"]);
    expect(elements.map(({ name }) => name)).not.toContain("Shop:Web");
  });
});

describe("sequence", () => {
  test("draws flows in the order in which they are declared", async () => {
    const { code, stdout } = await run(["sequence"]);
    expect(code).toBe(0);
    const arrows = stdout.split("\n").filter((line) => line.includes("->>"));
    expect(arrows.map((line) => line.replace(/^.*: ([a-z]+).*$/, "$1"))).toEqual(["orders", "rows", "cleaning"]);
  });

  test("an actor is found by its name, a component by its id", async () => {
    const { stdout } = await run(["sequence", "--actor", "Customer"]);
    expect(stdout).toContain("actor p1 as Customer");
    expect(stdout).not.toContain("cleaning");
    expect((await run(["sequence", "--actor", "#web"])).stdout).not.toContain("orders");
  });
});

test.each([["stride"], ["sequence"], ["requirements"], ["issues", "--format", "github"], ["visibility"]])(
  "%s says that annotations are broken",
  async (...args) => {
    const broken = "@connects Customer to Shop:Mail with letters:\n  data: [#letter]\n";
    const { code, stderr } = await run(args, { "n.threatspec": broken });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("1 problem with annotations: run") });
  },
);

test.each([
  [["stride", "--boundary", "Shpo"], "Did you mean Shop?"],
  [["stride", "--boundary", "\u001b[31mnowhere"], "There are Ops, Shop."],
  [["sequence", "--boundary", "Shpo"], "Did you mean Shop?"],
  [["sequence", "--actor", "Custmer"], "Did you mean Customer?"],
  [["sequence", "--actor", "Customer", "--boundary", "Shop"], "mutually exclusive"],
])("%j is wrong usage that says what to do", async (args, said) => {
  const { code, stderr, stdout } = await run(args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(said) });
  expect(stderr).not.toContain("\u001b");
});

describe("risk", () => {
  test("is explained with the matrix of the project", async () => {
    expect((await run(["explain", "risk"])).stdout).toContain(
      "  likelihood 5  low       medium    high      critical  critical",
    );
    const config = { "threatloom.yaml": "risk: { matrix: { critical: 25 } }\n" };
    expect((await run(["explain", "risk"], config)).stdout).toContain(
      "  likelihood 5  low       low       low       low       critical",
    );
    expect((await run(["explain", "rsik"])).stderr).toContain("Did you mean risk?");
    const broken = await run(["explain", "risk"], { "threatloom.yaml": "risk: { matrix: [] }\n" });
    expect(broken).toMatchObject({ code: 2, stderr: expect.stringContaining("threatloom.yaml:1:17: ") });
  });

  test("orders the report and the JSON document", async () => {
    const { stdout } = await run(["scan", "--format", "json"]);
    const { ranking } = JSON.parse(stdout) as { ranking: { title: string; risk: { level: string } }[] };
    expect(ranking[0]).toMatchObject({ title: "SQL injection on Shop:Web", risk: { level: "critical" } });
    const report = (await run(["scan", "--format", "markdown"])).stdout;
    expect(report).toContain(
      "| 1 | critical | SQL injection on Shop:Web | 🔴 exposed | likelihood 5 × impact 5, as written |",
    );
    const [, findings = ""] = report.split("## Findings");
    expect(findings.split("##")[0]).not.toContain("cleartext-flow");
    expect(report).toMatch(/## Open questions[^#]*\*\*encrypted\*\* — 2 flows: .*`cleartext-flow`/);
  });
});
