import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { detectionSchemas, openProject, readDefinitions, scan, visibility, type Definitions } from "@threatloom/engine";
import { git, golden } from "@threatloom/testing";
import fc from "fast-check";
import { tree } from "./trees.js";

/** What the definition files of a folder say. */
async function read(files: Record<string, string | Uint8Array>, names?: string[]): Promise<Definitions> {
  const { project } = openProject(tree(files));
  return readDefinitions(project!, names);
}

/** What is wrong with one scenario file, as `line:column message (suggestion)`. */
async function complaints(text: string, file = "a.tds.yaml"): Promise<string[]> {
  const { problems } = await read({ [file]: text });
  return problems.map(
    ({ line, column, message, suggestion }) =>
      `${line}:${column} ${message}${suggestion === null ? "" : ` (${suggestion})`}`,
  );
}

const SOUND = "name: Sound\nsurfaces: [{ name: Here, events: [Something] }]\n";
const texts = (words: readonly { text: string }[]): string[] => words.map(({ text }) => text);

describe("a scenario", () => {
  test("is read with every key and its places", async () => {
    const { scenarios, problems } = await read({
      "d/full.tds.yaml": [
        "name: Full",
        "version: 1.10",
        "statement: >",
        "  Somebody",
        "  does it",
        "license: MIT",
        "references: [CWE-89, https://example.org/a]",
        "threats: ['#one', two]",
        "metadata: { author: x, days: [2026-01-01, 3] }",
        "surfaces:",
        "  - name: Web",
        "    category: service",
        "    description: the front",
        "    components: App:Web, '#web'",
        "    events:",
        "      - name: Sent",
        "        description: a request is sent",
        "        metadata: { field: uri }",
        "        techniques: [T1190]",
        "        references: CAPEC-66",
        "        observations:",
        "          - { name: Log, description: d, sensors: [Access log, 7] }",
      ].join("\n"),
    });
    expect(problems).toEqual([]);
    const [scenario] = scenarios;
    expect(scenario).toMatchObject({
      name: "Full",
      version: "1.10",
      statement: "Somebody does it",
      license: "MIT",
      metadata: { author: "x", days: ["2026-01-01", 3] },
      location: { file: "d/full.tds.yaml", line: 1, column: 1 },
    });
    const [surface] = scenario!.surfaces;
    const [event] = surface!.events;
    expect(texts(scenario!.threats)).toEqual(["#one", "two"]);
    expect(event).toMatchObject({ name: "Sent", metadata: { field: "uri" }, location: { line: 16, column: 9 } });
    expect(event!.techniques).toEqual([{ text: "T1190", location: { file: "d/full.tds.yaml", line: 19, column: 22 } }]);
    expect(texts(event!.observations[0]!.sensors)).toEqual(["Access log", "7"]);
  });

  test("may write one thing where a list is meant, and a text where a map is", async () => {
    const { scenarios, problems } = await read({
      "one.tds.yaml":
        "name: One\nversion: 2\nsurfaces:\n  name: Web\n  events:\n    name: Sent\n    techniques: T1190, T1059\n    observations: Access log, Edge log\n",
      "two.tds.yml": "name: Two\nsurfaces:\n  - name: Web\n    events: [Sent, { description: Received }]\nthreats:\n",
    });
    expect(problems).toEqual([]);
    const events = scenarios.flatMap(({ surfaces }) => surfaces.flatMap((surface) => surface.events));
    expect(events.map(({ name }) => name)).toEqual(["Sent", "Sent", "Received"]);
    expect(texts(events[0]!.techniques)).toEqual(["T1190", "T1059"]);
    expect(events[0]!.observations.map(({ name, sensors }) => [name, texts(sensors)])).toEqual([
      [null, ["Access log", "Edge log"]],
    ]);
  });

  test.each([
    [
      "nmae: x\nsurfaces: [{ name: a, events: [b] }]",
      ["1:1 there is no key `nmae`", "(name)", "1:1 `name` is missing"],
    ],
    ["name: x", ["1:1 a scenario takes at least one event"]],
    ["name: x\nsurfaces: [{ name: a }]", ["1:1 a scenario takes at least one event"]],
    ["name: x\nsurfaces: [{ events: [b] }]", ["2:12 `surfaces.name` is missing"]],
    ["name: [x]\nsurfaces: [a]", ["1:7 `name` takes a text"]],
    ["name: x\nsurfaces:\n  - name: a\n    events:\n      - sensors: [y]", ["`surfaces.events`", "5:9 an event takes"]],
    [
      "name: x\nsurfaces: [{ name: a, events: [{ name: b, techniques: [{ id: T1 }] }] }]",
      ["2:56 `surfaces.events.techniques` takes a list of texts"],
    ],
    ["name: x\nsurfaces: [[a]]", ["2:12 `surfaces` takes a list of maps with the keys name, category"]],
    ["name: x\nname: y", ["2:1 Map keys must be unique"]],
    ["name: x\nsurfaces: *none", ["Unresolved alias|takes a list of maps"]],
    ["- a", ["1:1 the file must hold `key: value` lines"]],
    ["just words", ["1:1 the file must hold `key: value` lines"]],
    ["", ["1:1 the file says nothing"]],
    ["# nothing\n", ["1:1 the file says nothing"]],
    ["name: 'x", ["Missing closing 'quote"]],
    ["name: x\n---\nname: y", ["multiple documents"]],
    [`name: ${"[".repeat(200)}`, ["1:1 the file is nested deeper than 100 levels"]],
    [`name: ${"x".repeat(300_000)}`, ["1:1 a file over 262144 characters is not read"]],
  ])("with %j is refused", async (text, expected) => {
    const said = (await complaints(text)).join("\n");
    expect(said).not.toBe("");
    for (const part of expected) expect(said).toMatch(new RegExp(part.split("|").map(escaped).join("|")));
  });

  test("that blows up by aliases is refused, quickly and in few words", async () => {
    const wide = Array.from({ length: 2000 }, () => "*e").join(", ");
    const bomb = `name: x\nmetadata: { e: &e [a, b, c] }\nsurfaces: [{ name: a, events: [{ name: b, techniques: [${wide}] }] }]\n`;
    const said = await complaints(bomb);
    expect(said.join("\n")).toContain("more than 100 aliases are not followed");
    expect(said.length).toBeLessThan(60);
    const nested = [
      "a: &a [x, x]",
      ...Array.from(
        "bcdefghijklmnopqrstuvw",
        (c, i) => `${c}: &${c} [${`*${"abcdefghijklmnopqrstuvw"[i]!}, `.repeat(9)}]`,
      ),
    ];
    const laughs = `${SOUND}metadata:\n${nested.map((line) => `  ${line}`).join("\n")}\n`;
    expect(await complaints(laughs)).toEqual(["1:1 the file is not valid YAML"]);
    expect(await complaints("name: &n\n  - *n\nsurfaces: &s [*s]\n")).not.toEqual([]);
  });

  test("with many mistakes names the first of them and counts the rest", async () => {
    const wrong = Array.from({ length: 80 }, (_, n) => `key${n}: 1`).join("\n");
    const said = await complaints(`${SOUND}${wrong}\n`);
    expect(said).toHaveLength(51);
    expect(said).toContain("1:1 and 30 more like these");
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()[\]\\]/g, "\\$&");

describe("log sources", () => {
  test("are read with every key", async () => {
    const { logSources, problems } = await read({
      "ops/log-sources.yaml":
        "log-sources:\n  - { name: A, also: [B, C], collects: all, confidence: 0, techniques: T1190, events: [x], components: ['App:Web'], retention: 30 Days, description: d }\n",
      "ops/more.logs.yml": "log-sources: { name: D, confidence: 5 }\n",
    });
    expect(problems).toEqual([]);
    expect(logSources.map(({ name, also, confidence, retention }) => [name, also, confidence, retention])).toEqual([
      ["A", ["B", "C"], 0, "30 days"],
      ["D", [], 5, null],
    ]);
  });

  test.each([
    ["log-sources: [{ name: A }]", "1:15 `log-sources.confidence` is missing"],
    ["log-sources: [A]", "1:15 `log-sources.confidence` is missing"],
    ["log-sources: [{ name: A, confidence: 6 }]", "1:38 `log-sources.confidence` takes a whole number from 0 to 5"],
    ["log-sources: [{ name: A, confidence: '5' }]", "takes a whole number from 0 to 5"],
    ["log-sources: [{ name: A, confidence: 1, retention: long }]", "1:52 `log-sources.retention` takes a time"],
    ["sources: []", "1:1 there is no key `sources`; known are log-sources"],
  ])("with %j are refused", async (text, expected) => {
    expect((await complaints(text, "log-sources.yaml")).join("\n")).toContain(expected);
  });
});

describe("definition files", () => {
  test("are those that git and the configuration let in", async () => {
    const root = tree({
      "threatloom.yaml": "exclude: [old/]\n",
      ".gitignore": "ignored/\n",
      "a.tds.yaml": SOUND,
      "old/b.tds.yaml": "broken: [",
      "ignored/c.tds.yaml": "broken: [",
      "sub/threatloom.yaml": "exclude: ['*.tds.yaml']\n",
      "sub/d.tds.yaml": "broken: [",
      "node_modules/e.tds.yaml": "broken: [",
      "f.yaml": "broken: [",
    });
    git(root, "init", "-q");
    const { project } = openProject(root);
    const { scenarios, problems } = await readDefinitions(project!);
    expect({ files: scenarios.map(({ location }) => location.file), problems }).toEqual({
      files: ["a.tds.yaml"],
      problems: [],
    });
  });

  test("outside of include are not read, and a scan says what they are", async () => {
    const { project } = openProject(
      tree({ "threatloom.yaml": "include: [src/]\n", "a.tds.yaml": SOUND, "src/b.tds.yaml": SOUND }),
    );
    expect((await readDefinitions(project!)).scenarios.map(({ location }) => location.file)).toEqual([
      "src/b.tds.yaml",
    ]);
    const { decisions } = await scan(project!, { today: "2026-01-01", coverage: false, explain: true });
    expect(decisions.find(({ path }) => path === "src/b.tds.yaml")).toEqual({
      path: "src/b.tds.yaml",
      in: false,
      reason: "about detection: threatloom visibility reads it",
    });
  });

  test("that are named count whatever they are called; log sources always", async () => {
    const files = {
      "a.tds.yaml": SOUND,
      "b/c.tds.yaml": SOUND,
      "b/d.yml": SOUND,
      "log-sources.yaml": "log-sources: [{ name: A, confidence: 1 }]\n",
    };
    const named = async (...names: string[]): Promise<unknown> => {
      const { scenarios, logSources, problems } = await read({ ...files, "e.txt": "x" }, names);
      return [
        scenarios.map(({ location }) => location.file),
        logSources.length,
        problems.map(({ message }) => message),
      ];
    };
    expect(await named("b/d.yml")).toEqual([["b/d.yml"], 1, []]);
    expect(await named("b")).toEqual([["b/c.tds.yaml"], 1, []]);
    expect(await named("log-sources.yaml")).toEqual([[], 1, []]);
    expect(await named("e.txt", "gone.yaml", "..")).toEqual([
      [],
      1,
      ["it lies outside the project", expect.stringContaining("a scenario is a YAML file"), "it does not exist"],
    ]);
  });

  test("behind links are left alone", async () => {
    const outside = tree({ "secret.tds.yaml": "name: secret\n" });
    const root = tree({ "a.tds.yaml": SOUND });
    symlinkSync(join(outside, "secret.tds.yaml"), join(root, "b.tds.yaml"));
    symlinkSync(outside, join(root, "folder"));
    mkdirSync(join(root, "c.tds.yaml"));
    const { project } = openProject(root);
    const all = await readDefinitions(project!);
    expect([all.scenarios.length, all.problems]).toEqual([1, []]);
    const { problems } = await readDefinitions(project!, ["b.tds.yaml"]);
    expect(problems.map(({ message }) => message)).toEqual(["it lies outside the project"]);
  });

  test("in other encodings are read", async () => {
    const { scenarios } = await read({
      "a.tds.yaml": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SOUND, "utf16le")]),
      "b.tds.yaml": `\uFEFF${SOUND.replaceAll("\n", "\r\n")}`,
    });
    expect(scenarios.map(({ name }) => name)).toEqual(["Sound", "Sound"]);
  });
});

