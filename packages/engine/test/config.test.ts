import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { configSchema, findRoot, initProject, openProject } from "@threatloom/engine";
import { defaultSettings } from "@threatloom/model";
import { tree as folder } from "./trees.js";

describe("openProject", () => {
  test("has defaults where there is no file", () => {
    const root = folder();
    const { project, problems } = openProject(root);
    expect(problems).toEqual([]);
    expect(project).toMatchObject({ root, configFile: null, config: { include: [], limits: { fileSize: 2097152 } } });
    expect(project!.config.dialects).toHaveLength(4);
  });

  test("reads every key, and the same from the cache", () => {
    const text = [
      'project: { name: Parcel lockers, description: Doors and codes, link: "https://forge.example/lockers/{commit}/{file}#L{line}" }',
      "include: [src/]",
      "exclude: ['*.gen.ts']",
      "models: docs/threats.md",
      "imports: [shared]",
      "dialects: [canonical]",
      "limits: { file-size: 1000 }",
      "data:",
      "  levels: [door-code]",
      "  order: [open, closed]",
      "  classes: [codes]",
      "  assets: { Door code: { pii: no } }",
      "components:",
      "  'Locker:Door': &door { logs: yes, parses: [xml, 3], internet-facing: }",
      "  'Locker:Flap': *door",
      "  'Locker:Lamp':",
      "flows: { A -> B: { encrypted: true } }",
      "boundaries: { Locker: { trust: partial } }",
      "acceptances: { approver: yes }",
      "requirements: { 'Locker:Door': { 1.2.4: { status: running, owner: crew, note: 7 }, asvs:v5.0.0-6.3.1: { owner: crew } } }",
    ].join("\n");
    const root = folder({ "threatloom.yaml": text });
    const at = (line: number, column: number) => ({ file: "threatloom.yaml", line, column });
    const door = [
      { key: "logs", value: "yes", location: at(14, 26) },
      { key: "parses", value: ["xml", 3], location: at(14, 37) },
      { key: "internet-facing", value: null, location: at(14, 55) },
    ];
    const crew = { component: "Locker:Door", owner: "crew" };
    const expected = {
      project: {
        name: "Parcel lockers",
        description: "Doors and codes",
        link: "https://forge.example/lockers/{commit}/{file}#L{line}",
      },
      include: ["src/"],
      exclude: ["*.gen.ts"],
      models: ["docs/threats.md"],
      imports: ["shared"],
      dialects: ["canonical"],
      limits: { fileSize: 1000 },
      data: { levels: ["door-code"], order: ["open", "closed"], classes: ["codes"] },
      settings: {
        ...defaultSettings,
        acceptances: { approver: true, expires: false },
        requirements: [
          { ...crew, number: "1.2.4", running: true, note: "7", location: at(20, 34) },
          { ...crew, number: "6.3.1", running: false, note: null, location: at(20, 84) },
        ],
      },
      things: {
        component: [
          { name: "Locker:Door", location: at(14, 3), properties: door },
          { name: "Locker:Flap", location: at(15, 3), properties: door },
          { name: "Locker:Lamp", location: at(16, 3), properties: [] },
        ],
        flow: [
          {
            name: "A -> B",
            location: at(17, 10),
            properties: [{ key: "encrypted", value: true, location: at(17, 20) }],
          },
        ],
        data: [
          {
            name: "Door code",
            location: at(12, 13),
            properties: [{ key: "pii", value: "no", location: at(12, 26) }],
          },
        ],
        boundary: [
          {
            name: "Locker",
            location: at(18, 15),
            properties: [{ key: "trust", value: "partial", location: at(18, 25) }],
          },
        ],
      },
    };
    expect(openProject(root).project!.config).toEqual(expected);
    expect(readFileSync(join(root, ".threatloom/cache/config.json"), "utf8")).toContain("Parcel lockers");
    expect(openProject(root).project).toMatchObject({ name: "Parcel lockers", config: expected });
  });

  test("names unknown keys with their place and the nearest known one", () => {
    const root = folder({ "threatloom.yaml": "include: [a]\nexcludes: [b]\nlimits:\n  file-sise: 3\n" });
    const { project, problems } = openProject(root);
    expect(project).toBeNull();
    expect(problems).toEqual([
      { file: "threatloom.yaml", line: 2, column: 1, message: "there is no key `excludes`", suggestion: "exclude" },
      {
        file: "threatloom.yaml",
        line: 4,
        column: 3,
        message: "there is no key `file-sise` in `limits`",
        suggestion: "file-size",
      },
    ]);
  });

  test.each([
    ["dialects: [canonicl]", 1, 12, "canonical"],
    ["include: {a: 1}", 1, 10, null],
    ["limits: {file-size: -3}", 1, 21, null],
    ["project: {name: [x]}", 1, 17, null],
    ["- a\n- b", 1, 1, null],
    ["include: [a\nexclude: ]: [", 2, 1, null],
    [`include: ${"[".repeat(50_000)}`, 1, 1, null],
    ["include: &a [*a]", 1, 14, null],
    ["components: [A]", 1, 13, null],
    ["components: { A: yes }", 1, 18, null],
    ["flow: { A -> B: { encrypted: yes } }", 1, 1, "flows"],
  ])("reports %s without throwing", (text, line, column, suggestion) => {
    const { project, problems } = openProject(folder({ "threatloom.yaml": text }));
    expect(project).toBeNull();
    expect(problems[0]).toMatchObject({ file: "threatloom.yaml", suggestion });
    if (!text.includes("[[") && !text.includes("]:")) expect(problems[0]).toMatchObject({ line, column });
  });

  test("an empty file is the defaults", () => {
    expect(openProject(folder({ "threatloom.yaml": "# nothing\n" })).problems).toEqual([]);
  });

  test("reads a threatspec.yaml that stands alone, and only then", () => {
    const text =
      "project:\n  name: Old\nunknown: 3\npaths:\n  - ./api\n  - path: web\n    ignore: [gen, 'a/b.ts']\nimports:\n  - path: ../lib\n";
    const root = folder({ "threatspec.yaml": text });
    const { project, problems } = openProject(root);
    expect(problems).toEqual([]);
    expect(project).toMatchObject({ name: "Old", configFile: "threatspec.yaml" });
    expect(project!.config.include).toEqual(["/api", "/web"]);
    expect(project!.config.exclude).toEqual(["/web/**/gen", "/web/a/b.ts"]);
    writeFileSync(join(root, "threatloom.yaml"), "project: {name: New}");
    expect(openProject(root).project!.name).toBe("New");
  });

  test("a root that is not there or no folder is a problem", () => {
    const root = folder({ file: "" });
    expect(openProject(join(root, "nowhere")).problems).toHaveLength(1);
    expect(openProject(join(root, "file")).project).toBeNull();
  });

  test("a configuration that links out of the root is not shown", () => {
    const root = folder();
    symlinkSync(join(folder({ secret: "key: hunter2" }), "secret"), join(root, "threatloom.yaml"));
    const { project, problems } = openProject(root);
    expect(project).toBeNull();
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});

test("findRoot: a configuration without a project adds to the outermost one, one with a project is a root", () => {
  const root = folder({
    "repo/.git/HEAD": "",
    "repo/threatloom.yaml": "exclude: [x]\n",
    "repo/a/threatloom.yaml": "exclude: [y]\n",
    "repo/a/own/threatloom.yaml": "# ours\nproject:\n  name: Own\n",
    "repo/a/own/src/x.ts": "",
    "repo/a/b/x.ts": "",
    "threatloom.yaml": "project:\n  name: Outside the repository\n",
  });
  expect(findRoot(join(root, "repo/a/b"))).toBe(join(root, "repo"));
  expect(findRoot(join(root, "repo/a/own/src"))).toBe(join(root, "repo/a/own"));
});

test("findRoot: the nearest configuration, else the repository, else the folder itself", () => {
  const root = folder({ "repo/.git/HEAD": "", "repo/a/b/x.ts": "", "repo/a/threatloom.yaml": "", "plain/c/x": "" });
  expect(findRoot(join(root, "repo/a/b"))).toBe(join(root, "repo/a"));
  expect(findRoot(join(root, "repo"))).toBe(join(root, "repo"));
  expect(findRoot(join(root, "plain/c"))).toBe(join(root, "plain/c"));
});

test("initProject writes once and its file is valid", () => {
  const root = folder({ ".gitignore": "dist/" });
  expect(initProject(root)).toEqual({ written: ["threatloom.yaml", ".gitignore"], kept: [] });
  expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe("dist/\n.threatloom/cache/\n");
  expect(openProject(root).problems).toEqual([]);
  writeFileSync(join(root, "threatloom.yaml"), "include: [mine]\n");
  expect(initProject(root)).toEqual({ written: [], kept: ["threatloom.yaml", ".gitignore"] });
  expect(openProject(root).project!.config.include).toEqual(["mine"]);
});

test("every line of the template of init is valid once its comment mark is gone", () => {
  const root = folder();
  initProject(root);
  const text = readFileSync(join(root, "threatloom.yaml"), "utf8");
  const shown = text.replace(/^( *)# ((?: {2})?[a-z-]+:)/gm, "$1$2");
  writeFileSync(join(root, "threatloom.yaml"), shown);
  const { project, problems } = openProject(root);
  expect(problems).toEqual([]);
  expect(project!.config).toMatchObject({
    include: ["src/"],
    limits: { fileSize: 2097152 },
    data: { levels: ["top-secret"] },
  });
});

test("the published schema is the one the reader follows", () => {
  const published = new URL("../../../docs/schema/threatloom-config.schema.json", import.meta.url);
  if (process.env["UPDATE_FIXTURES"] === "1") writeFileSync(published, `${JSON.stringify(configSchema(), null, 2)}\n`);
  expect(JSON.parse(readFileSync(published, "utf8"))).toEqual(configSchema());
});
