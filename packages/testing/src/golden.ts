import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Whether this run rewrites the expected files: `UPDATE_FIXTURES=1`. */
export const updating = process.env["UPDATE_FIXTURES"] === "1";

/**
 * Holds text against the file that is expected to hold it, or rewrites that file with `UPDATE_FIXTURES=1`. Throws with
 * the first line that differs; a missing file is a failure, never a silent pass.
 */
export function golden(path: string, actual: string): void {
  if (updating) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  if (!existsSync(path)) throw new Error(`${path} does not exist; run the test with UPDATE_FIXTURES=1 and review it`);
  const expected = readFileSync(path, "utf8");
  if (expected === actual) return;
  const [was, is] = [expected.split("\n"), actual.split("\n")];
  const at = was.findIndex((line, index) => line !== is[index]);
  const line = at < 0 ? was.length : at;
  throw new Error(
    `${path}:${line + 1} differs\n  expected: ${was[line] ?? "(end)"}\n  actual:   ${is[line] ?? "(end)"}`,
  );
}
