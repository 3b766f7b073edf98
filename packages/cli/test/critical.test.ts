import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { sinkCategories } from "@threatloom/catalog";
import type { AreaOfConcern, CriticalCoverage } from "@threatloom/model";
import { commitAll, gitRepository, golden, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { guide } from "./guides.js";
import { ROOT } from "./workshop.js";

const CASES = join(ROOT, "fixtures/critical");

const made: { dispose: () => void }[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.dispose();
});

async function criticalOf(folder: string, commits = "0"): Promise<CriticalCoverage> {
  const args = ["coverage", "--critical", "--format", "json", "--no-cache", "--commits", commits, folder];
  const { code, stdout, stderr } = await threatloom(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return (JSON.parse(stdout) as { coverage: { critical: CriticalCoverage } }).coverage.critical;
}

async function of(files: Record<string, string>): Promise<CriticalCoverage> {
  const root = tempFolder(files);
  made.push(root);
  return criticalOf(root.path);
}

const line = ({ file, name, sinks, exposure }: AreaOfConcern): string =>
  `${file} ${name}: ${sinks.map(({ category, target, through }) => `${category} ${target}${through ? ` through ${through.name}` : ""}`).join(", ")}; ${exposure.kind}${exposure.steps > 0 ? ` ${exposure.from!.name} ${exposure.steps}` : ""}`;

describe.each(["go", "typescript"] as const)("the catalogue of sinks in %s", (language) => {
  test("finds what fires, and nothing that only looks like it", async () => {
    const { areas } = await criticalOf(join(CASES, language));
    expect(areas.filter(({ name }) => /quiet/i.test(name)).map(line)).toEqual([]);
    golden(join(CASES, `${language}.expected.txt`), `${areas.map(line).sort().join("\n")}\n`);
    const seen = new Set(areas.flatMap(({ sinks }) => sinks.map(({ category }) => category)));
    const wanted = sinkCategories.filter((category) => category[language] !== "").map(({ id }) => id);
    expect(wanted.filter((id) => !seen.has(id))).toEqual([]);
  });
});

const RUN = 'import { exec } from "node:child_process";\n';

describe("critical functions", () => {
  test("are counted; those with a claim, their own or of their type, are no area of concern", async () => {
    const critical = await of({
      "a.ts": `${RUN}// @mitigates App:Web against command injection with a list\nexport function covered(x: string) { exec(x); }
// @mitigates App:Web against command injection with a list\nexport class Tool { byType(x: string) { exec(x); } }
export function open(x: string) { exec(x); }
`,
    });
    expect(critical).toMatchObject({ found: 3, covered: 1, byType: 1, commits: null });
    expect(critical.areas.map(({ name }) => name)).toEqual(["open"]);
  });

  test("are not what only calls a wrapper that answers for itself, or that many call", async () => {
    const callers = (count: number): string =>
      Array.from({ length: count }, (_, at) => `export function c${at}(x: string) { run(x); x.trim(); }\n`).join("");
    const wrapper = "export function run(x: string) { return exec(x); }\n";
    const named = async (text: string): Promise<string[]> =>
      (await of({ "a.ts": RUN + text })).areas.map(({ name }) => name);
    expect(await named(wrapper + callers(2))).toEqual(["run", "c0", "c1"]);
    expect(await named(`// @mitigates App:Web against command injection with a list\n${wrapper}${callers(2)}`)).toEqual(
      [],
    );
    expect(await named(wrapper + callers(9))).toEqual(["run"]);
    const two =
      "export function run(x: string) { check(x); return exec(x); }\nfunction check(x: string) { x.trim(); }\n";
    expect(await named(two + callers(2))).toEqual(["run"]);
  });

  test("are ranked by severity, then by how they are reached", async () => {
    const { areas } = await of({
      "a.ts": `${RUN}import { readFile } from "node:fs/promises";
import express from "express";
const app = express();
app.get("/run", (request, response) => { middle(request.query.x); });
function middle(x: string) { return [reached(x), x]; }
function reached(x: string) { return [exec(x), x.trim()]; }
function unreached(x: string) { return [exec(x), x]; }
export function reads(x: string) { return readFile(x); }
`,
    });
    expect(
      areas.map(({ name, score, exposure: { kind, from, steps } }) => [name, score, kind, from?.name, steps]),
    ).toEqual([
      ["reached", 50, "handler", 'app.get("/run")', 2],
      ["unreached", 40, "none", undefined, 0],
      ['app.get("/run")', 32, "handler", 'app.get("/run")', 0],
      ["reads", 14, "exported", "reads", 0],
    ]);
  });

  test("recursion, broken code and missing modules end no run", async () => {
    const { areas } = await of({
      "a.ts": `${RUN}import { x } from "./gone.js";\nexport function one(t: string) { two(t); exec(t); }\nexport function two(t: string) { one(t); x(t); }\n`,
      "b.ts": "export function broken( { exec(((;\n",
      "c.go": 'package c\nimport "os/exec"\nfunc a() { b(); exec.Command("x") }\nfunc b() { a( }\n',
      "gen.go": '// Code generated by x. DO NOT EDIT.\n\npackage c\nimport "os/exec"\nfunc g() { exec.Command("x") }\n',
    });
    expect(areas.map(({ name }) => name)).toEqual(["one", "a"]);
  });
});

describe("the suggestion", () => {
  const suggested = async (files: Record<string, string>): Promise<string[]> =>
    (await of(files)).areas.map(({ suggestion: { annotation } }) => annotation);

  test("speaks of the project's own components and threats", async () => {
    const model =
      '@component Shop:Search (#search)\n@component "Back Office"\n@threat Shell tricks (#shell):\n  references: [CWE-78]\n';
    expect(
      await suggested({
        "model.threatspec": model,
        "search/a.ts": `${RUN}// @exposes #search to guessing with nothing\nexport function other() { return 1; }\nexport function open(x: string) { exec(x); }\n`,
        "search/b.ts": `${RUN}export function beside(x: string) { exec(x); }\n`,
        "office/a.ts": `${RUN}// @mitigates "Back Office" against guessing with limits\nexport function other() { return 1; }\nexport function open(x: string) { exec(x); }\n`,
      }),
    ).toEqual([
      '// @mitigates "Back Office" against #shell with a fixed program and a list of checked arguments',
      "// @mitigates #search against #shell with a fixed program and a list of checked arguments",
      "// @mitigates #search against #shell with a fixed program and a list of checked arguments",
    ]);
  });

  test("covers the function where it is written, whatever its sink is", async () => {
    const texts = sinkCategories.map(
      ({ threat, control }, at) =>
        `// @mitigates App:Web against ${threat} with ${control}\nexport function f${at}(x: string) { exec(x); }\n`,
    );
    const { found, covered } = await of({ "a.ts": RUN + texts.join("") });
    expect([found, covered]).toEqual([sinkCategories.length, sinkCategories.length]);
  });

  test("proposes a component where there is none, named after the place", async () => {
    const body = `${RUN}export function open(x: string) { exec(x); }\n`;
    const texts = await suggested({ "user-store.ts": body, "src/mail/send.ts": body });
    expect(texts.map((text) => text.split(" against ")[0])).toEqual([
      "// @mitigates App:Mail",
      "// @mitigates App:User Store",
    ]);
  });
});

describe("churn", () => {
  const body = (x: string): string => `${RUN}export function f${x}(x: string) { exec(x); }\n`;

  test("ranks what changed often first; as many commits as asked for are looked at", async () => {
    const root = tempFolder({ "a.ts": body("a"), "b.ts": body("b") });
    made.push(root);
    gitRepository(root.path);
    for (const change of ["2", "3"]) {
      writeFiles(root.path, { "b.ts": `${body("b")}// ${change}\n` });
      commitAll(root.path, "change");
    }
    const churned = async (commits: string): Promise<unknown> => {
      const critical = await criticalOf(root.path, commits);
      return [critical.commits, critical.areas.map(({ name, churn }) => [name, churn])];
    };
    expect(await churned("500")).toEqual([
      3,
      [
        ["fb", 3],
        ["fa", 1],
      ],
    ]);
    expect(await churned("1")).toEqual([
      1,
      [
        ["fb", 1],
        ["fa", 0],
      ],
    ]);
    expect(await churned("0")).toEqual([
      null,
      [
        ["fa", null],
        ["fb", null],
      ],
    ]);
  });

  test("a number of commits that is none is refused", async () => {
    const root = tempFolder({});
    made.push(root);
    const { code, stdout, stderr } = await threatloom(["coverage", "--critical", "--commits", "-1", root.path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--commits: not a number of commits");
  });
});

describe("docs/critical.md", () => {
  const blocks = guide("critical.md").flatMap((section) => section.blocks);

  test("prints what its commands print", async () => {
    const files = blocks.flatMap(({ file, body }) => (file === undefined ? [] : [[file, body] as const]));
    const root = tempFolder(Object.fromEntries(files));
    made.push(root);
    const commands = blocks.filter(({ kind }) => kind === "bash").map(({ body }) => body.trim().split(" ").slice(1));
    const outputs: string[] = [];
    for (const command of commands) {
      const { code, stdout } = await threatloom(command, { cwd: root.path });
      expect(code).toBe(0);
      outputs.push(stdout);
    }
    expect(outputs[0]).toContain(blocks.find(({ kind }) => kind === "output")!.body.trimEnd());
  });
});
