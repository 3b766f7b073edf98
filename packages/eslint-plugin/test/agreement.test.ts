import { afterAll, describe, expect, test } from "@jest/globals";
import { judgeFile, openProject, scan, type JudgedFile, type Scan } from "@threatloom/engine";
import { parse } from "@typescript-eslint/parser";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folders } from "./lint.js";

const FIXTURES = join(import.meta.dirname, "../../../fixtures");
const TODAY = "2026-01-01";
const PROJECTS = ["shop-ts", "mixed", "microservices", "three-tier"];

const temp = folders();
afterAll(() => {
  temp.dispose();
});

/** A file as ESLint would hand it over; null where its parser refuses it. */
function judged(root: string, path: string): JudgedFile | null {
  const text = readFileSync(join(root, path), "utf8").replace(/^\uFEFF/, "");
  let spans: { start: number; end: number }[];
  try {
    const { comments } = parse(text, { comment: true, range: true, ecmaFeatures: { jsx: path.endsWith("x") } });
    spans = comments.map(({ range: [start, end] }) => ({ start, end }));
  } catch {
    return null;
  }
  const asked = { file: join(root, path), text, comments: spans, today: TODAY };
  const answer = judgeFile({ ...asked, functions: true, critical: true });
  expect(answer).toMatchObject({ kind: "judged", path });
  return answer as JudgedFile;
}

const isScript = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);

async function wholeOf(root: string): Promise<Scan> {
  const { project } = openProject(root);
  return scan(project!, { today: TODAY, coverage: true, critical: { commits: 0 }, cache: false });
}

/** What both doors say of a file, in the same words; without what a parser of ESLint's does not complain about. */
function compare(whole: Scan, path: string, file: JudgedFile): void {
  const functions = whole.coverage!.list.filter((fn) => fn.file === path);
  expect(file.functions.map(({ name, covered, exported }) => [name, covered, exported])).toEqual(
    functions.map(({ name, covered, exported }) => [name, covered, exported]),
  );
  const own = whole.diagnostics.filter((d) => d.file === path && d.code !== "syntax-error");
  expect(file.diagnostics.map(({ code, line, column }) => [code, line, column])).toEqual(
    own.map(({ code, line, column }) => [code, line, column]),
  );
  const claims = whole.model.claims.filter(({ kind, location }) => location.file === path && kind === "exposure");
  expect(file.claims.filter(({ kind }) => kind === "exposure").map(({ open }) => open)).toEqual(
    claims.map(({ open }) => open),
  );
}

describe.each(PROJECTS)("in the project %s", (name) => {
  const root = join(FIXTURES, "projects", name);

  test("lint rules see the claims, functions and diagnostics that every other door sees", async () => {
    const whole = await wholeOf(root);
    const files = whole.paths.filter(isScript);
    for (const path of files) compare(whole, path, judged(root, path)!);
  });

  test("what functions call themselves makes them critical here as there", async () => {
    const whole = await wholeOf(root);
    for (const path of whole.paths.filter(isScript)) {
      const wanted = whole
        .coverage!.critical!.areas.filter((area) => area.file === path && area.sinks.every((s) => s.through === null))
        .map((area) => area.name);
      const found = judged(root, path)!.functions.filter((fn) => fn.critical !== null && fn.covered === "none");
      expect(found.map((fn) => fn.name).sort()).toEqual(expect.arrayContaining(wanted.sort()));
    }
  });
});

test("claims stand on the same functions, wherever a comment is put into the fixtures of the language", async () => {
  const root = temp.make({ "threatloom.yaml": "project:\n  name: Fixtures\n" });
  cpSync(join(FIXTURES, "languages/typescript"), join(root, "src"), { recursive: true });
  for (const name of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter(isScript)) {
    const path = join(root, "src", name);
    const claimed = readFileSync(path, "utf8").replace(
      /^(?=[ \t]*(?:@|async|class|const|default|export|function|get|private|public|return|set|static|[a-z]\w*\())/gim,
      "// @exposes App:Web to spoofing with no login\n",
    );
    writeFileSync(path, claimed);
  }
  const whole = await wholeOf(root);
  let read = 0;
  for (const path of whole.paths.filter(isScript)) {
    const file = judged(root, path);
    if (file === null) continue;
    read += file.claims.length;
    compare(whole, path, file);
  }
  expect(read).toBeGreaterThan(100);
});
