import type { CodeFile, FunctionRef, Import } from "@threatloom/model";
import type { ModuleFinder } from "./modules.js";

/** A class or interface: what can be reached through a value of it. */
export interface TsType {
  name: string;
  file: number;
  isClass: boolean;
  fields: Map<string, string>;
  /** Names of what it extends, and of what it implements, as written. */
  bases: string[];
  interfaces: string[];
  methods: Map<string, FunctionRef>;
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
  /** Imports that are handed on. */
  reexports: Import[];
}

/** Everything that is looked up while TypeScript calls are resolved. */
export interface TsWorld {
  files: readonly CodeFile[];
  scopes: Map<number, TsFile>;
  /** By file and symbol: the variables of a function. */
  variables: Map<string, Map<string, string>>;
  /** By file and symbol: the type of what a function gives back. */
  results: Map<string, string>;
  find: ModuleFinder;
  /** By the name of an interface: the classes that say they implement it. */
  implementers: Map<string, TsType[]>;
}

function typeIn(scope: TsFile, name: string, file: number): TsType {
  let type = scope.types.get(name);
  if (type === undefined) {
    type = { name, file, isClass: false, fields: new Map(), bases: [], interfaces: [], methods: new Map() };
    scope.types.set(name, type);
  }
  return type;
}

/** A function within a function is known there alone; names in modules and objects say where they are. */
function addFunction(scope: TsFile, name: string, symbols: CodeFile["symbols"], ref: FunctionRef): void {
  const { parent } = symbols[ref.symbol]!;
  let known = scope.functions;
  if (parent !== null && !name.startsWith(`${parent}.`)) {
    known = scope.nested.get(parent) ?? new Map<string, FunctionRef>();
    scope.nested.set(parent, known);
  }
  if (!known.has(name)) known.set(name, ref);
}

function scopeOf({ symbols, code }: CodeFile, file: number): TsFile {
  const scope: TsFile = {
    functions: new Map(),
    nested: new Map(),
    types: new Map(),
    variables: new Map(),
    imports: new Map(),
    exports: new Map(code.exports.map(({ name, local }) => [name, local])),
    reexports: code.imports.filter(({ reexport }) => reexport),
  };
  for (const one of code.imports) if (!one.reexport && one.name !== null) scope.imports.set(one.name, one);
  for (const [symbol, { name, kind, parent }] of symbols.entries()) {
    if (kind === "class" || kind === "type") typeIn(scope, name, file).isClass ||= kind === "class";
    else if (kind === "method" && parent !== null) {
      typeIn(scope, parent, file).methods.set(name.slice(parent.length + 1), { file, symbol });
    } else if (kind === "function") addFunction(scope, name, symbols, { file, symbol });
  }
  for (const { symbol, how, name, type } of code.bindings) {
    if (how === "variable" && symbol === null) scope.variables.set(name, type);
    const owner = symbol === null ? undefined : symbols[symbol];
    if (owner === undefined || (owner.kind !== "class" && owner.kind !== "type")) continue;
    const own = typeIn(scope, owner.name, file);
    if (how === "field") own.fields.set(name, type);
    else if (how === "embedded") own.bases.push(type);
    else if (how === "implements") own.interfaces.push(type);
  }
  return scope;
}

/** Opens the TypeScript files of a project for look-ups. */
export function tsWorld(files: readonly CodeFile[], find: ModuleFinder): TsWorld {
  const world: TsWorld = {
    files,
    scopes: new Map(),
    variables: new Map(),
    results: new Map(),
    find,
    implementers: new Map(),
  };
  for (const [index, file] of files.entries()) {
    if (file.language !== "typescript") continue;
    const scope = scopeOf(file, index);
    world.scopes.set(index, scope);
    for (const type of scope.types.values()) {
      for (const name of type.interfaces) world.implementers.set(name, [...(world.implementers.get(name) ?? []), type]);
    }
    addVariables(world, file, index);
  }
  return world;
}

function addVariables(world: TsWorld, { code }: CodeFile, file: number): void {
  for (const { symbol, how, name, type } of code.bindings) {
    const key = `${file}:${symbol ?? -1}`;
    if (how === "result") world.results.set(key, type);
    else if (how === "local" || how === "parameter") {
      const names = world.variables.get(key);
      if (names === undefined) world.variables.set(key, new Map([[name, type]]));
      else if (!names.has(name)) names.set(name, type);
    }
  }
}
