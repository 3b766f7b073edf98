import type { Comparison } from "../../types.js";
import { stagedPaths } from "../git/entries.js";
import { git, parts } from "../git/run.js";
import { inCache, sift } from "../listing.js";
import { CONFIG, THREATSPEC } from "../memory.js";
import { readBlobs, type BlobJob } from "./blobs.js";
import { meansOf, openKnown, type Run } from "./means.js";
import { noDiff } from "./nothing.js";
import { quietState } from "./state.js";
import { governs, jobFor, settingsOf } from "./trees.js";
import { readNamed } from "./texts.js";

const NOBODY = { wanted: false, has: (): boolean => false };
const REGULAR = /^(000000|100644|100755)$/;

/** The configuration files that may hold for these paths. */
function configsFor(paths: readonly string[]): string[] {
  const names = new Set([CONFIG, THREATSPEC]);
  for (const path of paths) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      names.add(`${path.slice(0, at)}/${CONFIG}`);
    }
  }
  return [...names];
}

const exists = ({ mode }: { mode: string }): boolean => mode !== "000000";

/**
 * The short way for a commit that is being made: where the staged files hold no annotation, neither now nor before, the
 * commit says nothing, and the rest of the project is not looked at. Null where the long way is needed.
 */
export async function lookQuietly(run: Run, index: string | null): Promise<Comparison | null> {
  const { root } = run.project;
  // What a `.gal` file says is located in code that may hold no annotation itself.
  const wary = ["ls-files", "-z", "--", ":(icase)*.gal", ".threatloom/cache", "node_modules/.cache/threatloom"];
  const [changed, special] = await Promise.all([stagedPaths(root, index), git(root, wary, { index })]);
  run.staged = changed;
  if (changed === null || special === null) return null;
  if (changed.some(({ before, after }) => !REGULAR.test(before.mode) || !REGULAR.test(after.mode))) return null;
  const tracked = parts(special);
  if (tracked.some((path) => !inCache(path)) || changed.some(({ path }) => governs(path))) return null;
  const { kept } = sift(changed.map(({ path }) => path));
  const names = configsFor(kept);
  if (names.some((name) => name.includes("\n"))) return null;
  const known = openKnown(run, () => tracked.length > 0);
  const means = meansOf(run, known, NOBODY, []);
  const settings = settingsOf(root, await readNamed(names, run.objects), known.memory);
  const inside = new Set(kept);
  const jobs = changed
    .filter(({ path }) => inside.has(path))
    .flatMap(({ path, before, after }) =>
      [before, after].filter(exists).map(({ id }) => jobFor(settings, path, id, means)),
    )
    .filter((job): job is BlobJob => job !== null);
  if (jobs.some(({ manner }) => manner.modelFile !== null)) return null;
  await readBlobs(root, jobs, run.objects, known.readings);
  if (!jobs.every(({ key, trouble }) => key === null && trouble === null)) return null;
  known.save(false);
  const paths = [...new Set(jobs.map(({ path }) => path))];
  const state = quietState(settings, paths);
  return {
    sides: run.sides,
    before: state,
    after: state,
    changed: changed.map(({ path }) => path),
    diff: noDiff,
    diagnostics: { added: [], removed: [] },
    submodules: [],
  };
}
