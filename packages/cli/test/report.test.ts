import { afterEach, expect, test } from "@jest/globals";
import { tempFolder, threatloom } from "@threatloom/testing";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folders: (() => void)[] = [];
const folder = (files: Record<string, string | Uint8Array> = {}): string => {
  const { path, dispose } = tempFolder(files);
  folders.push(dispose);
  return path;
};
afterEach(() => {
  for (const dispose of folders.splice(0)) dispose();
});

const GO = "package a\n\n// @mitigates App:Disk against path traversal with path containment\nfunc save() { run() }\n";

test("the site and its companions are written, and the same bytes each time", async () => {
  const root = folder({ "p/a.go": GO });
  const bytes: string[] = [];
  for (const out of ["one", "two"]) {
    expect((await threatloom(["report", "p", "--out", out], { cwd: root })).code).toBe(0);
    const names = readdirSync(join(root, out)).sort();
    expect(names).toEqual([
      "badge.svg",
      "coverage.json",
      "dfd.png",
      "dfd.svg",
      "findings.sarif",
      "index.html",
      "model.json",
      "report.md",
    ]);
    bytes.push(names.map((file) => readFileSync(join(root, out, file), "latin1")).join("\n"));
  }
  expect(bytes[0]).toBe(bytes[1]);
  expect(bytes[0]).not.toContain(root);
});

test("single files are written where formats are named, which leaves the others alone", async () => {
  const root = folder({ "p/a.go": GO, "site/index.html": "mine" });
  const report = (...more: string[]): ReturnType<typeof threatloom> =>
    threatloom(["report", "p", "--out", "site", ...more], { cwd: root });
  expect((await report("--format", "sarif, badge")).stdout).toMatch(
    /wrote site\/findings\.sarif\nwrote site\/badge\.svg\n$/,
  );
  expect(readdirSync(join(root, "site")).sort()).toEqual(["badge.svg", "findings.sarif", "index.html"]);
  expect(readFileSync(join(root, "site/index.html"), "utf8")).toBe("mine");
  expect(await report("--format", "svg,htm")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/htm.*\n.*html/),
  });
  expect(await threatloom(["report", "p", "--out", "p"], { cwd: root })).toMatchObject({ code: 2 });
  expect(await threatloom(["report", "p", "--out", "."], { cwd: root })).toMatchObject({ code: 2 });
  expect(await threatloom(["report", "p", "--out", "p/a.go"], { cwd: root })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("p/a.go: the report cannot be written there: it is a file, and no folder"),
  });
  expect(readdirSync(join(root, "p")).filter((name) => !name.startsWith("."))).toEqual(["a.go"]);
  expect((await threatloom(["report", "p", "--out", "p", "--format", "badge"], { cwd: root })).code).toBe(0);
});
