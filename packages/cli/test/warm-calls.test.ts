import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "@jest/globals";
import { gitRepository, tempFolder, threatloom, writeFiles } from "@threatloom/testing";

const HOOK = pathToFileURL(join(import.meta.dirname, "../../../scripts/bench/lib/opened.mjs")).href;
const made = tempFolder({
  "repository/web.ts":
    'import { save } from "./db.js";\n// @review App:Web all\nexport function order() {\n  save();\n}\n',
  "repository/db.ts":
    'import { exec } from "node:child_process";\n// @review App:Db all\nexport function save() {\n  exec("x");\n}\n',
  "repository/plain.go": "package a\n\nfunc F() int {\n\treturn 1\n}\n",
  ".keep": "",
});
afterAll(() => {
  made.dispose();
});
const root = join(made.path, "repository");
const log = join(made.path, "log");

/** How many source files a command opens, and what it prints. */
async function opened(...args: string[]): Promise<{ count: number; stdout: string }> {
  rmSync(log, { force: true });
  const env = { NODE_OPTIONS: `--import=${HOOK}`, THREATLOOM_OPENED: `${root}\n${log}` };
  const { code, stdout, stderr } = await threatloom(args, { cwd: root, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const counts = readFileSync(log, "utf8").trim().split("\n");
  return { count: counts.reduce((sum, one) => sum + Number(one), 0), stdout };
}

test.each([
  ["flows", "--format", "json"],
  ["coverage", "--critical", "--format", "json"],
])("a second %s reads no file that is as it was, and says the same", async (...args) => {
  gitRepository(root);
  // Files that changed a moment ago are not trusted.
  await new Promise((done) => setTimeout(done, 2100));
  const cold = await opened(...args);
  // The first file that needs a parser is opened again once that is loaded.
  expect((await opened(...args, "--no-cache")).count).toBe(4);
  expect(await opened(...args)).toEqual({ count: 0, stdout: cold.stdout });
  writeFiles(root, { "plain.go": "package a\n\nfunc F() int {\n\treturn 2\n}\n" });
  expect([1, 2]).toContain((await opened(...args)).count);
});
