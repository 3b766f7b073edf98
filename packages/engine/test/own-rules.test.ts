import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ownRules, rulesSchema } from "@threatloom/engine";
import { golden } from "@threatloom/testing";
import fc from "fast-check";
import { project, tree } from "./trees.js";

/** A rule with some of its keys replaced; what is undefined is left out. */
function rule(more: Record<string, string | undefined> = {}): string {
  const keys: Record<string, string | undefined> = {
    id: "one",
    title: "t",
    on: "component",
    when: "'true'",
    message: "m",
    severity: "low",
    why: "w",
    fix: "f",
    ...more,
  };
  const lines = Object.entries(keys).map(([key, value]) => (value === undefined ? "" : `${key}: ${value}\n`));
  return lines.join("");
}

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const root = tree(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`.threatloom/rules/${name}`, text])),
  );
  const { problems } = await ownRules(project(root));
  return problems.map(
    ({ file, line, column, message, suggestion }) =>
      `${file.replace(".threatloom/rules/", "")}:${line}:${column} ${message}${suggestion === null ? "" : ` → ${suggestion}`}`,
  );
}

test("the published schema is the one the reader follows", () => {
  golden(
    join(import.meta.dirname, "../../../docs/schema/threatloom-rules.schema.json"),
    `${JSON.stringify(rulesSchema(), null, 2)}\n`,
  );
});

describe("files", () => {
  test("one rule, a list of them, and a file without any", async () => {
    const two = `rules:\n${["two", "three"].map((id) => `  - ${rule({ id }).trim().replaceAll("\n", "\n    ")}\n`).join("")}`;
    const files = { "a.yaml": rule(), "b.yml": two, "c.yaml": "rules:\n", "d.yaml": "# nothing\n", "e.txt": "{" };
    expect(await problemsOf(files)).toEqual([]);
    const root = tree(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`.threatloom/rules/${name}`, text])),
    );
    const { rules } = await ownRules(project(root));
    expect(rules.map(({ id, meta }) => [id, meta.group, meta.confidence].join(" "))).toEqual([
      "one project medium",
      "two project medium",
      "three project medium",
    ]);
  });

  test("ids of weaknesses and their kin are read as people write them", async () => {
    const more = { cwe: "[89, CWE-79, 'cwe:22']", capec: "CAPEC-66", attack: "[T1190]", asvs: "[1.2.4, v5.0.0-1.2.5]" };
    const root = tree({ ".threatloom/rules/a.yaml": rule({ ...more, stride: "[T, I]" }) });
    const { rules, problems } = await ownRules(project(root));
    expect(problems).toEqual([]);
    const { cwe, capec, attack, asvs, stride } = rules[0]!.meta;
    expect([cwe, capec, attack, asvs, stride]).toEqual([[89, 79, 22], [66], ["T1190"], ["1.2.4", "1.2.5"], ["T", "I"]]);
  });

  test.each([
    ["{", "a.yaml:1:2 Flow map"],
    ["just text", "a.yaml:1:1 a rule is made of"],
    ["rules: 5", "a.yaml:1:8 `rules` takes a list"],
    ["rulse:\n  - id: x\n", "a.yaml:1:1 a rule has no key `rulse`"],
    [`rules: []\nid: x\n`, "a.yaml:2:1 there is no key `id` beside `rules`"],
    [rule({ titel: "x" }), "a.yaml:9:1 a rule has no key `titel` → title"],
    [rule({ why: undefined }), "a.yaml:1:1 the rule lacks `why`"],
    [rule({ why: "" }), "a.yaml:7:6 `why` takes a text"],
    [rule({ id: "Not An Id" }), "a.yaml:1:5 an id is made of lower-case words"],
    [rule({ id: "open-exposure" }), "a.yaml:1:5 `open-exposure` is the id of a rule of the tool"],
    [rule({ on: "componnet" }), "a.yaml:3:5 `on` takes component, flow, data, boundary, claim → component"],
    [rule({ severity: "hihg" }), "a.yaml:6:11 `severity` takes critical, high, medium, low → high"],
    [rule({ stride: "[S, X]" }), "a.yaml:9:13 `stride` takes S, T, R, I, D, E"],
    [rule({ cwe: "[89, weak]" }), "a.yaml:9:11 `weak` is no id such as CWE-89"],
    [rule({ asvs: "v4.0.3-1.2.4" }), "a.yaml:9:7 `v4.0.3-1.2.4` is no id such as 1.2.4"],
    [rule({ title: "x".repeat(201) }), "a.yaml:2:8 `title` has over 200 characters"],
    [rule({ when: `'${"[".repeat(200)}'` }), "a.yaml:1:1 the file is nested deeper"],
    [rule({ when: "&a [*a]" }), "a.yaml:4:10 `when` takes a text"],
  ])("%.60j", async (text, expected) => {
    const [first = ""] = await problemsOf({ "a.yaml": text });
    expect(first.startsWith(expected) ? expected : first).toBe(expected);
  });

  test("an id stands for one rule", async () => {
    expect(await problemsOf({ "a.yaml": rule(), "b.yaml": rule() })).toEqual([
      "b.yaml:1:5 the id `one` stands at .threatloom/rules/a.yaml:1 already",
    ]);
  });

  test("too large, too many, and a folder that leads elsewhere", async () => {
    expect(await problemsOf({ "a.yaml": `# ${"x".repeat(300_000)}` })).toEqual([
      expect.stringContaining("a.yaml:1:1 the file cannot be read: it is over the size limit"),
    ]);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`r${at}.yaml`, rule({ id: `r${at}` })]));
    expect((await problemsOf(many))[0]).toContain("more than 100 files of rules");
    const outside = tree({ "rules/a.yaml": rule({ on: "secret" }) });
    const root = tree({ "threatloom.yaml": "", ".threatloom/x": "" });
    symlinkSync(join(outside, "rules"), join(root, ".threatloom/rules"));
    expect(await ownRules(project(root))).toEqual({ rules: [], problems: [] });
  });
});

