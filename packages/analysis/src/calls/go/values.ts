import type { Binding, CodeFile, FunctionRef, Import } from "@threatloom/model";
import { implementing, MOST_IMPLEMENTERS } from "../dispatch.js";
import { stepsOf, type Step } from "../chain.js";
import type { GoPackage, GoPackages, GoType } from "./packages.js";

/** What a name or expression stands for. A type is read in the file it was written in. */
export type GoValue =
  | { kind: "value"; type: string; file: number }
  | { kind: "type"; type: GoType; pkg: GoPackage }
  | { kind: "package"; pkg: GoPackage }
  | { kind: "function"; refs: FunctionRef[]; reason: string; certain: boolean }
  /** Something outside of the project, by its full name. */
  | { kind: "outside"; name: string };

/** Everything that is looked up while Go calls are resolved. */
export interface GoWorld {
  files: readonly CodeFile[];
  packages: GoPackages;
  /** By file and symbol (-1 for the file): what its names are bound to; the first binding of a name counts. */
  scopes: Map<string, Map<string, Binding>>;
  /** By file and symbol: the types of what a function gives back. */
  results: Map<string, string[]>;
  /** By file: imports by the names they go by there. */
  imports: Map<number, Map<string, Import>>;
  /** By file: the paths of packages all names of which it imports. */
  dots: Map<number, string[]>;
  /** By interface: the types that have all its methods. */
  implementers: Map<GoType, GoType[]>;
}

/** Chains that lead through each other are not followed for ever. */
const DEEPEST = 12;

function namedIn(world: GoWorld, file: number, name: string, depth = 0): GoValue | null {
  const pkg = world.packages.byFile.get(file);
  const refs = pkg?.functions.get(name);
  if (refs !== undefined) return { kind: "function", refs, reason: "a function of the package", certain: true };
  const type = pkg?.types.get(name);
  if (type !== undefined) return { kind: "type", type, pkg: pkg! };
  const imported = world.imports.get(file)?.get(name);
  if (imported === undefined) return dotted(world, file, name, depth);
  const target = world.packages.byPath.get(imported.path);
  return target === undefined ? { kind: "outside", name: imported.path } : { kind: "package", pkg: target };
}

/** A name of a package all names of which are imported. One that lies outside may hold any, so it is asked last. */
function dotted(world: GoWorld, file: number, name: string, depth: number): GoValue | null {
  const all = world.dots.get(file) ?? [];
  for (const path of depth > DEEPEST ? [] : all) {
    const pkg = world.packages.byPath.get(path);
    const found = pkg === undefined ? null : exported(world, pkg, name, depth + 1);
    if (found !== null) return found;
  }
  const outside = /^[A-Z]/.test(name) ? all.filter((path) => !world.packages.byPath.has(path)) : [];
  return outside.length === 1 ? { kind: "outside", name: `${outside[0]!}.${name}` } : null;
}

/** What a name means in a function: its own variables first, then the package, then the imports. */
function lookUp(world: GoWorld, from: FunctionRef, name: string, depth: number): GoValue | null {
  const bound = world.scopes.get(`${from.file}:${from.symbol}`)?.get(name);
  if (bound !== undefined) {
    // `path := path.Clean(x)`: what stands on the right is not itself yet.
    const outer = isOfItself(bound) ? namedIn(world, from.file, name) : null;
    return outer ?? valueOf(world, from, bound.type, from.file, depth);
  }
  const variable = world.packages.byFile.get(from.file)?.variables.get(name);
  if (variable !== undefined) {
    return valueOf(world, { file: variable.file, symbol: -1 }, variable.type, variable.file, depth);
  }
  return namedIn(world, from.file, name);
}

function isOfItself({ name, type }: Binding): boolean {
  return type.startsWith(`=${name}.`) || type.startsWith(`=${name}(`);
}

