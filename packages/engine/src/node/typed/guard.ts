import { statSync } from "node:fs";
import { resolve, sep } from "node:path";
import type ts from "typescript";
import { insideRoot, realPath } from "../files.js";
import type { Compiler } from "./load.js";

/** Declarations and configurations are large sometimes; nothing that people write is larger. */
const LARGEST = 16 * 1024 * 1024;
const BUILT = /(^|\/)(?:dist|build|lib|out|esm|cjs)(?=\/)/;
const DECLARATIONS = /\.d\.[cm]?ts$/;
const SOURCES = [".ts", ".tsx", ".mts", ".cts"];

/** The internal walk of TypeScript over the files that `include` and `exclude` mean. */
type MatchFiles = (
  path: string,
  extensions: readonly string[] | undefined,
  excludes: readonly string[] | undefined,
  includes: readonly string[] | undefined,
  caseSensitive: boolean,
  current: string,
  depth: number | undefined,
  entries: (folder: string) => { files: string[]; directories: string[] },
  realpath: (path: string) => string,
) => string[];

/** The path with the links of all that exists of it resolved. */
function realAsFar(path: string): string {
  const { path: real } = realPath(path);
  if (real !== null) return real;
  const parent = resolve(path, "..");
  return parent === path ? path : `${realAsFar(parent)}${path.slice(parent === sep ? 0 : parent.length)}`;
}

function isPlain(path: string): boolean {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= LARGEST;
  } catch {
    return false;
  }
}

/** What each folder of the project holds, of the files that are read. */
function foldersOf(paths: Iterable<string>): Map<string, { files: string[]; directories: Set<string> }> {
  const folders = new Map<string, { files: string[]; directories: Set<string> }>();
  const at = (folder: string): { files: string[]; directories: Set<string> } => {
    let known = folders.get(folder);
    if (known === undefined) {
      folders.set(folder, (known = { files: [], directories: new Set() }));
      const cut = folder.lastIndexOf("/");
      if (folder !== "") at(folder.slice(0, Math.max(cut, 0))).directories.add(folder.slice(cut + 1));
    }
    return known;
  };
  for (const path of paths) {
    const cut = path.lastIndexOf("/");
    at(path.slice(0, Math.max(cut, 0))).files.push(path.slice(cut + 1));
  }
  return folders;
}

/**
 * Lets TypeScript see the project and its own declarations, and nothing else of the machine: configurations of
 * strangers name any path. What a configuration includes is looked for among the files that are read anyway. Built
 * declarations of the project's packages stand for the sources they are made from, built or not.
 *
 * @param paths the code of the project, relative to its root
 * @mitigates #engine against #path-traversal with #containment
 */
export function guardedSystem(
  { ts: compiler, library }: Compiler,
  root: string,
  paths: ReadonlySet<string>,
): ts.System {
  // A copy: the system itself may be this one by the time it is asked.
  const sys = { ...compiler.sys };
  const folders = foldersOf(paths);
  const relative = (path: string): string | null => {
    const real = realAsFar(resolve(root, path));
    return real === root ? "" : insideRoot(root, real);
  };
  const within = (path: string): string | null => {
    const real = realAsFar(resolve(root, path));
    const allowed = real === root || insideRoot(root, real) !== null || insideRoot(library, real) !== null;
    return allowed || real === library ? real : null;
  };
  const sourceOf = (path: string): string | null => {
    if (!DECLARATIONS.test(path)) return null;
    const own = relative(path);
    if (own === null || own.includes("node_modules/") || !BUILT.test(own)) return null;
    const bare = own.replace(DECLARATIONS, "");
    const found = ["$1src", "$1"].flatMap((to) =>
      SOURCES.map((end) => bare.replace(BUILT, to).replace(/\/\/|^\//, "") + end),
    );
    return found.find((one) => paths.has(one)) ?? null;
  };
  const isFile = (path: string): boolean => {
    const real = within(path);
    return real !== null && isPlain(real);
  };
  const entries = (folder: string): { files: string[]; directories: string[] } => {
    const own = relative(folder);
    const { files = [], directories = [] } = own === null ? {} : (folders.get(own) ?? {});
    return { files: [...files].sort(), directories: [...directories].sort() };
  };
  const match = (compiler as unknown as { matchFiles: MatchFiles }).matchFiles;
  return {
    ...sys,
    getCurrentDirectory: () => root,
    fileExists: (path) => isFile(path) || sourceOf(path) !== null,
    readFile(path, encoding) {
      const source = sourceOf(path);
      if (source === null) return isFile(path) ? sys.readFile(path, encoding) : undefined;
      const target = JSON.stringify(`${root.split(sep).join("/")}/${source}`);
      return `export * from ${target};\nexport { default } from ${target};\n`;
    },
    directoryExists(path) {
      const real = within(path);
      return (
        real !== null && (sys.directoryExists(real) || (insideRoot(root, real) !== null && BUILT.test(`${real}/`)))
      );
    },
    getDirectories: (path) => (within(path) === null ? [] : sys.getDirectories(path)),
    realpath: (path) => realAsFar(path),
    readDirectory: (path, extensions, excludes, includes, depth) =>
      match(path, extensions, excludes, includes, sys.useCaseSensitiveFileNames, root, depth, entries, realAsFar),
    writeFile: () => undefined,
    createDirectory: () => undefined,
  };
}

/** Runs something while TypeScript sees the machine through `system`. */
export function withSystem<T>({ ts: compiler }: Compiler, system: ts.System, run: () => T): T {
  const before = { ...compiler.sys };
  Object.assign(compiler.sys, system);
  try {
    return run();
  } finally {
    Object.assign(compiler.sys, before);
  }
}
