import { contentOf, readingKey } from "./key.js";
import { readHere, readMisses } from "./misses.js";
import { complain, fail, leaveOut, type Gathered, type GatherOptions, type Job, type Run } from "./run.js";

/** Decides whether a listed path is read at all. */
function admit(run: Run, path: string): Job | null {
  const { scope, door, limit } = run.options;
  const { place, reason } = scope(path);
  if (place === null) {
    // What is no file at all (a submodule) is worth a look only where somebody asks for the reason.
    const seen = run.options.explain ? door.inspect(path) : null;
    leaveOut(run, path, seen?.stamp === null && seen.why === "kind" ? seen.reason : reason);
    return null;
  }
  const stampedAt = Date.now();
  const seen = door.inspect(path);
  if (seen.stamp === null) {
    // Git lists names that are not UTF-8 with replacement characters; the file itself is there.
    const lost = seen.why === "gone" && path.includes("\uFFFD");
    if (seen.why === "failed" || lost) fail(run, path, lost ? "its name is not UTF-8" : seen.reason);
    else leaveOut(run, path, seen.why === "gone" ? "deleted in the working tree" : seen.reason);
    return null;
  }
  run.out.listed++;
  if (seen.stamp.size > limit) {
    leaveOut(run, path, "over the size limit");
    complain(run, path, "file-too-large", `The file has ${seen.stamp.size} bytes, over the limit of ${limit}.`);
    return null;
  }
  if (run.options.explain) run.out.decisions.set(path, { path, in: true, reason });
  const { manner, definitionsOnly } = place;
  run.out.admitted.push(path);
  if (definitionsOnly) run.out.imported.add(path);
  return { path, manner, limit, size: seen.stamp.size, stamp: seen.stamp, stampedAt, key: null };
}

/** Looks a file up in the cache: true where nothing is left to do for it. */
function settledBefore(run: Run, job: Job): boolean {
  const { cache, everything, stamps } = run.options;
  const row = stamps ? cache.recall(job.path, job.stamp) : undefined;
  if (row === undefined) return false;
  if (!row.marked && !everything && job.manner.modelFile === null) return true;
  if (row.key === null) return false;
  const key = readingKey(row.key, job.path, job.manner);
  if (!cache.has(key, everything)) return false;
  job.key = key;
  return true;
}

/** Reads these files as far as needed, from the cache where it knows them. Paths are relative to the root, sorted. */
export async function gather(paths: readonly string[], options: GatherOptions): Promise<Gathered> {
  const out: Gathered = {
    reads: new Map(),
    contents: new Map(),
    admitted: [],
    imported: new Set(),
    diagnostics: [],
    decisions: new Map(),
    failed: [],
    listed: 0,
    skipped: 0,
  };
  const jobs: Job[] = [];
  const run: Run = { options, out, jobs, misses: [], done: 0 };
  for (const path of paths) {
    const job = admit(run, path);
    if (job === null) continue;
    jobs.push(job);
    if (!settledBefore(run, job)) run.misses.push(job);
  }
  await readMisses(run);
  // A reading that cannot be had although the cache knows its key was damaged: those files are read anew.
  await readHere(
    run,
    jobs.filter(({ key }) => key !== null && options.cache.get(key) === undefined),
    true,
  );
  for (const { key, path } of jobs) {
    const read = key === null ? undefined : options.cache.get(key);
    if (read === undefined) continue;
    out.reads.set(path, read);
    out.contents.set(path, contentOf(key!));
  }
  return out;
}
