import { expect, test } from "@jest/globals";
import { git, gitRepository, tempFolder } from "@threatloom/testing";
import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { linkAt, linkOfRemote, templateProblem } from "../src/source-links.js";
import { excerpts, origin, scan, unconfigured } from "../src/index.js";

test.each([
  ["https://github.com/acme/locker.git", "https://github.com/acme/locker/blob/{commit}/{file}#L{line}"],
  ["https://me:secret@github.com/acme/locker", "https://github.com/acme/locker/blob/{commit}/{file}#L{line}"],
  ["git@gitlab.com:acme/deep/er/locker.git", "https://gitlab.com/acme/deep/er/locker/-/blob/{commit}/{file}#L{line}"],
  ["ssh://git@gitlab.acme.example:2222/a/b.git", "https://gitlab.acme.example/a/b/-/blob/{commit}/{file}#L{line}"],
  ["git@bitbucket.org:acme/locker.git", "https://bitbucket.org/acme/locker/src/{commit}/{file}#lines-{line}"],
  ["https://codeberg.org/acme/locker/", "https://codeberg.org/acme/locker/src/commit/{commit}/{file}#L{line}"],
  ["https://gitea.acme.example/a/b", "https://gitea.acme.example/a/b/src/commit/{commit}/{file}#L{line}"],
  ["/srv/git/locker.git", null],
  ["file:///srv/git/locker.git", null],
  ["https://forge.example/a/b", null],
  ["https://github.com/a", null],
  ["https://github.com/a/../b", null],
  ["git@github.com:a/../b", null],
  ["javascript:alert(1)//github.com/a/b", null],
  ['https://github.com/a/b"><script>', null],
  ["x".repeat(5000), null],
])("lines of a clone of %s are read at %s", (remote, link) => {
  expect(linkOfRemote(remote)).toBe(link);
});

test("templates are https addresses with a place for the path", () => {
  expect(templateProblem("https://code.example/{commit}/{file}?l={line}")).toBeNull();
  for (const bad of [
    "http://code.example/{file}",
    "javascript:{file}",
    "https://code.example/",
    'https://x/{file}"',
    "https://x/{file} y",
  ])
    expect(templateProblem(bad)).not.toBeNull();
  expect(linkAt("https://x/{commit}/{file}", "abc", "a b/$&/")).toBe("https://x/abc/a%20b/%24%26/{file}");
});

test("a folder of a repository knows its commit, whether it was changed, and where its lines are read", async () => {
  const folder = tempFolder({ "app/a.ts": "export {};\n", "other.ts": "" });
  gitRepository(folder.path);
  git(folder.path, "remote", "add", "origin", "git@github.com:acme/locker.git");
  const project = unconfigured(join(folder.path, "app"));
  const clean = await origin(project);
  const commit = git(folder.path, "rev-parse", "HEAD").trim();
  expect(clean).toEqual({
    commit,
    date: "2026-01-01T12:00:00+00:00",
    branch: "main",
    changed: false,
    link: `https://github.com/acme/locker/blob/${commit}/app/{file}#L{line}`,
  });
  mkdirSync(join(folder.path, "app/site"));
  expect((await origin(project)).changed).toBe(false);
  folder.dispose();
});

test("outside of git nothing is known", async () => {
  const folder = tempFolder({ "a.ts": "" });
  expect(await origin(unconfigured(folder.path))).toEqual({
    commit: null,
    date: null,
    branch: null,
    changed: false,
    link: null,
  });
  folder.dispose();
});

test("code around claims: two lines on each side, once where claims are near, long lines cut", async () => {
  const lines = [
    ...["first", "second", "third"].map((word) => `const ${word} = 1;`),
    `// @exposes App:Web to spam with ${"long ".repeat(60)}`,
    "export function send() {}",
    "// @exposes App:Web to scraping with no limit",
    "export function list() {}",
    ...Array.from({ length: 20 }, (_, n) => `const n${n} = 1;`),
  ];
  const folder = tempFolder({ "a.ts": lines.join("\r\n") });
  const project = unconfigured(folder.path);
  const { model } = await scan(project, { today: "2026-01-01", coverage: false, cache: false });
  const [only, ...more] = await excerpts(project, model);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ file: "a.ts", line: 2 });
  expect(only!.lines).toHaveLength(7);
  expect(only!.lines[2]).toMatch(/^\/\/ @exposes .{180,}…$/);
  folder.dispose();
});
