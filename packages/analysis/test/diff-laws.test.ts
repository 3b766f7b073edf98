import { expect, test } from "@jest/globals";
import { diffModels } from "@threatloom/analysis";
import type { Change, ModelDiff } from "@threatloom/model";
import fc from "fast-check";
import { filesOf, plain, projects, styles, type TestFile } from "./projects.js";
import { stateOf, summary } from "./states.js";

const RUNS = { numRuns: 60 };

/** Everything a diff says but what only moved. */
const changesOf = (diff: ModelDiff): string[] => summary(diff).filter((line) => !line.startsWith(">"));

async function changes(
  [before, was]: Parameters<typeof filesOf>,
  [after, is]: Parameters<typeof filesOf>,
): Promise<string[]> {
  return changesOf(diffModels(await stateOf(filesOf(before, was)), await stateOf(filesOf(after, is))));
}

test("a model does not differ from itself", async () => {
  await fc.assert(
    fc.asyncProperty(projects, async (project) => {
      const files = filesOf(project);
      expect(summary(diffModels(await stateOf(files), await stateOf(files)))).toEqual([]);
    }),
    RUNS,
  );
});

test("more lines, another order and another format only move", async () => {
  await fc.assert(
    fc.asyncProperty(projects, styles, styles, async (project, one, other) => {
      expect(await changes([project, one], [project, other])).toEqual([]);
    }),
    RUNS,
  );
});

const RENAMED: Record<string, string> = {
  "a.ts": "z.ts",
  "b.ts": "lib/b.ts",
  "lib/c.ts": "a/c.ts",
  "p/a.go": "p/z.go",
  "p/b.go": "p/0.go",
};

test("renamed files only move", async () => {
  await fc.assert(
    fc.asyncProperty(projects, fc.subarray(Object.keys(RENAMED)), async (project, paths) => {
      const after = project.map((file) => (paths.includes(file.path) ? { ...file, path: RENAMED[file.path]! } : file));
      expect(await changes([project, plain], [after, plain])).toEqual([]);
    }),
    RUNS,
  );
});

test("a renamed function only moves its claims", async () => {
  await fc.assert(
    fc.asyncProperty(projects, fc.constantFrom("f0", "f1", "f2", "f3"), async (project, name) => {
      const after = project.map((file): TestFile => {
        return { ...file, functions: file.functions.map((fn) => (fn.name === name ? { ...fn, name: "other" } : fn)) };
      });
      const said = await changes([project, plain], [after, plain]);
      expect(said.filter((line) => !line.startsWith("new"))).toEqual([]);
    }),
    RUNS,
  );
});

const MIRRORED = { added: "removed", removed: "added", changed: "changed", moved: "moved" };
const WAYS = { better: "worse", worse: "better", same: "same" };

/** A diff as the way back should say it: lines in sorted order, without ids. */
function reflection(diff: ModelDiff, mirrored: boolean): string[] {
  const sides = <T>(before: T, after: T): [T, T] => (mirrored ? [after, before] : [before, after]);
  const place = (item: object | null): unknown => item && { ...item, id: null, open: null, expired: null };
  const change = (kind: string, entry: Change<object>): string =>
    JSON.stringify([
      kind,
      mirrored ? MIRRORED[entry.change] : entry.change,
      ...sides(place(entry.before), place(entry.after)),
      entry.fields.map(({ field, before, after }) => [field, ...sides(before, after)]).sort(),
    ]);
  const { components, boundaries, threats, controls, data, flows, claims, statuses, code } = diff;
  return [
    ...Object.entries({ components, boundaries, threats, controls, data, flows, claims }).flatMap(([kind, list]) =>
      (list as Change<object>[]).map((entry) => change(kind, entry)),
    ),
    ...statuses.map(({ component, threat, before, after, direction, tested }) =>
      JSON.stringify([
        component,
        threat,
        ...sides(before, after),
        ...sides(tested.before, tested.after),
        mirrored ? WAYS[direction] : direction,
      ]),
    ),
    // Under its new name, which is the old one on the way back.
    ...code.map(({ location, before, claims: list }) => JSON.stringify([...sides(before, location), list.length])),
  ].sort();
}

test("the way back mirrors the way there", async () => {
  await fc.assert(
    fc.asyncProperty(projects, projects, styles, async (a, b, style) => {
      const one = await stateOf(filesOf(a));
      const other = await stateOf(filesOf(b, style));
      expect(reflection(diffModels(other, one), true)).toEqual(reflection(diffModels(one, other), false));
    }),
    { numRuns: 120 },
  );
});

test("ids are unique, stable, and differ on the way back in the type of the change only", async () => {
  await fc.assert(
    fc.asyncProperty(projects, projects, async (a, b) => {
      const [one, other] = [await stateOf(filesOf(a)), await stateOf(filesOf(b))];
      const diff = diffModels(one, other);
      const ids = [...diff.claims, ...diff.flows, ...diff.components, ...diff.statuses, ...diff.code].map(
        ({ id }) => id,
      );
      expect(new Set(ids).size).toBe(ids.length);
      expect(diffModels(one, other)).toEqual(diff);
      const stay = (d: ModelDiff): string[] =>
        [...d.claims, ...d.flows].filter(({ before, after }) => before && after).map(({ id }) => id);
      expect(stay(diffModels(other, one)).sort()).toEqual(stay(diff).sort());
    }),
    RUNS,
  );
});
