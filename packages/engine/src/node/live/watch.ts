import { watch, type FSWatcher } from "node:fs";
import { gitFolder } from "../git/files.js";

/** What git replaces when it puts another commit into the working tree. */
const TELLING: ReadonlySet<string | null> = new Set(["HEAD", "index", "ORIG_HEAD"]);
/** Git writes several of them, and then the files. */
const SETTLED = 150;

/**
 * Calls back when git may have changed the files of a repository: a checkout, merge, reset or commit. One folder is
 * watched, whatever the size of the tree; where watching fails, nothing happens. Gives what ends it; null outside of
 * repositories.
 */
export function watchRepository(root: string, changed: () => void): (() => void) | null {
  const folder = gitFolder(root);
  if (folder === null) return null;
  let timer: NodeJS.Timeout | null = null;
  let watcher: FSWatcher | null = null;
  const later = (_: string, name: string | null): void => {
    if (!TELLING.has(name)) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(changed, SETTLED).unref();
  };
  const close = (): void => {
    if (timer !== null) clearTimeout(timer);
    watcher?.close();
    watcher = null;
  };
  try {
    watcher = watch(folder, { persistent: false }, later);
    watcher.on("error", close);
  } catch {
    // Watches are limited by the system: without one, files are read anew when something is saved.
  }
  return close;
}
