import type { Binding, CodeFile, CodeLayout, FunctionRef, Import } from "@threatloom/model";
import { newBudget, type Budget } from "../budget.js";
import type { Dispatch } from "../dispatch.js";
import { folderOf } from "../folders.js";
import { latest } from "../latest.js";
import { goPackages, type GoPackage, type GoPackages, type GoType } from "./packages.js";

/** What an import leads to: a package of the project, or the path of one outside. */
export interface GoImport {
  path: string;
  pkg: GoPackage | null;
}

/** What a name of a type leads to, its own or one of what it embeds. */
export type GoSelected =
  | { kind: "methods"; refs: FunctionRef[] }
  /** A field, or what is embedded, by its own name. */
  | { kind: "field"; type: string; file: number; embedded: boolean }
  /** A method of an interface, and where the interface says what it gives back. */
  | { kind: "dispatch"; type: GoType; declared: FunctionRef }
  | { kind: "outside"; name: string };

/** What is found out once and asked for often. */
export interface GoMemory {
  selected: Map<GoType, Map<string, GoSelected | null>>;
  /** By interface and method. */
  dispatched: Map<GoType, Map<string, Dispatch | null>>;
  methods: Map<GoType, ReadonlySet<string>>;
  /** Types that are no interface: by the name of a method of their own, and by what they embed. */
  owners: Map<string, GoType[]> | null;
  embedders: Map<GoType, GoType[]>;
}

/** Everything that is looked up while Go calls are resolved. */
export interface GoWorld {
  files: readonly CodeFile[];
  packages: GoPackages;
  /** Of a file by symbol (-1 for the file): what its names are bound to; the first binding of a name counts. */
  scopes: (file: number) => ReadonlyMap<number, ReadonlyMap<string, Binding>>;
  /** By file and symbol: the types of what a function gives back. */
  results: Map<number, Map<number, string[]>>;
  /** By file: imports by the names they go by there. */
  imports: Map<number, Map<string, GoImport>>;
  /** By file: packages all names of which it imports. */
  dots: Map<number, GoImport[]>;
  memory: GoMemory;
  budget: Budget;
}

/** The name an import goes by: its alias, else what its package calls itself, else the last part of its path. */
function localName({ name, path }: Import, pkg: GoPackage | null): string {
  if (name !== null) return name;
  if (pkg !== null) return pkg.name;
  const parts = path.split("/");
  const last = parts.at(-1)!;
  // `example.com/lib/v2` calls itself lib.
  return /^v\d+$/.test(last) && parts.length > 1 ? parts.at(-2)! : last.replace(/^go-|\.v\d+$/g, "");
}

function isVariable({ how }: Binding): boolean {
  return how === "local" || how === "parameter" || how === "receiver";
}

function scopesIn({ code }: CodeFile): Map<number, Map<string, Binding>> {
  const scopes = new Map<number, Map<string, Binding>>();
  for (const one of code.bindings) {
    if (!isVariable(one)) continue;
    const scope = scopes.get(one.symbol ?? -1);
    if (scope === undefined) scopes.set(one.symbol ?? -1, new Map([[one.name, one]]));
    else if (!scope.has(one.name)) scope.set(one.name, one);
  }
  return scopes;
}

function resultsIn({ code }: CodeFile): Map<number, string[]> {
  const results = new Map<number, string[]>();
  for (const { how, symbol, type } of code.bindings) {
    if (how !== "result") continue;
    const before = results.get(symbol ?? -1);
    if (before === undefined) results.set(symbol ?? -1, [type]);
    else before.push(type);
  }
  return results;
}

function addImports({ imports, dots, packages }: GoWorld, { path, code }: CodeFile, file: number): void {
  const folder = folderOf(path);
  const named = new Map<string, GoImport>();
  for (const one of code.imports) {
    const found: GoImport = { path: one.path, pkg: packages.find(folder, one.path) };
    if (one.name === ".") dots.set(file, [...(dots.get(file) ?? []), found].slice(0, MOST_DOTS));
    else named.set(localName(one, found.pkg), found);
  }
  imports.set(file, named);
}

/** Hardly a file has one. */
const MOST_DOTS = 10;

function emptyMemory(): GoMemory {
  return { selected: new Map(), dispatched: new Map(), methods: new Map(), owners: null, embedders: new Map() };
}

/** Opens the Go files of a project for look-ups. */
export function goWorld(files: readonly CodeFile[], layout: CodeLayout): GoWorld {
  const world: GoWorld = {
    files,
    packages: goPackages(files, layout),
    scopes: latest((file) => scopesIn(files[file]!)),
    results: new Map(),
    imports: new Map(),
    dots: new Map(),
    memory: emptyMemory(),
    budget: newBudget(),
  };
  for (const index of world.packages.byFile.keys()) {
    const file = files[index]!;
    world.results.set(index, resultsIn(file));
    addImports(world, file, index);
  }
  return world;
}
