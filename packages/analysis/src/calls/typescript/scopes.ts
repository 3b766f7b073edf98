import type { CodeFile, FunctionRef, Import } from "@threatloom/model";
import { newBudget, type Budget } from "../budget.js";
import type { Dispatch } from "../dispatch.js";
import { latest } from "../latest.js";
import type { ModuleFinder } from "./modules.js";
import { outerFunctions } from "./outer.js";

/** A class or interface, or an object or namespace of functions: what can be reached through a value of it. */
export interface TsType {
  name: string;
  file: number;
  isClass: boolean;
  fields: Map<string, string>;
  /** Names of what it extends, and of what it implements, as written. */
  bases: string[];
  interfaces: string[];
  methods: Map<string, FunctionRef>;
  /** Methods that others have to write. */
  abstract: Set<string>;
}

/** What the top level of a file gives to itself and others. */
export interface TsFile {
  functions: Map<string, FunctionRef>;
  /** Functions within others, by the name of the function around them. */
  nested: Map<string, Map<string, FunctionRef>>;
  types: Map<string, TsType>;
  /** Variables of the top level and where their values come from. */
  variables: Map<string, string>;
  imports: Map<string, Import>;
  exports: Map<string, string>;
  /** Imports that are handed on: by the names they are given, and all that a module gives. */
  reexports: Map<string, Import>;
  stars: Import[];
  /** By symbol: the type of what a function gives back. */
  results: Map<number, string>;
}

/** What is known of one file while its calls are looked at. */
export interface TsDetails {
  /** By symbol: the variables of a function. */
  variables: Map<number, Map<string, string>>;
  /** By symbol: the function around a function; -1 for none. */
  outer: Int32Array;
}

/** What is found out once and asked for often. */
export interface TsMemory {
  exported: Map<number, Map<string, TsPlace | null>>;
  /** By type: what it extends, and who extends or implements it. */
  bases: Map<TsType, readonly ({ kind: "type"; type: TsType } | { kind: "outside"; name: string })[]>;
  heirs: Map<TsType, TsType[]> | null;
  dispatched: Map<TsType, Map<string, Dispatch | null>>;
}

/** What a name of the top level, or one that a module gives, stands for. */
export type TsPlace =
  | { kind: "type"; type: TsType }
  | { kind: "function"; ref: FunctionRef; reason: string }
  | { kind: "variable"; file: number; type: string }
  | { kind: "module"; file: number }
  | { kind: "outside"; name: string };

/** Everything that is looked up while TypeScript calls are resolved. */
export interface TsWorld {
  files: readonly CodeFile[];
  scopes: Map<number, TsFile>;
  details: (file: number) => TsDetails;
  find: ModuleFinder;
  memory: TsMemory;
  budget: Budget;
}

function typeIn(scope: TsFile, name: string, file: number): TsType {
  let type = scope.types.get(name);
  if (type === undefined) {
    type = {
      name,
      file,
      isClass: false,
      fields: new Map(),
      bases: [],
      interfaces: [],
      methods: new Map(),
      abstract: new Set(),
    };
    scope.types.set(name, type);
  }
  return type;
}

/** A function within a function is known there alone; names in modules and objects say where they are. */
function addFunction(scope: TsFile, name: string, parent: string | null, ref: FunctionRef): void {
  let known = scope.functions;
  if (parent !== null && !name.startsWith(`${parent}.`)) {
    known = scope.nested.get(parent) ?? new Map<string, FunctionRef>();
    scope.nested.set(parent, known);
  }
  if (!known.has(name)) known.set(name, ref);
}

function addSymbols(scope: TsFile, { symbols }: CodeFile, file: number): void {
  for (const [symbol, { name, kind, parent, hasBody }] of symbols.entries()) {
    if (kind === "module") typeIn(scope, name, file);
    else if (kind === "class" || kind === "type") typeIn(scope, name, file).isClass ||= kind === "class";
    else if (kind === "method" && parent !== null) {
      const type = typeIn(scope, parent, file);
      const own = name.slice(parent.length + 1);
      // Of overloads, the one with a body counts.
      if (hasBody || !type.methods.has(own)) type.methods.set(own, { file, symbol });
      if (hasBody) type.abstract.delete(own);
      else if (type.methods.get(own)!.symbol === symbol) type.abstract.add(own);
    } else if (kind === "function") addFunction(scope, name, parent, { file, symbol });
  }
}

function addBindings(scope: TsFile, { symbols, code }: CodeFile, file: number): void {
  for (const { symbol, how, name, type } of code.bindings) {
    if (how === "variable" && symbol === null) scope.variables.set(name, type);
    if (how === "result") scope.results.set(symbol ?? -1, type);
    const owner = symbol === null ? undefined : symbols[symbol];
    if (owner === undefined || (owner.kind !== "class" && owner.kind !== "type")) continue;
    const own = typeIn(scope, owner.name, file);
    if (how === "field") own.fields.set(name, type);
    else if (how === "embedded") own.bases.push(type);
    else if (how === "implements") own.interfaces.push(type);
  }
}

function addImports(scope: TsFile, { code }: CodeFile): void {
  for (const one of code.imports) {
    if (one.name === null) continue;
    if (!one.reexport) scope.imports.set(one.name, one);
    else if (one.name === "*") scope.stars.push(one);
    else if (!scope.reexports.has(one.name)) scope.reexports.set(one.name, one);
  }
}

function scopeOf(source: CodeFile, file: number): TsFile {
  const scope: TsFile = {
    functions: new Map(),
    nested: new Map(),
    types: new Map(),
    variables: new Map(),
    imports: new Map(),
    exports: new Map(source.code.exports.map(({ name, local }) => [name, local])),
    reexports: new Map(),
    stars: [],
    results: new Map(),
  };
  addImports(scope, source);
  addSymbols(scope, source, file);
  addBindings(scope, source, file);
  return scope;
}

function detailsOf({ symbols, code }: CodeFile): TsDetails {
  const variables: TsDetails["variables"] = new Map();
  for (const { symbol, how, name, type } of code.bindings) {
    if (how !== "local" && how !== "parameter") continue;
    const names = variables.get(symbol ?? -1);
    if (names === undefined) variables.set(symbol ?? -1, new Map([[name, type]]));
    else if (!names.has(name)) names.set(name, type);
  }
  return { variables, outer: outerFunctions(symbols) };
}

/** Opens the TypeScript files of a project for look-ups. */
export function tsWorld(files: readonly CodeFile[], find: ModuleFinder): TsWorld {
  const scopes = new Map<number, TsFile>();
  for (const [index, file] of files.entries()) {
    if (file.language === "typescript") scopes.set(index, scopeOf(file, index));
  }
  return {
    files,
    scopes,
    details: latest((file) => detailsOf(files[file]!)),
    find,
    memory: { exported: new Map(), bases: new Map(), heirs: null, dispatched: new Map() },
    budget: newBudget(),
  };
}
