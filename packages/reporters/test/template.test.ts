import { readFileSync } from "node:fs";
import type { Report } from "@threatloom/model";
import { renderTemplate } from "@threatloom/reporters";
import { describe, expect, test } from "@jest/globals";
import { templateContext } from "../src/template/context.js";
import { escapingOf } from "../src/template/render.js";
import { sampleCritical } from "./sample-critical.js";
import { sampleDrift } from "./sample-drift.js";
import { emptyReport, sampleReport } from "./sample-report.js";
import { hostile, openFinding } from "./sample-requirements.js";

const docs = new URL("../../../docs/", import.meta.url).pathname;

/** Fills a template in, with others beside it. */
async function filled(
  text: string,
  report: Report = sampleReport(),
  more: Record<string, string> = {},
  file = "t.txt",
) {
  const all: Record<string, string> = { ...more, [file]: text };
  return renderTemplate(report, file, (name) => (Object.hasOwn(all, name) ? all[name]! : null));
}

async function text(...args: Parameters<typeof filled>): Promise<string> {
  const { text: out, problem } = await filled(...args);
  if (problem !== null) throw new Error(JSON.stringify(problem));
  return out;
}

/** A report with something in every list. */
function fullReport(name = hostile): Report {
  const report = sampleReport();
  const coverage = report.coverage && { ...report.coverage, critical: sampleCritical(name) };
  const findings = [openFinding("a"), openFinding("b", { unknown: ["App:Web: authenticates"] })];
  const exposure = { key: "k", component: "c", threat: "t", componentName: name, threatName: name, severity: null };
  const when = { commit: "a".repeat(40), date: "2026-01-31T12:00:00Z" };
  const counts = { open: 1, partial: 0, mitigated: 2, accepted: 0, transferred: 0, expired: 0 };
  const point = { ...when, ...counts, functions: { found: 3, covered: 2, tested: 1 }, opened: [exposure], closed: [] };
  return {
    ...report,
    coverage,
    drift: sampleDrift(),
    analysis: { ...report.analysis, findings },
    trend: {
      points: [point],
      open: [{ ...exposure, ...when, days: 3, atLeast: true }],
      every: "day",
      since: null,
      until: "2026-02-03",
      shallow: false,
    },
  };
}

/** Every path of a value: `open[].component`. */
function pathsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value) && value.length === 0) return [path];
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => pathsOf(one, `${path}[]`)))];
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one, path === "" ? key : `${path}.${key}`));
}