describe("places", () => {
  const indent = (text: string): string =>
    text
      .split("\n")
      .map((line) => `  ${line}`)
      .join("\n");
  const styles: Record<string, (text: string) => string> = {
    literal: (text) => `|\n${indent(text)}`,
    "literal, stripped": (text) => `|-  # why\n${indent(text)}`,
    folded: (text) => `>-\n${indent(text)}`,
    "double quotes": (text) => JSON.stringify(text),
    "single quotes": (text) => `'${text.replaceAll("\n", " ").replaceAll("'", "''")}'`,
  };

  test.each(Object.keys(styles))("of a wrong word are found in %s", async (style) => {
    const piece = fc.constantFrom(
      'component.name != "a\\\\b"',
      "component.name != 'x'",
      'component.key == "| > x"',
      "today < '2030'",
    );
    const joint = fc.constantFrom(" && ", " ||  ", " &&\n", " ||\n\n", " &&\n    ");
    const before = fc.array(fc.tuple(piece, joint), { maxLength: 4 }).map((parts) => parts.flat().join(""));
    await fc.assert(
      fc.asyncProperty(before, async (front) => {
        const text = rule({ when: styles[style]!(`${front}component.nmae == ""`) });
        const root = tree({ ".threatloom/rules/a.yaml": text });
        const { problems } = await ownRules(project(root));
        expect(problems).toHaveLength(1);
        const { line, column, suggestion } = problems[0]!;
        const lines = readFileSync(join(root, ".threatloom/rules/a.yaml"), "utf8").split("\n");
        expect([lines[line - 1]!.slice(column - 1, column + 3), suggestion]).toEqual(["nmae", "name"]);
      }),
      { numRuns: 40 },
    );
  });
});
