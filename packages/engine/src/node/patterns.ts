import glob from "fast-glob";

/** Whether a path that does not exist can be meant as a pattern (`src/*.ts`, quoted so that no shell expands it). */
export function isPattern(path: string): boolean {
  return glob.isDynamicPattern(path);
}

/** The files that a pattern of the command line matches, absolute and sorted; links are not followed. */
export function expandPattern(pattern: string, folder: string): string[] {
  const found = glob.sync(pattern, {
    cwd: folder,
    absolute: true,
    dot: true,
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  return found.sort();
}
