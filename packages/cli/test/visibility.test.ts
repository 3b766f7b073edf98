import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { golden, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { guide } from "./guides.js";
import { ROOT } from "./workshop.js";

const CASES = join(ROOT, "fixtures/visibility");
const names = readdirSync(CASES).filter((name) => !name.endsWith(".expected"));
const endings = { json: "json", markdown: "md", text: "txt" };

const made: { dispose: () => void }[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.dispose();
});

function folder(files: Record<string, string>): string {
  const root = tempFolder({ "threatloom.yaml": "project:\n  name: shop\n", ...files });
  made.push(root);
  return root.path;
}

/** The files at the top of a folder, besides our own cache. */
const written = (root: string): string[] =>
  readdirSync(root)
    .filter((name) => name !== ".threatloom")
    .sort();

const SCENARIO = "name: A scenario\nsurfaces: [{ name: Web, events: [{ name: In, observations: Log }] }]\n";
const LOGS = "log-sources: { name: Log, confidence: 3 }\n";

describe.each(names)("the case %s", (name) => {
  test.each(Object.entries(endings))("%s is as expected", async (format, ending) => {
    const args = ["visibility", join(CASES, name), "--format", format, "--no-cache", "--date", "2026-01-01"];
    const { code, stdout, stderr } = await threatloom(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    golden(join(CASES, `${name}.expected`, `visibility.${ending}`), stdout);
  });
});

test("a second run, from the cache, prints the same bytes", async () => {
  const args = ["visibility", join(CASES, "claims"), "--format", "json"];
  const { stdout } = await threatloom([...args, "--no-cache"]);
  expect((await threatloom(args)).stdout).toBe(stdout);
  expect((await threatloom(args)).stdout).toBe(stdout);
});

describe("what is asked for", () => {
  const two = {
    "a.tds.yaml": SCENARIO,
    "b/c.tds.yaml": SCENARIO.replace("A scenario", "Another one"),
    "log-sources.yaml": LOGS,
  };
  const scenariosOf = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await threatloom(["visibility", "--format", "json", ...args], { cwd: folder(two) });
    return (JSON.parse(stdout) as { scenarios: { name: string }[] }).scenarios.map(({ name }) => name);
  };

  test("is everything, one scenario, or some files", async () => {
    expect(await scenariosOf()).toEqual(["A scenario", "Another one"]);
    expect(await scenariosOf("--scenario", "another-one")).toEqual(["Another one"]);
    expect(await scenariosOf("a.tds.yaml")).toEqual(["A scenario"]);
    expect(await scenariosOf("--root", ".", "b")).toEqual(["Another one"]);
  });

  test("and is not there is said, with the nearest that is", async () => {
    const cwd = folder(two);
    const wrong = await threatloom(["visibility", "--scenario", "A scenaro"], { cwd });
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("no scenario has this name\nDid you mean A scenario?");
    expect(await threatloom(["visibility", "gone.tds.yaml"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  });

  test("where there is nothing, that is said, and how to start", async () => {
    const { code, stdout } = await threatloom(["visibility"], { cwd: folder({}) });
    expect(code).toBe(0);
    expect(stdout).toContain("no scenarios");
    expect(stdout).toContain("NAME.tds.yaml");
  });
});

describe("a broken definition file", () => {
  const deep = `${"[".repeat(5000)}\n`;
  const bomb = `${SCENARIO}metadata:\n  a: &a [x, x, x]\n${Array.from("bcdefghij", (c, i) => `  ${c}: &${c} [${Array.from({ length: 9 }, () => `*${"abcdefghij"[i]!}`).join(", ")}]\n`).join("")}`;

  test.each([
    [
      "a.tds.yaml",
      "name: x\nsurfaces:\n  - name: a\n    evnts: [b]\n",
      /^a\.tds\.yaml:4:5: there is no key `evnts` in `surfaces`; known are .* — did you mean "events"\?$/m,
    ],
    ["a.tds.yaml", "name: [\n", /^a\.tds\.yaml:\d+:\d+: /m],
    ["log-sources.yaml", "log-sources: [{ name: x, confidence: 9 }]\n", /^log-sources\.yaml:1:38: .* from 0 to 5$/m],
    ["deep.tds.yaml", deep, /^deep\.tds\.yaml:1:1: the file is nested deeper/m],
    ["large.tds.yaml", `${SCENARIO}# ${"x".repeat(2_000_000)}\n`, /^large\.tds\.yaml:1:1: .*over/m],
    ["bomb.tds.yaml", bomb, /^bomb\.tds\.yaml:1:1: the file is not valid YAML$/m],
  ])("%s ends the command with its place, and nothing is written", async (file, text, expected) => {
    const cwd = folder({ [file]: text });
    const { code, stdout, stderr } = await threatloom(["visibility", "--out", "out.md"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(expected);
    expect(stderr).toContain("the definition files cannot be used");
    expect(written(cwd)).toEqual([file, "threatloom.yaml"].sort());
  });

  test.each([
    ["report", "--out", "out"],
    ["scan", "--format", "markdown", "--out", "out.md"],
  ])("ends %s, too, which says something of detection; check goes on", async (...args) => {
    const cwd = folder({ "a.tds.yaml": "nmae: x\n", "m.threatspec": "@component A:B\n" });
    const { code, stderr } = await threatloom([...args, "--no-cache"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^a\.tds\.yaml:1:1: /);
    expect(written(cwd)).toEqual(["a.tds.yaml", "m.threatspec", "threatloom.yaml"]);
    expect((await threatloom(["check"], { cwd })).code).toBe(0);
  });

  test("cannot move a terminal's cursor with its keys", async () => {
    const { stderr } = await threatloom(["visibility"], { cwd: folder({ "a.tds.yaml": 'name: x\n"\\e[2J": 1\n' }) });
    expect(stderr).not.toContain("\u001b");
    expect(stderr).toContain("\\x1b[2J");
  });
});

test("the report has a section about detection where the code claims some", async () => {
  const cwd = folder({ "m.threatspec": "@component A:B (#b)\n@detects dust on #b with a broom\n" });
  const { stdout } = await threatloom(["scan", "--format", "markdown"], { cwd });
  expect(stdout).toMatch(
    /^## Detection\n\nDetectable: 1 of 1 threat on components\.\n\n- \*\*dust on A:B\*\*: a broom$/m,
  );
});

describe("docs/visibility.md", () => {
  const blocks = guide("visibility.md").flatMap((section) => section.blocks);

  test("shows files and commands that work, and what they print", async () => {
    const cwd = folder({});
    let printed = "";
    let ran = 0;
    for (const { kind, file, body } of blocks) {
      if (file !== undefined) writeFiles(cwd, { [file]: body });
      if (kind === "text") expect(printed).toContain(body.trimEnd());
      if (kind !== "console") continue;
      for (const line of body.trim().split("\n")) {
        const [program, ...args] = line.match(/'[^']*'|\S+/g)!.map((word) => word.replaceAll("'", ""));
        expect(program).toBe("threatloom");
        const { code, stdout, stderr } = await threatloom(args, { cwd });
        expect({ line, code, stderr: stderr.replace(/^wrote .*\n/, "") }).toEqual({ line, code: 0, stderr: "" });
        printed = stdout;
        ran++;
      }
    }
    expect(ran).toBe(6);
    expect((await threatloom(["check"], { cwd })).code).toBe(0);
  });
});
