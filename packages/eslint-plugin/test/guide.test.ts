import { afterAll, describe, expect, test } from "@jest/globals";
import { gitRepository, writeFiles } from "@threatloom/testing";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { rules } from "../src/index.js";
import { folders } from "./lint.js";

const ROOT = join(import.meta.dirname, "../../..");
const text = readFileSync(join(ROOT, "docs/eslint.md"), "utf8");

/** The blocks of the page in order; those with a file name are files, `sh` are commands, `text` is what the last one says. */
const blocks = [...text.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)].map(([, kind = "", file, body = ""]) => ({
  kind,
  file,
  body,
}));

const temp = folders();
afterAll(() => {
  temp.dispose();
});

const PACKAGES = ["@typescript-eslint/parser", "eslint-plugin-jsdoc", "eslint-plugin-tsdoc", "typescript"];

/** A project with a line of ESLint installed in it. */
function projectWith(eslint: string): string {
  const folder = temp.make({
    "package.json": '{ "type": "module" }\n',
    "tsconfig.json": "{}\n",
    ".gitignore": "node_modules\n",
  });
  const put = (name: string, target: string): void => {
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(target, place);
  };
  put("eslint", join(ROOT, "node_modules", eslint));
  put("@threatloom/eslint-plugin", join(ROOT, "packages/eslint-plugin"));
  for (const name of PACKAGES) put(name, join(ROOT, "node_modules", name));
  gitRepository(folder);
  return folder;
}

/** Runs a line of the page. The process ends by itself: nothing the plugin started keeps it alive. */
function run(folder: string, line: string): { code: number | null; out: string } {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  expect(words.slice(0, 2)).toEqual(["npx", "eslint"]);
  const program = join(folder, "node_modules/eslint/bin/eslint.js");
  const done = spawnSync(process.execPath, [program, ...words.slice(2)], {
    cwd: folder,
    encoding: "utf8",
    timeout: 50_000,
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  expect({ stderr: done.stderr, signal: done.signal }).toEqual({ stderr: "", signal: null });
  return { code: done.status, out: done.stdout.replaceAll(`${folder}/`, "") };
}

const squeezed = (said: string): string => said.replace(/ +/g, " ").trim();

describe.each(["eslint-9", "eslint"])("the guide, with %s", (eslint) => {
  const outputs: { line: string; code: number | null; out: string }[] = [];

  test("what it says is printed is printed", () => {
    const folder = projectWith(eslint);
    for (const { kind, file, body } of blocks) {
      if (file !== undefined) writeFiles(folder, { [file]: body });
      else if (kind === "sh") for (const line of body.trim().split("\n")) outputs.push({ line, ...run(folder, line) });
      else if (kind === "text") expect(squeezed(outputs.at(-1)!.out)).toBe(squeezed(body));
    }
    expect(outputs.map(({ line, code }) => [line.slice(0, 25), code])).toEqual([
      ["npx eslint src", 1],
      ["npx eslint src/handlers", 1],
      ["npx eslint --rule '{\"thre", 1],
      ["npx eslint src/documented", 0],
    ]);
  });

  test("critical functions are asked for, acceptances count on their last day, and presets leave nothing to say", () => {
    const [, handlers, dated, documented] = outputs.map(({ out }) => out);
    expect(handlers).toContain("The function `login` starts programs (`child_process#exec`) and carries no claim");
    expect(dated).not.toContain("no-expired-acceptance");
    expect(dated).toContain("no-unknown-reference");
    expect(documented).toBe("");
  });
});

test("a configuration that is no module says the same", () => {
  const folder = projectWith("eslint");
  const files = blocks.flatMap(({ file, body }) => (file === undefined ? [] : [[file, body] as const]));
  const wanted = new Set(["eslint.config.cjs", "model.threatspec", "src/search.ts"]);
  writeFiles(folder, Object.fromEntries(files.filter(([file]) => wanted.has(file))));
  const { code, out } = run(folder, "npx eslint --config eslint.config.cjs src");
  expect({ code, out: squeezed(out) }).toEqual({
    code: 1,
    out: squeezed(blocks.find(({ kind }) => kind === "text")!.body),
  });
});

test("the guide names every rule and only pages that are there", () => {
  for (const id of Object.keys(rules)) expect(text).toContain(`(eslint/${id}.md)`);
  for (const [, link = ""] of text.matchAll(/\]\(([^)#]+)\)/g))
    expect([link, existsSync(join(ROOT, "docs", link))]).toEqual([link, true]);
});
