import { afterAll, describe, expect, test } from "@jest/globals";
import { judgeFile } from "@threatloom/engine";
import { commitAll, gitRepository, writeFiles } from "@threatloom/testing";
import { parse } from "@typescript-eslint/parser";
import type { Linter } from "eslint";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { rules } from "../src/index.js";
import { folders, lines, told, typescriptParser, type Told } from "./lint.js";

const temp = folders();
afterAll(() => {
  temp.dispose();
});

const ALL = Object.fromEntries(Object.keys(rules).map((id) => [id, "error"])) as Linter.RulesRecord;
const MODEL = "@component App:Web (#web)\n@threat SQL injection (#sqli)\n";
const EXPOSED = "// @exposes #web to #sqli with joined strings\nexport function find() {}\n";
const MITIGATED = "// @mitigates #web against #sqli with bound parameters\nexport function find() {}\n";

const project = (files: Record<string, string> = {}): string =>
  temp.make({ "threatloom.yaml": "project:\n  name: Shop\n", "model.threatspec": MODEL, ...files });

const scansSoFar = (folder: string): number =>
  judgeFile({
    file: join(folder, "x.ts"),
    text: "",
    comments: [],
    today: "2026-01-01",
    functions: false,
    critical: false,
  }).scans;

/** Asks until the answer is the wanted one: how soon files are looked at again depends on the machine. */
async function until(ask: () => Told[], wanted: (told: Told[]) => boolean): Promise<Told[]> {
  for (let tries = 0; ; tries++) {
    const found = ask();
    if (wanted(found) || tries > 200) return found;
    await setTimeout(50);
  }
}