describe("what a template is given", () => {
  test("stands in docs/templates.md, all of it and nothing else", () => {
    const page = readFileSync(`${docs}templates.md`, "utf8").split("## What a template is given")[1]!;
    const written = [...page.matchAll(/^\| `([^`]+)` +\| /gm)].map(([, path]) => path!);
    const given = [...new Set(pathsOf(templateContext(fullReport())).map((path) => path.replace(/\[\]$/, "")))];
    expect(written.sort()).toEqual(given.sort());
  });
  test("is on one line and printable, whatever the repository holds", () => {
    const all = JSON.stringify(templateContext(fullReport(`a\nb\u202e\u001b[31m`)));
    expect(all).not.toMatch(/\u202e|\u001b/);
    expect(all).toContain("a b\\\\u{202e}\\\\x1b[31m");
  });
});

describe("escaping", () => {
  test("goes by the ending of the template", () => {
    const kinds = ["a.html", "a.XML.njk", "a.svg.j2", "a.md.jinja2", "a.txt", "a.csv.njk", "html", "a.njk"];
    expect(kinds.map(escapingOf)).toEqual(["html", "html", "html", "markdown", null, null, null, null]);
  });
  const nasty = { ...emptyReport(), project: `<img src=x onerror="a"> [x](y) {{ 7 * 7 }}` };
  test("is on for HTML and Markdown, in included parts and macros too, and never twice", async () => {
    const part = { "part.txt": "{{ project }}" };
    const macro = "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(project) }}";
    for (const template of ["{{ project }}", '{% include "part.txt" %}', macro]) {
      const html = await text(template, nasty, part, "t.html");
      expect(html).toContain("&lt;img src=x onerror=&quot;a&quot;&gt; [x](y) {{ 7 * 7 }}");
      expect(html).not.toContain("&amp;");
      expect(await text(template, nasty, part, "t.md")).not.toMatch(/<img|\]\(/);
    }
    expect(await text("{{ project }}", nasty)).toBe(nasty.project);
  });
  test("has filters for other places", async () => {
    const out = await text('{{ "=1+1" | csv }} {{ "<b>" | markdown }} {{ [1, "a"] | json }} {{ 1 | percent(4) }}');
    expect(out).toBe(`"'=1+1" &lt;b&gt; [1,"a"] 25 %`);
    expect(await text('{{ "2026-01-31T12:00:00Z" | date }}|{{ none | csv }}|{{ none }}')).toBe('2026-01-31|""|');
  });
  test("groups by names that every object has", async () => {
    const template =
      '{% for k, v in [{ n: "constructor" }, { n: "__proto__" }, { n: "constructor" }] | groupby("n") %}{{ k }}{{ v | length }} {% endfor %}';
    expect(await text(template)).toBe("constructor2 __proto__1 ");
  });
});

describe("no template runs code", () => {
  test.each([
    `{{ "x".constructor.constructor("return process")() }}`,
    `{{ range.constructor("return process")() }}`,
    `{{ [].constructor.constructor("return process")() }}`,
    `{{ {}.__proto__.constructor("x")() }}`,
    `{{ constructor.constructor("return process")() }}`,
    `{{ __proto__.__defineGetter__("x", range) }}`,
    `{{ open.map.call() }}`,
    `{{ (project | safe).constructor.constructor("return process")() }}`,
    `{{ ({ a: 1 })["con" + "structor"]("x") }}`,
    `{{ cycler("a").next.constructor("return process")() }}`,
    `{% set p = "constructor" %}{{ project[p][p]("return process")() }}`,
    `{% macro m() %}{% endmacro %}{{ m.constructor("return process")() }}`,
    "{{ f(a\\, ;Function`globalThis.ran=1```;b\\) }}",
    "{{ a\\ }}",
    `{% set a"b = 1 %}`,
  ])("%s", async (template) => {
    const { text: out, problem } = await filled(template);
    expect(out).toBeNull();
    expect(problem).toMatchObject({ file: "t.txt", message: expect.stringMatching(/\S/) });
    expect(globalThis).not.toHaveProperty("ran");
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
  test.each(["{{ constructor }}{{ toString }}", `{{ {}.__proto__ }}{{ "x".constructor }}`, `{{ project.__proto__ }}`])(
    "%s is nothing",
    async (template) => {
      expect(await text(template)).toBe("");
    },
  );
  test("nor without end", async () => {
    expect(await text("{% for i in range(3, 9, 2) %}{{ i }}{% endfor %}{{ range(2) | length }}")).toBe("3572");
    for (const template of ["{{ range(1e9) }}", "{{ range(0, 9, 0) }}", "{{ [1] | random }}"])
      expect((await filled(template)).problem).not.toBeNull();
    const again = await filled('{% include "t.txt" %}');
    expect(again.problem).toMatchObject({ message: expect.stringMatching(/50 deep/) });
    const macro = await filled("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
    expect(macro.problem).toMatchObject({ message: expect.stringMatching(/50 deep/) });
  });
});

describe("what is wrong is told with its place", () => {
  test.each<[string, Record<string, string>, string, number | null]>([
    ["a\n{{ open[0].componnet }}", {}, `t.txt:2`, 2],
    ["a\n\n{% fro x in open %}", {}, "t.txt:3", 3],
    ["{% for x in open %}", {}, "t.txt", null],
    ["a\n{{ project | nofilter }}", {}, "t.txt", null],
    ['a\n{% include "part.txt" %}', { "part.txt": "x\ny\n{{ verdict.opne }}" }, "part.txt:3", 3],
    ['{% extends "base.txt" %}', { "base.txt": "x\n{% wrong %}" }, "base.txt:2", 2],
    ['{% include "../../etc/passwd" %}', {}, "t.txt", null],
  ])("%j", async (template, more, place, line) => {
    const { problem } = await filled(template, fullReport(), more);
    expect(problem).not.toBeNull();
    expect(problem!.file).toBe(place.split(":")[0]);
    if (line !== null) expect(problem!.line).toBe(line);
    expect(problem!.message).toMatch(/\S/);
    expect(problem!.message).not.toMatch(/\n|Template render error/);
  });
  test("a property that is not there comes with the one that was meant", async () => {
    expect((await filled("{{ open[0].componnet }}")).problem!.message).toContain('did you mean "component"?');
    expect(await text("{% if open[0].severity %}{% endif %}{{ { a: 1 }.b }}")).toBe("");
  });
});

describe("the examples", () => {
  const example = (name: string): string => readFileSync(`${docs}examples/${name}`, "utf8");
  test("mail.html.njk", async () => {
    const out = await text(example("mail.html.njk"), fullReport("<i>"), {}, "mail.html.njk");
    expect(out).toMatch(/<h1 [^>]*>web-shop/);
    expect(out).not.toContain("<i>");
    expect(out).toContain("Look here next");
    expect(await text(example("mail.html.njk"), emptyReport(), {}, "mail.html.njk")).not.toContain("<table");
  });
  test("by-component.md.njk", async () => {
    const out = await text(example("by-component.md.njk"), fullReport(), {}, "by-component.md.njk");
    expect(out).toMatch(/^# Threats of /);
    expect(out.match(/^## /gm)!.length).toBeGreaterThan(0);
    expect(await text(example("by-component.md.njk"), emptyReport(), {}, "x.md")).toContain("Nothing is open.");
  });
});
