import type { CodeFile, CodeLayout, FunctionRef } from "@threatloom/model";
import { folderOf } from "../folders.js";
import { importPath, moduleFinder } from "./finder.js";
import { goPackages, type GoPackage } from "./packages.js";

/** What a name in a call graph stands for. */
export type GraphName =
  /** Functions of the project (several where builds differ), or what stands in them without a name. */
  | { kind: "functions"; refs: FunctionRef[]; closure: boolean }
  /** The top level of the files of a package: what its variables are made with. */
  | { kind: "top"; files: number[] }
  /** A function outside of the project, as the resolver of calls names it. */
  | { kind: "outside"; target: string }
  /** A package of the project has no such function. */
  | { kind: "gone" }
  /** What the compiler made, and what belongs to no package. */
  | { kind: "none" };

/** Gives what names of a call graph stand for. */
export type GraphNames = (name: string) => GraphName;

const NONE: GraphName = { kind: "none" };
const WORD = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const INIT = /^init(?:#(\d+))?$/;
/** Files that are named on the command line make a package that is called so. */
const NAMED_FILES = "command-line-arguments";

/** A name without its type arguments. */
function plain(name: string): string {
  if (!name.includes("[")) return name;
  let out = "";
  let depth = 0;
  for (const char of name) {
    if (char === "[") depth++;
    else if (char === "]") depth--;
    else if (depth === 0) out += char;
  }
  return out;
}

/** The parts of a name: `(*example.com/a/b.T).M` has the package `example.com/a/b`, the type `T` and the name `M`. */
function partsOf(text: string): { path: string; type: string | null; name: string } | null {
  const dot = text.lastIndexOf(".");
  const name = text.slice(dot + 1);
  if (dot < 1) return null;
  const before = text.slice(0, dot);
  if (!before.startsWith("(")) return { path: before, type: null, name };
  if (!before.endsWith(")")) return null;
  const receiver = before.slice(1, -1).replace(/^\*/, "");
  const inner = receiver.lastIndexOf(".");
  const type = receiver.slice(inner + 1);
  return WORD.test(type) ? { path: receiver.slice(0, Math.max(inner, 0)), type, name } : null;
}

/** What may be called as a package path is written: itself, or where it was put among the sources of others. */
function packagesAt(all: ReadonlyMap<string, readonly GoPackage[]>, path: string): readonly GoPackage[] {
  if (path === NAMED_FILES) return [...all.values()].flat().filter(({ name }) => name === "main");
  const vendored = path.lastIndexOf("/vendor/");
  return all.get(path) ?? (vendored < 0 ? undefined : all.get(path.slice(vendored + "/vendor/".length))) ?? [];
}

/** The packages of a project by the path Go's tools print: that of its module, with `_test` for the tests from outside. */
function byPrintedPath(
  files: readonly CodeFile[],
  { go }: CodeLayout,
  byFile: ReadonlyMap<number, GoPackage>,
): Map<string, GoPackage[]> {
  const moduleOf = moduleFinder(go);
  const paths = new Map<string, Set<GoPackage>>();
  for (const [file, pkg] of byFile) {
    const folder = folderOf(files[file]!.path);
    const path = importPath(folder, moduleOf(folder)) + (pkg.name.endsWith("_test") ? "_test" : "");
    paths.set(path, (paths.get(path) ?? new Set()).add(pkg));
  }
  return new Map([...paths].map(([path, all]) => [path, [...all]]));
}

/** The functions called `init` of a package, in the order in which they are numbered: by file, then as they stand. */
function initsOf(files: readonly CodeFile[], own: readonly number[]): FunctionRef[] {
  const sorted = [...own].sort((a, b) => (files[a]!.path < files[b]!.path ? -1 : 1));
  return sorted.flatMap((file) =>
    files[file]!.symbols.flatMap(({ name, kind, parent }, symbol) =>
      name === "init" && kind === "function" && parent === null ? [{ file, symbol }] : [],
    ),
  );
}

/** Opens the Go files of a project for names as Go's tools print them. */
export function graphNames(files: readonly CodeFile[], layout: CodeLayout): GraphNames {
  const { byFile } = goPackages(files, layout);
  const byPath = byPrintedPath(files, layout, byFile);
  const filesOf = new Map<GoPackage, number[]>();
  for (const [file, pkg] of byFile) filesOf.set(pkg, [...(filesOf.get(pkg) ?? []), file]);
  const hasBody = ({ file, symbol }: FunctionRef): boolean => files[file]!.symbols[symbol]!.hasBody;

  const initIn = (pkg: GoPackage, number: string | undefined, closure: boolean): GraphName => {
    const own = (filesOf.get(pkg) ?? []).filter((file) => !files[file]!.test || pkg.name.endsWith("_test"));
    if (number === undefined) return { kind: "top", files: own };
    const inits = initsOf(files, own);
    const ref = inits.length === 1 ? inits[0] : inits[Number(number) - 1];
    return ref === undefined ? { kind: "gone" } : { kind: "functions", refs: [ref], closure };
  };

  const inPackage = (pkg: GoPackage, type: string | null, name: string, closure: boolean): GraphName => {
    const init = type === null ? INIT.exec(name) : null;
    if (init !== null) return initIn(pkg, init[1], closure);
    const known = type === null ? pkg.functions.get(name) : pkg.types.get(type)?.methods.get(name);
    const refs = known?.filter(hasBody) ?? [];
    if (refs.length > 0) return { kind: "functions", refs, closure };
    // Methods that come from what a type embeds, or stand in an interface, are wrappers; cgo makes functions, too.
    const made = (type !== null && pkg.types.has(type)) || known !== undefined || /^_?_[Cc]/.test(name);
    return made ? NONE : { kind: "gone" };
  };

  return (written) => {
    const bare = written.replace(/(?:\$\d+|-range\d+)+$/, "");
    const parts = partsOf(plain(bare));
    if (parts === null || !WORD.test(parts.name.replace(/#\d+$/, ""))) return NONE;
    const { path, type, name } = parts;
    const candidates = packagesAt(byPath, path);
    const found = candidates.map((pkg) => inPackage(pkg, type, name, bare !== written));
    const known = found.filter(({ kind }) => kind !== "gone" && kind !== "none");
    if (known.length === 1) return known[0]!;
    if (path === NAMED_FILES || known.length > 1) return NONE;
    if (found.length > 0) return found[0]!;
    return { kind: "outside", target: [path, type, name].filter((part) => part !== null && part !== "").join(".") };
  };
}
