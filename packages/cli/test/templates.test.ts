import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { makeShelf, nameOf } from "@threatloom/catalog";
import { loadTemplate, templateNames } from "@threatloom/engine";
import { golden } from "@threatloom/testing";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { guide } from "./guides.js";
import { ROOT, workshop, type Workshop } from "./workshop.js";

const MODEL = "threat-model.threatspec";
const shelf = makeShelf([]);
const DAY = ["--date", "2026-01-01"];

interface Document {
  diagnostics: unknown[];
  boundaries: { kind: string; contains: string[] }[];
  components: { key: string; role: string; roleInferred: boolean; owners: string[]; definitions: unknown[] }[];
  flows: { crosses: string[] }[];
  threats: { key: string; severity: string | null; references: string[]; definitions: unknown[] }[];
  data: { level: string | null }[];
  claims: { kind: string; threat: string | null }[];
}

let shop: Workshop;
beforeEach(() => {
  shop = workshop();
});
afterEach(() => {
  shop.dispose();
});

const said = (...args: string[]): string => {
  const { code, output } = shop.run("threatloom", args);
  expect({ args, code, output }).toEqual({ args, code: 0, output });
  return output;
};

const modelOf = (): Document => JSON.parse(said("scan", "--format", "json", ...DAY)) as Document;

test("the five are there, and the help names each", () => {
  expect(templateNames).toEqual(["iot", "microservices", "mobile", "serverless", "web"]);
  expect(readdirSync(join(ROOT, "fixtures/templates")).sort()).toEqual(templateNames);
  const help = said("init", "--help").replace(/\s+/g, " ");
  for (const name of templateNames) expect(help).toMatch(new RegExp(`model to start from:[^.]*\\b${name}\\b`));
});

describe.each(templateNames)("the template %s", (name) => {
  test("in an empty folder: check has nothing to say, and the picture has boundaries", () => {
    expect(said("init", "--template", name)).toMatch(/^wrote threat-model\.threatspec\nwrote threatloom\.yaml\n/);
    expect(said("check", "--fail-on", "error,warning,info", ...DAY)).toMatch(/^no problems in the project/);
    const model = modelOf();
    expect(model.diagnostics).toEqual([]);
    expect(model.boundaries.some(({ kind }) => kind === "declared")).toBe(true);
    expect(model.flows.filter(({ crosses }) => crosses.length > 0).length).toBeGreaterThan(4);
    expect(said("dfd", "--format", "dot", ...DAY).match(/subgraph/g)!.length).toBeGreaterThan(3);
  });

  test("the picture and the summary are as expected, in a project that has the name of the template", () => {
    mkdirSync(join(shop.path, name));
    said("init", name, "--template", name);
    const expected = join(ROOT, "fixtures/templates", name);
    golden(join(expected, "dfd.mmd"), said("dfd", name, "--format", "mermaid", ...DAY));
    golden(join(expected, "summary.txt"), said("scan", name, ...DAY));
  });

  test("everything that it speaks of is defined, has a role, a level, a severity, a name for each CWE id, an owner, and is spoken of", () => {
    said("init", "--template", name);
    const { components, threats, data, claims } = modelOf();
    for (const component of components) expect(component).toMatchObject({ definitions: [{}], roleInferred: false });
    const ours = components.filter(({ role }) => role === "process" || role === "data-store");
    expect(ours.filter(({ owners }) => owners.length === 0)).toEqual([]);
    for (const asset of data) expect(asset.level).not.toBeNull();
    const claimed = new Set(claims.map(({ threat }) => threat));
    for (const threat of threats) {
      expect(threat).toMatchObject({ definitions: [{}], severity: expect.any(String) });
      for (const reference of threat.references) expect([reference, nameOf(shelf, reference)]).not.toContain(null);
      expect(claimed).toContain(threat.key);
    }
  });

  test("in a git repository: the hook lets it through", () => {
    shop.git("init", "-q", "-b", "main");
    shop.write({ "a.go": "package a\n" });
    shop.git("add", "-A");
    shop.git("commit", "-q", "-m", "start");
    said("init", "--template", name);
    shop.git("add", "-A");
    expect(said("check", "--staged", ...DAY)).not.toMatch(/\] fails$/m);
    expect(modelOf().diagnostics).toEqual([]);
  });

  test("is the same in every folder, and a second init overwrites nothing", async () => {
    said("init", "--template", name);
    const text = await loadTemplate(name);
    expect(shop.read(MODEL)).toBe(text);
    const before = {
      [MODEL]: "@component Mine:Own\n",
      "threatloom.yaml": "project: {name: mine}\n",
      ".gitignore": "x\n",
    };
    shop.write(before);
    const again = shop.run("threatloom", ["init", "--template", name]);
    expect(again).toEqual({
      code: 2,
      output: expect.stringContaining(`${MODEL} is there already: nothing was changed`),
    });
    for (const [file, content] of Object.entries(before)) expect(shop.read(file)).toBe(content);
  });

  test("lines keep within a screen, and comments are no annotations", async () => {
    const lines = (await loadTemplate(name))!.split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
    expect(lines.filter((line) => line.startsWith("#")).length).toBeGreaterThan(10);
  });
});

test("a name that no template has is answered with the nearest, and nothing is written", () => {
  const near = shop.run("threatloom", ["init", "--template", "wbe"]);
  expect(near).toEqual({ code: 2, output: expect.stringContaining("Did you mean web?") });
  const far = shop.run("threatloom", ["init", "--template", "\u001b[31mconstructor"]);
  expect(far).toEqual({ code: 2, output: expect.stringContaining("There are iot, microservices, mobile") });
  expect(far.output).not.toContain("\u001b");
  for (const file of [MODEL, "threatloom.yaml", ".gitignore"]) expect(shop.has(file)).toBe(false);
});

test("a link to nowhere in its place is left alone", () => {
  symlinkSync(join(shop.path, "nowhere"), join(shop.path, MODEL));
  expect(shop.run("threatloom", ["init", "--template", "web"]).code).toBe(2);
  expect(shop.has("nowhere")).toBe(false);
  expect(shop.has("threatloom.yaml")).toBe(false);
});

test("the guide names each template, and its command runs in an empty folder", () => {
  const text = guide("guide.md").find(({ title }) => title === "1. Start")!;
  for (const name of templateNames) expect(text.text).toContain(`\`${name}\``);
  const commands = text.blocks.filter(({ kind }) => kind === "console").map(({ body }) => body.trim().split(" "));
  expect(commands).toHaveLength(1);
  expect(said(...commands[0]!.slice(1))).toContain(`wrote ${MODEL}`);
});
