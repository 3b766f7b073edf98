import type { CodeFile, CodeLayout, FunctionRef } from "@threatloom/model";

/** A type of a package: what can be reached through a value of it. Types of fields are read in the file they stand in. */
export interface GoType {
  name: string;
  file: number;
  isInterface: boolean;
  fields: Map<string, { type: string; file: number }>;
  embedded: { type: string; file: number }[];
  /** What it is made of, or another name for; null for structs and interfaces. */
  underlying: { type: string; file: number } | null;
  /** Several where builds differ. */
  methods: Map<string, FunctionRef[]>;
}

/** A package of the project. */
export interface GoPackage {
  /** As it is imported. */
  path: string;
  name: string;
  /** Several where builds differ. */
  functions: Map<string, FunctionRef[]>;
  types: Map<string, GoType>;
  variables: Map<string, { type: string; file: number }>;
}

/** The packages of a project, by the paths they are imported by, and by file. */
export interface GoPackages {
  byPath: Map<string, GoPackage>;
  byFile: Map<number, GoPackage>;
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));
const join = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("/");

/** The path by which a folder is imported: by the `go.mod` nearest above it, else by the folder itself. */
function importPath(folder: string, modules: CodeLayout["go"]): string {
  let best: CodeLayout["go"][number] | null = null;
  for (const module of modules) {
    const inside = module.folder === "" || folder === module.folder || folder.startsWith(`${module.folder}/`);
    if (inside && (best === null || module.folder.length > best.folder.length)) best = module;
  }
  const vendored = folder.lastIndexOf("vendor/");
  if (vendored === 0 || (vendored > 0 && folder[vendored - 1] === "/")) return folder.slice(vendored + 7);
  if (best === null) return folder;
  // Go's own library has a module, whose name is no part of paths.
  const own = best.path === "std" ? "" : best.path;
  return join(own, folder.slice(best.folder === "" ? 0 : best.folder.length + 1));
}

/** Paths under which modules that were replaced are imported, with the paths they have here. */
function replacements(modules: CodeLayout["go"]): [string, string][] {
  return modules.flatMap(({ replaced }) =>
    replaced.map(({ path, folder }): [string, string] => [path, importPath(folder, modules)]),
  );
}

function newPackage(path: string, name: string): GoPackage {
  return { path, name, functions: new Map(), types: new Map(), variables: new Map() };
}

function typeIn(pkg: GoPackage, name: string, file: number): GoType {
  let type = pkg.types.get(name);
  if (type === undefined) {
    type = { name, file, isInterface: false, fields: new Map(), embedded: [], underlying: null, methods: new Map() };
    pkg.types.set(name, type);
  }
  return type;
}

function add(map: Map<string, FunctionRef[]>, name: string, ref: FunctionRef): void {
  const before = map.get(name);
  if (before === undefined) map.set(name, [ref]);
  else before.push(ref);
}

function addSymbols(pkg: GoPackage, { symbols }: CodeFile, file: number): void {
  for (const [symbol, { name, kind, parent, hasBody }] of symbols.entries()) {
    if (name === "_" || name === "init") continue;
    if (kind === "type") typeIn(pkg, name, file);
    else if (kind === "function" && parent === null) add(pkg.functions, name, { file, symbol });
    else if (kind === "method" && parent !== null) {
      const type = typeIn(pkg, parent, file);
      add(type.methods, name.slice(parent.length + 1), { file, symbol });
      if (!hasBody) type.isInterface = true;
    }
  }
}

function addBindings(pkg: GoPackage, { symbols, code }: CodeFile, file: number): void {
  for (const { symbol, how, name, type } of code.bindings) {
    if (how === "variable" && symbol === null) pkg.variables.set(name, { type, file });
    const owner = symbol === null ? undefined : symbols[symbol];
    if (owner === undefined || owner.kind !== "type") continue;
    const own = typeIn(pkg, owner.name, file);
    if (how === "field") own.fields.set(name, { type, file });
    else if (how === "embedded") own.embedded.push({ type, file });
    else if (how === "underlying") own.underlying ??= { type, file };
  }
}

/** Gathers the Go files of a project into packages. Files of tests belong to the package beside them. */
export function goPackages(files: readonly CodeFile[], layout: CodeLayout): GoPackages {
  const byPath = new Map<string, GoPackage>();
  const byFile = new Map<number, GoPackage>();
  for (const [index, file] of files.entries()) {
    if (file.language !== "go") continue;
    const name = file.package ?? "main";
    const outside = name.endsWith("_test");
    const path = importPath(folderOf(file.path), layout.go) + (outside ? "_test" : "");
    let pkg = byPath.get(path);
    if (pkg === undefined) byPath.set(path, (pkg = newPackage(path, name)));
    byFile.set(index, pkg);
    addSymbols(pkg, file, index);
  }
  for (const [index, pkg] of byFile) addBindings(pkg, files[index]!, index);
  for (const [from, to] of replacements(layout.go)) alias(byPath, from, to);
  return { byPath, byFile };
}

function alias(byPath: Map<string, GoPackage>, from: string, to: string): void {
  for (const [path, pkg] of [...byPath]) {
    if (path === to || path.startsWith(`${to}/`)) {
      const other = from + path.slice(to.length);
      if (!byPath.has(other)) byPath.set(other, pkg);
    }
  }
}
