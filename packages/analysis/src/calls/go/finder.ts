import type { GoModule } from "@threatloom/model";
import { nearestFirst } from "../folders.js";

/** Finds what an import path leads to from a folder; null where it leads out of the project. */
export type GoFinder<T> = (folder: string, path: string) => T | null;

/** Nobody replaces more modules by hand. */
const MOST_REPLACED = 500;
/** Nor has more modules of one name. */
const MOST_NAMESAKES = 100;

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("/");

/** Copies of other people's modules: whatever lies in a folder of this name, as the go command has it. */
function isVendored(folder: string): boolean {
  return folder.startsWith("vendor/") || folder.includes("/vendor/");
}

/** The module of each folder: the nearest above it. */
export function moduleFinder(modules: readonly GoModule[]): (folder: string) => GoModule | null {
  const byFolder = new Map(modules.map((module) => [module.folder, module]));
  return (folder) => {
    for (let at = folder; ; at = at.slice(0, Math.max(at.lastIndexOf("/"), 0))) {
      const module = byFolder.get(at);
      if (module !== undefined || at === "") return module ?? null;
    }
  };
}

/** The path by which a folder is imported: by its module, else by the folder itself. */
export function importPath(folder: string, module: GoModule | null): string {
  if (module === null) return folder;
  // Go's own library has a module, whose name is no part of paths.
  const own = module.path === "std" ? "" : module.path;
  return join(own, folder.slice(module.folder === "" ? 0 : module.folder.length + 1));
}

type Replaced = GoModule["replaced"][number];

/** Where a replaced module lies, for one of its packages; null where the path is none of it. */
function replacedFolder({ path: from, folder }: Replaced, path: string): string | null {
  if (path === from) return folder;
  return path.startsWith(`${from}/`) ? join(folder, path.slice(from.length + 1)) : null;
}

/**
 * Opens packages, given by their folders, for imports. What a module replaces counts first, for itself; then whatever calls
 * itself so, the nearest where several do; then what other modules replace. Vendored code is found by nobody: calls of it
 * lead out, by the path it is imported by, as they do without the copies.
 */
export function goFinder<T>(packages: ReadonlyMap<string, T>, modules: readonly GoModule[]): GoFinder<T> {
  const moduleOf = moduleFinder(modules);
  const byPath = new Map<string, { folder: string }[]>();
  for (const folder of packages.keys()) {
    if (isVendored(folder)) continue;
    const path = importPath(folder, moduleOf(folder));
    const before = byPath.get(path);
    if (before === undefined) byPath.set(path, [{ folder }]);
    else if (before.length < MOST_NAMESAKES) before.push({ folder });
  }
  const replaced = (all: readonly Replaced[], path: string): string | null =>
    all.map((one) => replacedFolder(one, path)).find((folder) => folder !== null && packages.has(folder)) ?? null;
  const every = modules.flatMap((module) => module.replaced).slice(0, MOST_REPLACED);
  const known = new Map<string, T | null>();
  return (folder, path) => {
    // A part of the compiler, though Go's own library has a folder for what is said of it.
    if (path === "unsafe") return null;
    const module = moduleOf(folder);
    const all = byPath.get(path) ?? [];
    const key = `${module?.folder ?? ""}\n${all.length > 1 ? folder : ""}\n${path}`;
    let found = known.get(key);
    if (found !== undefined) return found;
    const at =
      replaced(module?.replaced.slice(0, MOST_REPLACED) ?? [], path) ??
      nearestFirst(all, folder)[0]?.folder ??
      replaced(every, path);
    found = at === null ? null : packages.get(at)!;
    known.set(key, found);
    return found;
  };
}
