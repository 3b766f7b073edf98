import { expect, test } from "@jest/globals";
import { commitAll, gitRepository, tempFolder, writeFiles } from "@threatloom/testing";
import { chmodSync, readFileSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { contentHash, glance, openProject, readAs, readSource, replaceSource, standing } from "../src/index.js";

const CODE = "// @review App:Web x\nexport function f() {}\n";

function projectWith(files: Record<string, string | Uint8Array>) {
  const folder = tempFolder(files);
  return { ...folder, project: openProject(folder.path).project! };
}

test("a glance sees every change, and says whether it could have missed one", async () => {
  const { path, dispose } = projectWith({ "a.ts": CODE, ".threatloom/catalog/x.json": "{}" });
  const first = await glance(path);
  expect(first.settled).toBe(false);
  expect((await glance(path)).key).toBe(first.key);
  utimesSync(join(path, "a.ts"), 1, 1);
  const second = await glance(path);
  expect(second.key).not.toBe(first.key);
  writeFiles(path, { ".threatloom/catalog/x.json": "{ }" });
  expect((await glance(path)).key).not.toBe(second.key);
  dispose();
});

test("the hash of what was scanned depends on names and content alone", async () => {
  const { path, project, dispose } = projectWith({ "a.ts": CODE, "threatloom.yaml": "" });
  const scanned = { paths: ["a.ts"] };
  const first = await contentHash(project, scanned);
  expect(first).toMatch(/^sha256:[0-9a-f]{64}$/);
  utimesSync(join(path, "a.ts"), 1, 1);
  expect(await contentHash(project, scanned)).toBe(first);
  writeFiles(path, { "threatloom.yaml": "# more\n" });
  expect(await contentHash(project, scanned)).not.toBe(first);
  expect(await contentHash(project, { paths: [] })).not.toBe(first);
  dispose();
});

test("a tree differs from its commit by what is changed or new in it; the cache does not count", async () => {
  const { path, project, dispose } = projectWith({ "a.ts": CODE });
  expect(await standing(project)).toEqual({ commit: null, changed: false });
  gitRepository(path);
  writeFiles(path, { ".threatloom/cache/x": "1" });
  const clean = await standing(project);
  expect(clean).toEqual({ commit: expect.stringMatching(/^[0-9a-f]{40}$/), changed: false });
  writeFiles(path, { "b.ts": CODE });
  expect(await standing(project)).toEqual({ ...clean, changed: true });
  commitAll(path, "more");
  expect((await standing(project)).commit).not.toBe(clean.commit);
  dispose();
});

test("a file is replaced only as it was read, and keeps its permissions", async () => {
  const { path, project, dispose } = projectWith({ "a.ts": CODE, "threatloom.yaml": "exclude:\n  - out\n" });
  symlinkSync("a.ts", join(path, "link.ts"));
  chmodSync(join(path, "a.ts"), 0o750);
  expect(await readSource(project, "link.ts")).toHaveProperty("reason");
  const source = await readSource(project, "a.ts");
  if ("reason" in source) throw new Error(source.reason);
  expect(source).toMatchObject({ text: CODE, encoding: "utf-8" });
  const read = await readAs(project, "a.ts", source.text);
  expect(read).toMatchObject({ annotations: [{ kind: "review", symbol: { name: "f" } }] });
  expect(await readAs(project, "out/a.ts", CODE)).toEqual({ reason: "excluded by threatloom.yaml" });
  expect(await replaceSource(project, source, new TextEncoder().encode("// new\n"))).toBeNull();
  expect(readFileSync(join(path, "a.ts"), "utf8")).toBe("// new\n");
  expect(statSync(join(path, "a.ts")).mode & 0o777).toBe(0o750);
  expect(await replaceSource(project, source, new Uint8Array())).toMatch(/changed/);
  expect(readFileSync(join(path, "a.ts"), "utf8")).toBe("// new\n");
  dispose();
});
