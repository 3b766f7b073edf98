import type { CodeFile, CodeLayout } from "@threatloom/model";

const SOURCES = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts"];

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

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

function inside(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/** What stands for `*` where a pattern fits a text; the empty text where it has none; null where it does not fit. */
function starIn(pattern: string, text: string): string | null {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text ? "" : null;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return null;
  return text.slice(head.length, text.length - tail.length);
}

/** Built files lead to the sources they are made from, where those lie in the usual places. */
function sourcesOf(path: string): string[] {
  const bare = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const moved = bare.replace(/(^|\/)(?:dist|build|lib|out|esm|cjs)\//, "$1src/");
  return moved === bare ? [bare] : [bare, moved, bare.replace(/(^|\/)(?:dist|build|lib|out|esm|cjs)\//, "$1")];
}

/** Opens the files of a project for questions about where imports lead. */
export function moduleFinder(files: readonly CodeFile[], { packages, mappings }: CodeLayout): ModuleFinder {
  const byPath = new Map(files.map(({ path }, index) => [path, index]));
  const byBare = new Map<string, number>();
  for (const [index, { path, language }] of files.entries()) {
    if (language !== "typescript") continue;
    const bare = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
    if (!byBare.has(bare)) byBare.set(bare, index);
  }
  const at = (path: string | null): number | null => {
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
  const mapped = (from: string, specifier: string): number | null => {
    const near = mappings
      .filter(({ folder }) => inside(folder, from))
      .sort((a, b) => b.folder.length - a.folder.length);
    for (const { base, paths } of near) {
      for (const [pattern, targets] of Object.entries(paths)) {
        const star = starIn(pattern, specifier);
        for (const target of star === null ? [] : targets) {
          const found = at(normal(`${base}/${target.replace("*", star!)}`));
          if (found !== null) return found;
        }
      }
    }
    return null;
  };
  const packaged = (from: string, specifier: string): number | null => {
    for (const { folder, name, entries } of packages) {
      const own = specifier.startsWith("#") && inside(folder, from);
      const sub = own
        ? specifier
        : name !== null && inside(name, specifier)
          ? `.${specifier.slice(name.length)}`
          : null;
      if (sub === null) continue;
      for (const [pattern, targets] of Object.entries(entries)) {
        const star = starIn(pattern, sub);
        for (const target of star === null ? [] : targets) {
          const found = at(normal(`${folder}/${target.replace("*", star!)}`));
          if (found !== null) return found;
        }
      }
      if (own) continue;
      const plain = at(normal(`${folder}/${sub.slice(1)}`)) ?? at(normal(`${folder}/src/${sub.slice(1)}`));
      if (plain !== null) return plain;
    }
    return null;
  };
  return (from, specifier) => {
    if (specifier.startsWith("./") || specifier.startsWith("../") || specifier === "." || specifier === "..") {
      return at(normal(`${folderOf(from)}/${specifier}`));
    }
    return mapped(from, specifier) ?? packaged(from, specifier);
  };
}