describe.each(lines)("on %s", (_line, eslint) => {
  const look = (
    folder: string,
    file: string,
    code: string,
    set: Linter.RulesRecord = ALL,
    parser = typescriptParser,
  ): Told[] => told(eslint, code, { rules: set, filename: join(folder, file), parser });
  const rulesIn = (found: Told[]): (string | null)[] => found.map(({ rule }) => rule);
  const sound = (found: Told[]): boolean => found.length === 0;

  test("two hundred files are one scan", () => {
    const names = Array.from({ length: 200 }, (_, i) => `src/file${i}.ts`);
    const folder = project(Object.fromEntries(names.map((name) => [name, MITIGATED])));
    const before = scansSoFar(temp.make());
    for (const name of names) expect(look(folder, name, MITIGATED)).toEqual([]);
    expect(scansSoFar(temp.make()) - before).toBe(1);
  });

  test("a file without annotations asks for nothing, unless functions are wanted", () => {
    const folder = project();
    const before = scansSoFar(temp.make());
    const set = { "valid-annotation": "error", "no-unknown-reference": "error" } as const;
    expect(look(folder, "src/a.ts", "/** @param a it */\nexport function a(a) {}", set)).toEqual([]);
    expect(scansSoFar(temp.make())).toBe(before);
  });

  test("what a model file says of the code of a file is said there", () => {
    const code = "export function find() {}\nexport function list() {}\n";
    const gal = '@source file:src/a.ts line:2 symbol:list\n@exposes #web to #sqli -- "joined strings"\n';
    const folder = project({ "src/a.ts": code, "src/model.gal": gal });
    const found = look(folder, "src/a.ts", code, { "no-open-exposure": "error", "valid-annotation": "error" });
    expect(found.map(({ rule, line }) => [rule, line])).toEqual([["no-open-exposure", 2]]);
    writeFiles(folder, { "threatloom.yaml": "project: [\n" });
    expect(look(folder, "src/other.ts", code, { "no-open-exposure": "error" })).toEqual([]);
  });

  test("what stands in the editor wins over the disk, and the rest comes from the disk", () => {
    const folder = project({ "src/a.ts": EXPOSED, "src/b.ts": "// @threat spoofing (#spoofing)\n" });
    const set = { "no-open-exposure": "error", "no-unknown-reference": "error" } as const;
    expect(rulesIn(look(folder, "src/a.ts", EXPOSED, set))).toEqual(["no-open-exposure"]);
    expect(look(folder, "src/a.ts", MITIGATED, set)).toEqual([]);
    expect(look(folder, "src/a.ts", "// @mitigates #web against #spoofing with logins\n", set)).toEqual([]);
    // The definition is gone from the text, though the file still has it.
    const without = "// @mitigates #web against #spoofing with logins\nexport class A {}\n";
    expect(rulesIn(look(folder, "src/b.ts", without, set))).toEqual(["no-unknown-reference"]);
    expect(look(folder, "src/new/c.ts", MITIGATED, set)).toEqual([]);
  });

  test("newer files are seen", async () => {
    const folder = project();
    const set = { "no-unknown-reference": "error" } as const;
    const code = "// @mitigates #web against #late with care\n";
    expect(rulesIn(look(folder, "a.ts", code, set))).toEqual(["no-unknown-reference"]);
    writeFiles(folder, { "late.threatspec": "@threat lateness (#late)\n" });
    expect(await until(() => look(folder, "a.ts", code, set), sound)).toEqual([]);
    rmSync(join(folder, "late.threatspec"));
    expect(
      rulesIn(
        await until(
          () => look(folder, "a.ts", code, set),
          (found) => !sound(found),
        ),
      ),
    ).toEqual(["no-unknown-reference"]);
  });

  test("a configuration that cannot be read is one message, and is read again once it is mended", async () => {
    const folder = project({ "threatloom.yaml": "project:\n  name: Shop\nexcludes: [a]\n" });
    const found = look(folder, "src/a.ts", EXPOSED);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line: 1, column: 1 });
    expect(found[0]!.message).toMatch(/^threatloom\.yaml:3:1: .*excludes.*Did you mean `exclude`\?/);
    writeFiles(folder, { "threatloom.yaml": "project:\n  name: Shop\n" });
    const set = { "no-open-exposure": "error" } as const;
    expect(
      rulesIn(
        await until(
          () => look(folder, "src/a.ts", EXPOSED, set),
          (one) => one[0]?.line === 1 && one[0].column > 1,
        ),
      ),
    ).toEqual(["no-open-exposure"]);
  });

  test("a configuration below the root with an error is one message too", () => {
    const folder = project({ "lib/threatloom.yaml": "dialects: [klingon]\n", "lib/a.ts": "" });
    const found = look(folder, "src/a.ts", EXPOSED);
    expect(found.map(({ message }) => message.startsWith("lib/threatloom.yaml:1:"))).toEqual([true]);
  });

  test("what the configuration leaves out is left alone, and pinned dialects hold", () => {
    const folder = project({
      "threatloom.yaml": "project:\n  name: Shop\nexclude: [legacy/]\ndialects: [canonical]\n",
    });
    expect(look(folder, "legacy/a.ts", "// @mitigats #web against #sqli with care")).toEqual([]);
    const set = { "valid-annotation": "error", "no-open-exposure": "error" } as const;
    const written = '// @exposes #web to #sqli -- "joined strings"';
    expect(rulesIn(look(folder, "src/a.ts", written, set))).toEqual(["valid-annotation"]);
    expect(rulesIn(look(project(), "src/a.ts", written, set))).toEqual(["no-open-exposure"]);
  });

  test("outside of any project the file is checked alone", () => {
    const folder = temp.make({ "other.ts": "// @threat spoofing (#spoofing)" });
    const before = scansSoFar(folder);
    const code =
      "// @threat SQL injection (#sqli)\n// @mitigats App:Web against #sqli with x\n// @exposes App:Web to #spoofing with y\n";
    const set = { "valid-annotation": "error", "no-unknown-reference": "error" } as const;
    expect(rulesIn(look(folder, "a.ts", code, set))).toEqual(["valid-annotation", "no-unknown-reference"]);
    expect(scansSoFar(folder)).toBe(before);
  });

  test("a repository is a project without any configuration, and files are found through links", () => {
    const folder = temp.make({ "model.threatspec": MODEL, "src/a.ts": EXPOSED });
    gitRepository(folder);
    commitAll(folder, "all");
    const link = join(temp.make(), "link");
    symlinkSync(folder, link);
    for (const root of [folder, link])
      expect(
        rulesIn(look(root, "src/a.ts", EXPOSED, { "no-open-exposure": "error", "no-unknown-reference": "error" })),
      ).toEqual(["no-open-exposure"]);
  });

  test("what git ignores is left alone, and what was saved for the first time is not", () => {
    const folder = temp.make({ ".gitignore": "dist/\n", "model.threatspec": MODEL, "dist/a.js": "" });
    gitRepository(folder);
    const broken = "// @mitigats #web against #sqli with care\n";
    const set = { "valid-annotation": "error" } as const;
    expect(look(folder, "dist/a.js", broken, set)).toEqual([]);
    expect(rulesIn(look(folder, "new.ts", broken, set))).toEqual(["valid-annotation"]);
    writeFiles(folder, { "new.ts": broken });
    expect(rulesIn(look(folder, "new.ts", broken, set))).toEqual(["valid-annotation"]);
  });

  test("places are right behind any line end, and invisible characters are shown", () => {
    const folder = project();
    const set = { "no-open-exposure": "error" } as const;
    const code = "\uFEFFconst a = '\u2028';\r\n\tconst b = '😀'; // @exposes #web to sp\u001b[31moofing with x\r\n";
    const [found, ...others] = look(folder, "a.ts", code, set);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ line: 3, column: 21 });
    expect(found!.message).toContain("App:Web is exposed to sp\\x1b[31moofing by x");
  });

  test("`threatloom-ignore-next-line` silences a diagnostic, and ESLint's own comments silence a rule", () => {
    const folder = project();
    const silenced =
      "// threatloom-ignore-next-line dangling-reference it comes with the next release\n// @exposes #web to #soon with x\n";
    expect(look(folder, "a.ts", silenced, { "no-unknown-reference": "error" })).toEqual([]);
    const disabled = `/* eslint-disable threatloom/no-open-exposure */\n${EXPOSED}`;
    expect(look(folder, "a.ts", disabled, { "no-open-exposure": "error" })).toEqual([]);
  });

  test("other languages are read for their comments and nothing more", () => {
    // A component file: only what stands in the script is code.
    const blank = (part: string): string => part.replace(/[^\n]/g, " ");
    const parser = {
      parse: (text: string) => {
        const start = text.indexOf("<script>") + 8;
        const end = text.indexOf("</script>");
        const script = blank(text.slice(0, start)) + text.slice(start, end) + blank(text.slice(end));
        return parse(script, { comment: true, loc: true, range: true, tokens: true });
      },
    } as unknown as Linter.Parser;
    const folder = project();
    const page = (comment: string): string =>
      `<p>@mitigats #web against #sqli with x</p>\n<script>\n// ${comment}\nfunction find() {}\n</script>\n`;
    const set = { ...ALL, "require-annotation": ["error", { functions: [{ names: ["*"] }] }] } as Linter.RulesRecord;
    expect(
      look(folder, "a.vue", page("@mitigats #web against #sqli with x"), set, parser).map(({ rule, line, column }) => [
        rule,
        line,
        column,
      ]),
    ).toEqual([["valid-annotation", 3, 4]]);
    expect(rulesIn(look(folder, "a.vue", page("@mitigates #web against #sqll with x"), set, parser))).toEqual([
      "no-unknown-reference",
    ]);
    expect(rulesIn(look(folder, "a.vue", page("@exposes #web to #sqli with x"), set, parser))).toEqual([
      "no-open-exposure",
    ]);
  });

  test("tests, declarations and generated files need no claims", () => {
    const folder = project();
    const set = { "require-annotation": ["error", { functions: [{ names: ["*"] }] }] } as Linter.RulesRecord;
    const code = "export function find() { return 1; }\n";
    for (const file of ["src/a.test.ts", "test/a.ts", "a.min.js"]) expect(look(folder, file, code, set)).toEqual([]);
    expect(rulesIn(look(folder, "src/a.ts", code, set))).toEqual(["require-annotation"]);
  });
});

test("text without a name stands where ESLint runs", () => {
  const [, { Linter: Line }] = lines[1];
  const found = new Line({ configType: "flat" }).verify(EXPOSED.replace("#sqli", "#nowhere"), [
    { plugins: { threatloom: { rules: { ...rules } } }, rules: { "threatloom/no-unknown-reference": "error" } },
  ]);
  expect(found.map(({ message }) => message)).toContain("no threat has the id #nowhere. (dangling-reference)");
});
