import { gitFiles } from "./git/files.js";
import { walk, type Skipped } from "./walk.js";

/** The files below a root, sorted, and what was left out on the way. */
export interface Listing {
  paths: string[];
  skipped: Skipped[];
  /** The repository brings a cache of its own along, which is not to be trusted. */
  foreignCache: boolean;
}

const CACHES = [".threatloom/cache/", "node_modules/.cache/threatloom/"];

/** Whether a path lies in a cache of ours, or is the folder around it: it is no file of the project. */
export function inCache(path: string): boolean {
  return path === ".threatloom/" || CACHES.some((folder) => path.startsWith(folder));
}

const byPath = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Folders of copied dependencies: `node_modules`, and Go's `vendor`, known by the `modules.txt` in it. */
function dependencies(paths: readonly string[]): (path: string) => string | null {
  const vendored = new Set(paths.filter((p) => p === "vendor/modules.txt" || p.endsWith("/vendor/modules.txt")));
  return (path) => {
    if (path.startsWith("node_modules/") || path.includes("/node_modules/")) return "installed packages";
    for (let at = path.indexOf("vendor/"); at >= 0 && vendored.size > 0; at = path.indexOf("vendor/", at + 1)) {
      if (vendored.has(`${path.slice(0, at)}vendor/modules.txt`)) return "vendored Go modules";
    }
    return null;
  };
}

/** Parts listed paths into those of the project, sorted, and those that are left out. */
export function sift(paths: readonly string[]): { kept: string[]; skipped: Skipped[] } {
  const reasonOf = dependencies(paths);
  const kept: string[] = [];
  const skipped: Skipped[] = [];
  for (const path of paths) {
    const reason = path.endsWith("/") ? "a repository of its own" : reasonOf(path);
    if (inCache(path)) continue;
    if (reason === null) kept.push(path);
    else skipped.push({ path, reason });
  }
  return { kept: kept.sort(byPath), skipped };
}

/**
 * Lists the files below a root: by git's index and what git does not ignore, else by walking. A folder of which git
 * knows nothing (it is ignored itself, say) is walked.
 */
export async function listFiles(root: string): Promise<Listing> {
  const known = await gitFiles(root);
  const found = known === null || known.length === 0 ? walk(root) : { paths: known, skipped: [] };
  const { kept, skipped } = sift(found.paths);
  // What git lists of the cache somebody has committed: our own is ignored.
  const foreignCache = found.paths === known && known.some(inCache);
  return { paths: kept, skipped: [...found.skipped, ...skipped].filter(({ path }) => !inCache(path)), foreignCache };
}