test("a catalogue that cannot be read is noticed, and costs nothing else", async () => {
  const { project } = openProject(tree({ "a.tds.yaml": SOUND, ".threatloom/catalog/attack.json": "{" }));
  const { model } = await scan(project!, { today: "2026-01-01", coverage: false });
  const { notices, scenarios } = await visibility(project!, model, await readDefinitions(project!));
  expect(scenarios).toHaveLength(1);
  expect(notices).toMatchObject([{ location: { file: ".threatloom/catalog/attack.json", line: 1 } }]);
});

test("reading any YAML never throws, and always says the same", async () => {
  const words = fc.constantFrom(
    "name",
    "surfaces",
    "events",
    "sensors",
    "confidence",
    "log-sources",
    "observations",
    "x",
  );
  const { tie } = fc.letrec((again) => ({
    tie: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.constantFrom("~", "*a", "&a x", "!!binary x", "[", "- -", "T1190, T1", "<<: *a"),
      ),
      fc.array(again("tie"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
      fc
        .array(fc.tuple(words, again("tie")), { maxLength: 3 })
        .map((pairs) => `{ ${pairs.map(([k, v]) => `${k}: ${String(v)}`).join(", ")} }`),
    ),
  }));
  const lines = fc
    .array(fc.tuple(words, tie), { maxLength: 6 })
    .map((pairs) => pairs.map(([k, v]) => `${k}: ${String(v)}`).join("\n"));
  const root = tree();
  const { project } = openProject(root);
  await fc.assert(
    fc.asyncProperty(fc.oneof(lines, fc.string({ maxLength: 200 })), async (text) => {
      writeFileSync(join(root, "a.tds.yaml"), text);
      writeFileSync(join(root, "log-sources.yaml"), text);
      const once = await readDefinitions(project!);
      expect(await readDefinitions(project!)).toEqual(once);
      for (const { line, column, message } of once.problems) {
        expect([line > 0, column > 0, message.length > 0 && message.length < 2000]).toEqual([true, true, true]);
      }
      const { scenarios, logSources } = once;
      const model = (await scan(project!, { today: "2026-01-01", coverage: false, cache: false })).model;
      const report = await visibility(project!, model, { scenarios, logSources });
      expect(await visibility(project!, model, { scenarios, logSources })).toEqual(report);
    }),
    { numRuns: 60 },
  );
});

test.each(Object.entries(detectionSchemas()))(
  "the published schema %s is the one the reader follows",
  (name, schema) => {
    const published = new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url).pathname;
    golden(published, `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(readFileSync(published, "utf8"))).toEqual(schema);
  },
);
