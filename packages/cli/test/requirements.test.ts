import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { tempFolder, threatloom, writeFiles, type Ran } from "@threatloom/testing";
import { guide } from "./guides.js";
import { ROOT } from "./workshop.js";

const folders: (() => void)[] = [];
const folder = (files: Record<string, string> = {}): string => {
  const { path, dispose } = tempFolder(files);
  folders.push(dispose);
  return path;
};
afterEach(() => {
  for (const dispose of folders.splice(0)) dispose();
});

const MODEL = "@threat SQL injection (#sqli):\n  references: [CWE-89]\n";
const SOURCE = [
  "/** @exposes App:Db (#db) to #sqli with a query made of text */",
  "export function a() {}",
  "/** @mitigates App:Web against CSRF with a token */",
  "export function b() {}",
  "",
].join("\n");
const PROJECT = { "m.threatspec": `${MODEL}@component App:Db (#db)\n`, "a.ts": SOURCE.replace(" (#db)", "") };

const run = (cwd: string, ...args: string[]): Promise<Ran> => threatloom([...args, "--date", "2026-01-01"], { cwd });

describe("requirements", () => {
  test("of a small tree, in every format", async () => {
    const cwd = folder(PROJECT);
    const { stdout, code } = await run(cwd, "requirements");
    expect(code).toBe(0);
    expect(stdout).toContain("1 of 2 (50 %) requirements done on 2 components, 0 verified, 1 not according\n");
    expect(stdout).toContain("  not according  1.2.4  Parameterized database queries    a.ts:1\n");
    const json = await run(cwd, "requirements", "--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({ overall: { total: 2, done: 1 }, requirements: [{}, {}] });
    await run(cwd, "requirements", "--out", "r.csv");
    expect(readFileSync(join(cwd, "r.csv"), "utf8").split("\r\n")).toHaveLength(4);
    expect((await run(cwd, "requirements", "--format", "markdown")).stdout).toContain("| **All** | 1 of 2 (50 %) |");
  });

  test("of one component by path or id, and of one status", async () => {
    const cwd = folder(PROJECT);
    for (const name of ["#db", "App:Db", "app : DB"]) {
      expect((await run(cwd, "requirements", "--component", name)).stdout).toContain("0 of 1 (0 %) requirements done");
    }
    expect((await run(cwd, "requirements", "--component", "App")).stdout).toContain("1 of 2");
    const done = await run(cwd, "requirements", "--status", "done", "--format", "csv");
    expect(done.stdout.split("\r\n")).toHaveLength(3);
  });

  test.each([
    [["--component", "App:Dbb"], "Did you mean App:Db?"],
    [["--status", "finished"], "not-according"],
    [["--out", "r.xml"], "nothing is written as .xml"],
  ])("%j is wrong usage, and says what to do", async (args, said) => {
    const cwd = folder(PROJECT);
    const { code, stderr } = await run(cwd, "requirements", ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
    expect(existsSync(join(cwd, "r.xml"))).toBe(false);
  });

  test.each(["shop-ts", "wiki-go", "mixed"])(
    "of the project %s are evident: every status but to do rests on a place",
    async (name) => {
      const { stdout } = await run(
        ROOT,
        "requirements",
        join("fixtures/projects", name),
        "--format",
        "json",
        "--no-cache",
      );
      const { requirements } = JSON.parse(stdout) as {
        requirements: { status: string; evidence: { location: { file: string } }[] }[];
      };
      expect(requirements.length).toBeGreaterThan(5);
      for (const { status, evidence } of requirements) {
        expect(status === "to do" || evidence.length > 0).toBe(true);
        for (const { location } of evidence)
          expect(existsSync(join(ROOT, "fixtures/projects", name, location.file))).toBe(true);
      }
    },
  );
});

describe("the configuration", () => {
  const configured = (lines: string): string =>
    folder({ ...PROJECT, "threatloom.yaml": `requirements:\n${lines.replace(/^/gm, "  ")}\n` });

  test("says who works on it", async () => {
    const cwd = configured("'App:Web':\n  v5.0.0-2.1.1: { status: running, owner: web team }");
    expect((await run(cwd, "requirements")).stdout).toMatch(/ {2}running +2\.1\.1 .* web team\n/);
  });

  test("may say the same of two components", async () => {
    const cwd = configured("'App:Web': &both\n  2.1.1: &one { status: running }\n  2.1.3: *one\n'App:Db': *both");
    expect(
      (await run(cwd, "requirements", "--status", "running", "--format", "csv")).stdout.split("\r\n"),
    ).toHaveLength(6);
  });

  test.each([
    ["App:Db:\n  1.2.4: { status: done }", "threatloom.yaml:3:22: `done` needs evidence: a mitigation bound to code"],
    ["App:Db:\n  1.2.4: { status: Not-Applicable }", "needs the justification of an acceptance"],
    [
      "App:Db:\n  1.2.4: { status: runing }",
      'threatloom.yaml:3:22: `requirements.App:Db.1.2.4.status` takes `running`; every other status follows from the code — did you mean "running"?',
    ],
    ["App:Db:\n  1.2.4: { onwer: me }", 'did you mean "owner"?'],
    ["App:Db:\n  1.2.4: running", "threatloom.yaml:3:12: `requirements.App:Db.1.2.4` takes `status: running`"],
    ["App:Db:\n  1.2: { status: running }", "`1.2` is no number of a requirement"],
    ["App:Db: running", "threatloom.yaml:2:11: `requirements.App:Db` takes"],
    ["- App:Db", "`requirements` takes a component"],
    ["App:Db:\n  1.2.4: { status: constructor }", "takes `running`; every other status follows from the code"],
    [
      "App:Db:\n  1.2.4: { owner: me }\n  v5.0.0-1.2.4: { owner: you }",
      "threatloom.yaml:4:5: `v5.0.0-1.2.4` stands here twice",
    ],
    ["App:Db:\n  1.2.4: { owner: [a] }", "takes a text"],
  ])("%j is refused with its place", async (lines, said) => {
    const { code, stderr } = await run(configured(lines), "requirements");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  });

  test("components and numbers that are not there fail the check, with what is near", async () => {
    const cwd = configured("App:Dbb:\n  1.2.4: { status: running }\nApp:Db:\n  1.2.44: { status: running }");
    const { code, stdout } = await run(cwd, "check");
    expect(code).toBe(1);
    expect(stdout).toMatch(/threatloom\.yaml:3:5 error no annotation speaks of the component "App:Dbb"/);
    expect(stdout).toMatch(/threatloom\.yaml:5:5 error ASVS 5\.0\.0 has no requirement 1\.2\.44/);
    expect(stdout).toContain("did you mean App:Db?");
    expect((await run(cwd, "check", "m.threatspec")).code).toBe(0);
  });
});

describe("issues", () => {
  test("are one request body per line, for either tracker", async () => {
    const cwd = folder(PROJECT);
    const github = await run(cwd, "issues", "--format", "github");
    expect(github).toMatchObject({ code: 0, stderr: "1 issue\n" });
    expect(JSON.parse(github.stdout)).toMatchObject({
      title: "SQL injection on App:Db",
      labels: ["threatloom", "severity-medium"],
    });
    expect(await run(cwd, "issues", "--format", "jira", "--project", "APP", "--out", "j")).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(JSON.parse(readFileSync(join(cwd, "j"), "utf8"))).toMatchObject({
      issueUpdates: [
        { fields: { project: { key: "APP" }, issuetype: { name: "Task" }, summary: "SQL injection on App:Db" } },
      ],
    });
  });

  test("keep their keys when lines and files move", async () => {
    const key = async (cwd: string): Promise<string> =>
      /threatloom-key: (\w+)/.exec((await run(cwd, "issues", "--format", "github")).stdout)![1]!;
    const moved = folder({ "m.threatspec": PROJECT["m.threatspec"], "lib/c.ts": `\n\n${PROJECT["a.ts"]}` });
    expect(await key(moved)).toBe(await key(folder(PROJECT)));
  });

  test("there are none where nothing is open or grave enough", async () => {
    const cwd = folder(PROJECT);
    const quiet = { code: 0, stdout: "", stderr: "nothing is open: no issues\n" };
    expect(await run(cwd, "issues", "--format", "github", "--min-severity", "high")).toEqual(quiet);
  });

  test.each([
    [["--format", "jira"], "needs --project KEY"],
    [["--format", "jira", "--project", "shop!"], "not the key of a Jira project"],
    [["--format", "github", "--project", "SHOP"], "are for Jira"],
    [[], "format"],
    [["--format", "github", "--min-severity", "grave"], "critical"],
  ])("%j is wrong usage", async (args, said) => {
    const { code, stderr } = await run(folder(PROJECT), "issues", ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  });
});

describe("the guide", () => {
  test("every command in it runs on its files, and they say what it says", async () => {
    const blocks = guide("requirements.md").flatMap((section) => section.blocks);
    const cwd = folder();
    for (const { file, body } of blocks) if (file !== undefined) writeFiles(cwd, { [file]: body });
    const lines = blocks.filter(({ kind }) => kind === "sh").flatMap(({ body }) => body.trim().split("\n"));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const [command, ...args] = line.split(" ").map((word) => word.replace(/^'|'$/g, ""));
      expect(command).toBe("threatloom");
      expect({ line, ...(await run(cwd, ...args)) }).toMatchObject({ line, code: 0 });
    }
    expect(await run(cwd, "check")).toMatchObject({ code: 0 });
    const { requirements } = JSON.parse(readFileSync(join(cwd, "requirements.json"), "utf8")) as {
      requirements: Record<string, unknown>[];
    };
    expect(requirements.map(({ id, status, verified, owner }) => [id, status, verified, owner])).toEqual([
      ["v5.0.0-1.2.4", "done", true, "data team"],
      ["v5.0.0-2.4.1", "not applicable", false, null],
      ["v5.0.0-3.5.1", "not according", false, "web team"],
      ["v5.0.0-3.5.3", "not according", false, null],
    ]);
  });
});
