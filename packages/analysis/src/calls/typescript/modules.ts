import type { CodeFile, CodeLayout, NodePackage } from "@threatloom/model";
import { folderOf, nearestFirst } from "../folders.js";
import { mapIn } from "../map-in.js";
import { fitting, patterns, type Patterns } from "./patterns.js";

const SOURCES = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts"];
/** Fixtures and examples may go by one name; more packages than these do not. */
const MOST_NAMESAKES = 100;
/** A longer one is no import that people write. */
const LONGEST = 1000;

/** Finds the file an import leads to: its index, or null where it leads out of the project. */
export type ModuleFinder = (from: string, specifier: string) => number | null;

/** `a/b/../c` without the detours; null where it leads out of the root. */
function normal(path: string): string | null {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") out.push(part);
    else if (out.pop() === undefined) return null;
  }
  return out.join("/");
}

/** A folder and those above it, the nearest first, the root last. */
function* upwards(folder: string): Generator<string> {
  let at = folder;
  for (; at !== ""; at = folderOf(at)) yield at;
  yield "";
}

/** Built files lead to the sources they are made from, where those lie in the usual places. */
function sourcesOf(path: string): string[] {
  const bare = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const moved = bare.replace(/(^|\/)(?:dist|build|lib|out|esm|cjs)\//, "$1src/");
  return moved === bare ? [bare] : [bare, moved, bare.replace(/(^|\/)(?:dist|build|lib|out|esm|cjs)\//, "$1")];
}

type At = (path: string | null) => number | null;

/** Finds files by their paths, with or without extensions, and the index of a folder. */
function fileFinder(files: readonly CodeFile[]): At {
  const byPath = new Map(files.map(({ path }, index) => [path, index]));
  const byBare = new Map<string, number>();
  for (const [index, { path, language }] of files.entries()) {
    if (language !== "typescript") continue;
    const bare = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
    if (!byBare.has(bare)) byBare.set(bare, index);
  }
  return (path) => {
    if (path === null) return null;
    const exact = byPath.get(path);
    if (exact !== undefined) return exact;
    for (const extension of SOURCES) {
      const found = byPath.get(path + extension);
      if (found !== undefined) return found;
    }
    for (const source of sourcesOf(path)) {
      const found = byBare.get(source) ?? byBare.get(`${source}/index`);
      if (found !== undefined) return found;
    }
    return byBare.get(path === "" ? "index" : `${path}/index`) ?? null;
  };
}

type InFolder = (folder: string, specifier: string) => number | null;

/** Finds what the mappings of configurations say, the nearest first. */
function mappedFinder(at: At, mappings: CodeLayout["mappings"]): InFolder {
  const byFolder = new Map<string, { base: string; all: Patterns }[]>();
  for (const { folder, base, paths } of mappings) {
    const here = byFolder.get(folder) ?? [];
    byFolder.set(folder, here);
    if (here.length < MOST_NAMESAKES) here.push({ base, all: patterns(paths) });
  }
  return (folder, specifier) => {
    for (const one of upwards(folder)) {
      for (const { base, all } of byFolder.get(one) ?? []) {
        for (const target of fitting(all, specifier)) {
          const found = at(normal(`${base}/${target}`));
          if (found !== null) return found;
        }
      }
    }
    return null;
  };
}

/** A package with its entries as they are looked up. */
interface Opened {
  folder: string;
  all: Patterns;
}

function entryOf({ folder, all }: Opened, sub: string, at: At): number | null {
  for (const target of fitting(all, sub)) {
    const found = at(normal(`${folder}/${target}`));
    if (found !== null) return found;
  }
  return null;
}

/** Finds what packages give to others by their names, and to themselves by `#`. */
function packagedFinder(at: At, packages: readonly NodePackage[]): InFolder {
  const byName = new Map<string, Opened[]>();
  const byFolder = new Map<string, Opened>();
  for (const { folder, name, entries } of packages) {
    const opened = { folder, all: patterns(entries) };
    byFolder.set(folder, opened);
    if (name === null || name === "") continue;
    const before = byName.get(name);
    if (before === undefined) byName.set(name, [opened]);
    else if (before.length < MOST_NAMESAKES) before.push(opened);
  }
  return (folder, specifier) => {
    if (specifier.startsWith("#")) {
      for (const one of upwards(folder)) {
        const own = byFolder.get(one);
        if (own !== undefined) return entryOf(own, specifier, at);
      }
      return null;
    }
    for (const name of upwards(specifier)) {
      for (const one of name === "" ? [] : nearestFirst(byName.get(name) ?? [], folder)) {
        const sub = `.${specifier.slice(name.length)}`;
        const plain = `${one.folder}/${sub.slice(1)}`;
        const found = entryOf(one, sub, at) ?? at(normal(plain)) ?? at(normal(`${one.folder}/src/${sub.slice(1)}`));
        if (found !== null) return found;
      }
    }
    return null;
  };
}

/** Opens the files of a project for questions about where imports lead. The same question is answered once. */
export function moduleFinder(files: readonly CodeFile[], { packages, mappings }: CodeLayout): ModuleFinder {
  const at = fileFinder(files);
  const [mapped, packaged] = [mappedFinder(at, mappings), packagedFinder(at, packages)];
  const known = new Map<string, Map<string, number | null>>();
  const find: InFolder = (folder, specifier) =>
    /^\.\.?(?:\/|$)/.test(specifier)
      ? at(normal(`${folder}/${specifier}`))
      : (mapped(folder, specifier) ?? packaged(folder, specifier));
  return (from, specifier) => {
    if (specifier.length > LONGEST) return null;
    const folder = folderOf(from);
    const here = mapIn(known, folder);
    let found = here.get(specifier);
    if (found === undefined) here.set(specifier, (found = find(folder, specifier)));
    return found;
  };
}