function valueOf(world: GoWorld, from: FunctionRef, type: string, file: number, depth: number): GoValue | null {
  return type.startsWith("=") ? evaluate(world, from, type, depth + 1) : { kind: "value", type, file };
}

/** Follows a chain from a function of the project; null where it leads nowhere that is known. */
export function evaluate(world: GoWorld, from: FunctionRef, chain: string, depth = 0): GoValue | null {
  if (depth > DEEPEST) return null;
  const steps = stepsOf(chain);
  const [first, ...rest] = steps;
  if (first?.kind !== "name") return null;
  let value = lookUp(world, from, first.name, depth);
  const isResult = rest.at(-1)?.kind === "result";
  for (const [index, step] of rest.entries()) {
    if (value === null) return null;
    const chosen = isResult && index === rest.length - 2 ? (rest.at(-1) as { index: number }).index : 0;
    value = step.kind === "result" ? value : take(world, value, step, chosen, depth);
  }
  return value;
}

function take(world: GoWorld, value: GoValue, step: Step, result: number, depth: number): GoValue | null {
  if (value.kind === "outside") {
    return {
      kind: "outside",
      name: step.kind === "name" ? `${value.name}.${step.name}` : value.name + (step.kind === "call" ? "()" : ""),
    };
  }
  if (step.kind === "call") return called(world, value, result, depth);
  if (step.kind === "index") return value.kind === "value" ? elementOf(world, value, depth) : value;
  if (step.kind !== "name") return null;
  if (value.kind === "package") return exported(world, value.pkg, step.name, depth);
  if (value.kind === "type") return member(world, value.type, value.pkg, step.name, depth);
  return value.kind === "value" ? memberOf(world, value, step.name, depth) : null;
}

/** What a list, map or channel holds, by its type or by what its type is made of. */
function elementOf(world: GoWorld, value: { type: string; file: number }, depth: number): GoValue | null {
  const type = /^\*?(?:\[\]|map\[\]|chan )(.*)$/s.exec(value.type)?.[1];
  if (type !== undefined) return { kind: "value", type, file: value.file };
  const named = depth > DEEPEST ? null : typeNamed(world, value.type, value.file);
  if (named?.kind === "outside") return { kind: "outside", name: `${named.name}[]` };
  // Type arguments stand in brackets, too.
  if (named?.kind !== "type") return null;
  const { underlying } = named.type;
  return underlying === null ? { kind: "value", ...value } : elementOf(world, underlying, depth + 1);
}

function called(world: GoWorld, value: GoValue, result: number, depth: number): GoValue | null {
  if (value.kind === "type") return { kind: "value", type: value.type.name, file: value.type.file };
  const ref = value.kind === "function" ? value.refs[0] : undefined;
  if (ref === undefined) return null;
  const type = world.results.get(`${ref.file}:${ref.symbol}`)?.[result];
  return type === undefined ? null : valueOf(world, ref, type, ref.file, depth);
}

function exported(world: GoWorld, pkg: GoPackage, name: string, depth: number): GoValue | null {
  const refs = pkg.functions.get(name);
  if (refs !== undefined) return { kind: "function", refs, reason: "a function of an imported package", certain: true };
  const type = pkg.types.get(name);
  if (type !== undefined) return { kind: "type", type, pkg };
  const variable = pkg.variables.get(name);
  if (variable === undefined) return null;
  return valueOf(world, { file: variable.file, symbol: -1 }, variable.type, variable.file, depth);
}

/** The type a written type names: of the package, or of one that its file imports. */
function typeNamed(world: GoWorld, written: string, file: number): GoValue | null {
  const bare = written.replace(/^\*+/, "");
  if (bare.startsWith("[]") || bare.startsWith("map[]")) return null;
  const dot = bare.indexOf(".");
  if (dot < 0) return namedIn(world, file, bare);
  const base = namedIn(world, file, bare.slice(0, dot));
  if (base?.kind === "outside") return { kind: "outside", name: `${base.name}.${bare.slice(dot + 1)}` };
  if (base?.kind !== "package") return null;
  const type = base.pkg.types.get(bare.slice(dot + 1));
  return type === undefined ? null : { kind: "type", type, pkg: base.pkg };
}

