import { expect, test } from "@jest/globals";
import { history, openProject, type TrendOptions } from "@threatloom/engine";
import type { Trend } from "@threatloom/model";
import { commitAll, git, tempFolder, writeFiles } from "@threatloom/testing";

const OPTIONS: TrendOptions = { since: "all", every: "commit", coverage: true, until: null };

test("what an interrupted run found out is not looked for again, nor is what an earlier one did", async () => {
  const { path, dispose } = tempFolder({ ".gitignore": ".threatloom/cache/\n" });
  git(path, "init", "-q", "-b", "main");
  for (let at = 1; at <= 8; at++) {
    writeFiles(path, { [`a${at}.ts`]: `// @exposes App:Web to Threat ${at} with x\nexport function f() {}\n` });
    commitAll(path, "change", `2026-01-0${at}T12:00:00Z`);
  }
  const project = openProject(path).project!;
  const replay = async (stopAt: number): Promise<{ seen: number[]; trend: Trend | null }> => {
    const seen: number[] = [];
    const onProgress = (done: number): void => {
      if (seen.at(-1) !== done) seen.push(done);
      if (done === stopAt) throw new Error("stopped");
    };
    try {
      const trend = await history(project, { ...OPTIONS, onProgress });
      return { seen, trend: "problem" in trend ? null : trend };
    } catch {
      return { seen, trend: null };
    }
  };
  expect(await replay(3)).toEqual({ seen: [0, 1, 2, 3], trend: null });
  const { seen, trend } = await replay(-1);
  expect(seen).toEqual([3, 4, 5, 6, 7, 8]);
  expect(trend!.points.map(({ open }) => open)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await replay(-1)).toEqual({ seen: [], trend });
  expect(await history(project, { ...OPTIONS, cache: false })).toEqual(trend);
  dispose();
});
