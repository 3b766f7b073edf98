import type { CodeFile, CodeLayout, FunctionRef } from "@threatloom/model";
import { folderOf } from "../folders.js";
import { goFinder, type GoFinder } from "./finder.js";

/** A type as it is written, in the file where it stands. */
export interface Written {
  type: string;
  file: number;
}

/** A type of a package: what can be reached through a value of it. Types of fields are read in the file they stand in. */
export interface GoType {
  name: string;
  file: number;
  /** In the order of files and types. */
  order: number;
  isInterface: boolean;
  fields: Map<string, Written>;
  embedded: Written[];
  /** What it is made of, or another name for; null for structs and interfaces. */
  underlying: Written | null;
  /** Several where builds differ. */
  methods: Map<string, FunctionRef[]>;
}

/** A package of the project. */
export interface GoPackage {
  name: string;
  /** Several where builds differ. */
  functions: Map<string, FunctionRef[]>;
  types: Map<string, GoType>;
  /** Null where builds differ: nobody can tell which of them is meant. */
  variables: Map<string, Written | null>;
}

/** The packages of a project, by file, and by what imports them. */
export interface GoPackages {
  byFile: Map<number, GoPackage>;
  find: GoFinder<GoPackage>;
}

/** Counts types in the order they are met. */
interface Counter {
  types: number;
}

function typeIn(pkg: GoPackage, name: string, file: number, counter: Counter): GoType {
  let type = pkg.types.get(name);
  if (type === undefined) {
    const order = counter.types++;
    type = {
      name,
      file,
      order,
      isInterface: false,
      fields: new Map(),
      embedded: [],
      underlying: null,
      methods: new Map(),
    };
    pkg.types.set(name, type);
  }
  return type;
}

function add(map: Map<string, FunctionRef[]>, name: string, ref: FunctionRef): void {
  const before = map.get(name);
  if (before === undefined) map.set(name, [ref]);
  else before.push(ref);
}

function addSymbols(pkg: GoPackage, { symbols }: CodeFile, file: number, counter: Counter): void {
  for (const [symbol, { name, kind, parent, hasBody, receiver }] of symbols.entries()) {
    if (name === "_" || name === "init") continue;
    if (kind === "type") typeIn(pkg, name, file, counter);
    else if (kind === "function" && parent === null) add(pkg.functions, name, { file, symbol });
    else if (kind === "method" && parent !== null) {
      const type = typeIn(pkg, parent, file, counter);
      add(type.methods, name.slice(parent.length + 1), { file, symbol });
      if (!hasBody && receiver === null) type.isInterface = true;
    }
  }
}

function addVariable({ variables }: GoPackage, name: string, type: string, file: number): void {
  const before = variables.get(name);
  if (before === undefined) variables.set(name, { type, file });
  else if (before !== null && before.type !== type) variables.set(name, null);
}

function addBindings(pkg: GoPackage, { symbols, code }: CodeFile, file: number, counter: Counter): void {
  for (const { symbol, how, name, type } of code.bindings) {
    if (how === "variable" && symbol === null) addVariable(pkg, name, type, file);
    const owner = symbol === null ? undefined : symbols[symbol];
    if (owner === undefined || owner.kind !== "type") continue;
    const own = typeIn(pkg, owner.name, file, counter);
    if (how === "field") own.fields.set(name, { type, file });
    else if (how === "embedded") own.embedded.push({ type, file });
    else if (how === "underlying") own.underlying ??= { type, file };
  }
}

/** Gathers the Go files of a project into packages: one for each folder, besides that of its tests and of its programs. */
export function goPackages(files: readonly CodeFile[], layout: CodeLayout): GoPackages {
  const byFolder = new Map<string, Map<string, GoPackage>>();
  const byFile = new Map<number, GoPackage>();
  const counter: Counter = { types: 0 };
  for (const [index, file] of files.entries()) {
    if (file.language !== "go") continue;
    const name = file.package ?? "main";
    const folder = folderOf(file.path);
    const named = byFolder.get(folder) ?? new Map<string, GoPackage>();
    byFolder.set(folder, named);
    let pkg = named.get(name);
    if (pkg === undefined) {
      pkg = { name, functions: new Map(), types: new Map(), variables: new Map() };
      named.set(name, pkg);
    }
    byFile.set(index, pkg);
    addSymbols(pkg, file, index, counter);
  }
  for (const [index, pkg] of byFile) addBindings(pkg, files[index]!, index, counter);
  return { byFile, find: goFinder(importable(byFolder), layout.go) };
}

/** What an import of a folder leads to: neither its tests nor, beside a library, programs that no build includes. */
function importable(byFolder: ReadonlyMap<string, ReadonlyMap<string, GoPackage>>): Map<string, GoPackage> {
  const out = new Map<string, GoPackage>();
  for (const [folder, named] of byFolder) {
    const all = [...named.values()].filter(({ name }) => !name.endsWith("_test"));
    const pkg = all.find(({ name }) => name !== "main") ?? all[0];
    if (pkg !== undefined) out.set(folder, pkg);
  }
  return out;
}