function memberOf(world: GoWorld, value: { type: string; file: number }, name: string, depth: number): GoValue | null {
  const named = typeNamed(world, value.type, value.file);
  if (named?.kind === "outside") return { kind: "outside", name: `${named.name}.${name}` };
  return named?.kind === "type" ? member(world, named.type, named.pkg, name, depth) : null;
}

/** A field or method of a type, its own or of what it embeds. */
function member(world: GoWorld, type: GoType, pkg: GoPackage, name: string, depth: number): GoValue | null {
  if (depth > DEEPEST) return null;
  const method = type.methods.get(name);
  if (type.isInterface && methodsOf(world, type).has(name)) return dispatched(world, type, name);
  if (method !== undefined) return own(method);
  const field = type.fields.get(name);
  if (field !== undefined) return valueOf(world, { file: field.file, symbol: -1 }, field.type, field.file, depth);
  for (const { type: written, file } of type.embedded) {
    const inner = typeNamed(world, written, file);
    if (written.replace(/^\*+/, "").split(".").at(-1) === name) return { kind: "value", type: written, file };
    const found = inner?.kind === "type" ? member(world, inner.type, inner.pkg, name, depth + 1) : null;
    if (found !== null) return found;
  }
  if (type.underlying !== null) return memberOf(world, type.underlying, name, depth + 1);
  const outside = type.embedded
    .map(({ type: written, file }) => typeNamed(world, written, file))
    .find((one) => one?.kind === "outside");
  return outside?.kind === "outside" ? { kind: "outside", name: `${outside.name}.${name}` } : null;
}

const own = (refs: FunctionRef[]): GoValue => ({
  kind: "function",
  refs,
  reason: "a method of the type",
  certain: true,
});

/** A method of an interface: any type that has all its methods may be behind it. */
function dispatched(world: GoWorld, type: GoType, name: string): GoValue | null {
  const refs = implementersOf(world, type).flatMap((one) => promoted(world, one, name) ?? []);
  if (refs.length === 0) return null;
  return {
    kind: "function",
    refs: refs.slice(0, MOST_IMPLEMENTERS),
    reason: implementing(type, refs),
    certain: false,
  };
}

/** The methods of an interface, those of interfaces within it too. */
function methodsOf(world: GoWorld, type: GoType, depth = 0): Set<string> {
  const names = new Set(type.methods.keys());
  for (const { type: written, file } of depth > DEEPEST ? [] : type.embedded) {
    const inner = typeNamed(world, written, file);
    if (inner?.kind === "type") for (const name of methodsOf(world, inner.type, depth + 4)) names.add(name);
  }
  return names;
}

/** A method of a type that is no interface, its own or one of what it embeds. */
function promoted(world: GoWorld, type: GoType, name: string, depth = 0): FunctionRef[] | null {
  const own = type.methods.get(name);
  if (own !== undefined) return type.isInterface ? null : own;
  for (const { type: written, file } of depth > DEEPEST ? [] : type.embedded) {
    const inner = typeNamed(world, written, file);
    const found = inner?.kind === "type" ? promoted(world, inner.type, name, depth + 4) : null;
    if (found !== null) return found;
  }
  return null;
}

function implementersOf(world: GoWorld, type: GoType): GoType[] {
  const known = world.implementers.get(type);
  if (known !== undefined) return known;
  const wanted = [...methodsOf(world, type)];
  const found: GoType[] = [];
  for (const pkg of new Set(world.packages.byFile.values())) {
    for (const one of pkg.types.values()) {
      if (!one.isInterface && wanted.every((name) => promoted(world, one, name) !== null)) found.push(one);
    }
  }
  world.implementers.set(type, found);
  return found;
}
