import type { FunctionRef } from "@threatloom/model";
import { implementing, MOST_IMPLEMENTERS } from "../dispatch.js";
import { stepsOf, type Step } from "../chain.js";
import type { TsFile, TsType, TsWorld } from "./scopes.js";

/** What a name or expression stands for. A written type is read in the file it was written in. */
export type TsValue =
  | { kind: "value"; type: string; file: number }
  | { kind: "type"; type: TsType }
  | { kind: "module"; file: number }
  | { kind: "function"; refs: FunctionRef[]; reason: string; certain: boolean; owner?: TsType }
  /** A method of a list or map that gives one of what it holds. */
  | { kind: "giver"; type: string; file: number }
  /** Something outside of the project, by its full name. */
  | { kind: "outside"; name: string };

const DEEPEST = 12;
/** So many symbols back the function around one is looked for. */
const FARTHEST = 500;

const one = (ref: FunctionRef, reason: string): TsValue & { kind: "function" } => ({
  kind: "function",
  refs: [ref],
  reason,
  certain: true,
});

/** What a file gives under a name; `*` for all of it. Follows what it hands on. */
export function exportOf(world: TsWorld, file: number, name: string, depth = 0): TsValue | null {
  const scope = world.scopes.get(file);
  if (scope === undefined || depth > DEEPEST) return null;
  if (name === "*") return { kind: "module", file };
  const renamed = scope.exports.get(name);
  const own = topLevel(world, file, renamed ?? name, depth + 1);
  if (own !== null) return own;
  if (name === "default") return lonelyDefault(scope);
  for (const { path, name: given, imported } of scope.reexports) {
    if (given !== name && given !== "*") continue;
    const target = world.find(world.files[file]!.path, path);
    const wanted = given === "*" ? name : (imported ?? name);
    if (target === null) return given === name ? { kind: "outside", name: `${path}#${wanted}` } : null;
    const found = exportOf(world, target, wanted, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** `export default` of something without a name. */
function lonelyDefault(scope: TsFile): TsValue | null {
  const ref = scope.functions.get("default");
  return ref === undefined ? null : one(ref, "the default export");
}

function topLevel(world: TsWorld, file: number, name: string, depth: number): TsValue | null {
  const scope = world.scopes.get(file)!;
  const type = scope.types.get(name);
  if (type !== undefined) return { kind: "type", type };
  const ref = scope.functions.get(name);
  if (ref !== undefined) return one(ref, "a function by its name");
  const imported = scope.imports.get(name);
  if (imported === undefined) {
    const variable = scope.variables.get(name);
    return variable === undefined ? null : written(world, { file, symbol: -1 }, variable, file, depth);
  }
  const target = world.find(world.files[file]!.path, imported.path);
  if (target !== null) return exportOf(world, target, imported.imported ?? name, depth + 1);
  if (imported.path.startsWith(".")) return null;
  const outer = imported.imported === "*" || imported.imported === "default" ? "" : `#${imported.imported ?? name}`;
  return { kind: "outside", name: imported.path + outer };
}

function written(world: TsWorld, from: FunctionRef, type: string, file: number, depth: number): TsValue | null {
  return type.startsWith("=") ? evaluateTs(world, from, type, depth + 1) : { kind: "value", type, file };
}

function lookUp(world: TsWorld, from: FunctionRef, name: string, depth: number): TsValue | null {
  if (name === "this" || name === "super") return around(world, from, name);
  for (let symbol = from.symbol; symbol >= -1; symbol = outer(world, from.file, symbol)) {
    const bound = world.variables.get(`${from.file}:${symbol}`)?.get(name);
    if (bound !== undefined) return written(world, { file: from.file, symbol }, bound, from.file, depth);
    if (symbol === -1) break;
    const { name: owner } = world.files[from.file]!.symbols[symbol]!;
    const nested = world.scopes.get(from.file)?.nested.get(owner)?.get(name);
    if (nested !== undefined) return one(nested, "a function within the function");
  }
  return topLevel(world, from.file, name, depth);
}

/** The function around a function, whose variables it sees too, told by their lines; -1 for the file. */
function outer(world: TsWorld, file: number, symbol: number): number {
  const { symbols } = world.files[file]!;
  const own = symbols[symbol];
  // Lines tell nothing apart that stands on one of them, and minified files have a hundred thousand functions there.
  for (let i = symbol - 1; own !== undefined && i >= Math.max(0, symbol - FARTHEST); i--) {
    const one = symbols[i]!;
    const isFunction = one.kind === "function" || one.kind === "method";
    if (isFunction && one.line < own.line && one.endLine >= own.endLine) return i;
  }
  return -1;
}

function around(world: TsWorld, from: FunctionRef, name: string): TsValue | null {
  const scope = world.scopes.get(from.file);
  for (let symbol = from.symbol; symbol >= 0; symbol = outer(world, from.file, symbol)) {
    const parent = world.files[from.file]!.symbols[symbol]?.parent;
    const type = parent === null || parent === undefined ? undefined : scope?.types.get(parent);
    if (type === undefined) continue;
    if (name === "this") return { kind: "type", type };
    return baseOf(world, type);
  }
  return null;
}

function baseOf(world: TsWorld, type: TsType): TsValue | null {
  const base = type.bases[0];
  return base === undefined ? null : evaluateTs(world, { file: type.file, symbol: -1 }, base, 1);
}

/** Follows a chain from a function of the project; null where it leads nowhere that is known. */
export function evaluateTs(world: TsWorld, from: FunctionRef, chain: string, depth = 0): TsValue | null {
  if (depth > DEEPEST) return null;
  const [first, ...rest] = stepsOf(chain);
  if (first?.kind !== "name") return null;
  let value = lookUp(world, from, first.name, depth);
  for (const step of rest) {
    if (value === null) return null;
    value = take(world, value, step, depth);
  }
  return value;
}

function take(world: TsWorld, value: TsValue, step: Step, depth: number): TsValue | null {
  if (value.kind === "outside") {
    if (step.kind !== "name") return step.kind === "call" ? { kind: "outside", name: `${value.name}()` } : value;
    const mark = value.name.includes("#") || value.name.endsWith("()") ? "." : "#";
    return { kind: "outside", name: value.name + mark + step.name };
  }
  if (step.kind === "call") return called(world, value, depth);
  if (step.kind === "index") return value.kind === "value" ? { ...value, type: element(value.type) } : value;
  if (step.kind !== "name") return null;
  if (value.kind === "module") return exportOf(world, value.file, step.name, depth + 1);
  if (value.kind === "type") return member(world, value.type, step.name, depth);
  return value.kind === "value" ? memberOf(world, value, step.name, depth) : null;
}

/** `Cart[]`, `Array<Cart>`, `Map<string,Cart>`: the last of their arguments. */
function element(given: string): string {
  const type = given.replace(/^readonly /, "");
  if (type.endsWith("[]")) return type.slice(0, -2);
  const open = type.indexOf("<");
  if (open < 0 || !type.endsWith(">")) return type;
  return type
    .slice(open + 1, -1)
    .split(",")
    .at(-1)!;
}

/** A promise counts as what it gives. */
function awaited(type: string): string {
  const inner = /^(?:Promise|PromiseLike|Readonly|Partial|NonNullable)<(.*)>$/s.exec(type)?.[1];
  return inner === undefined ? type : awaited(inner);
}

function called(world: TsWorld, value: TsValue, depth: number): TsValue | null {
  // What is made of a class is looked up as the class is.
  if (value.kind === "type") return value;
  if (value.kind === "giver") return { kind: "value", type: value.type, file: value.file };
  const ref = value.kind === "function" ? value.refs[0] : undefined;
  if (ref === undefined) return null;
  const type = world.results.get(`${ref.file}:${ref.symbol}`);
  if (type === "this" && value.kind === "function" && value.owner) return { kind: "type", type: value.owner };
  return type === undefined ? null : written(world, ref, awaited(type), ref.file, depth);
}

/** The name of a written type: the first part of a union that names something, without its arguments. */
function nameOf(type: string): string {
  const parts = awaited(type).split(/[|&]/);
  const named = parts.find((part) => !/^(?:null|undefined|void|string|number|boolean|readonly )/.test(part)) ?? "";
  if (named.endsWith("[]") || named.startsWith("{") || named.startsWith("(")) return "";
  const open = named.indexOf("<");
  return open < 0 ? named : named.slice(0, open);
}

const givers = new Set(["at", "find", "findLast", "get", "pop", "shift"]);
const holders = /^(?:Readonly|Weak)?(?:Array|Map|Set)<.*>$|\[\]$/s;

function memberOf(world: TsWorld, value: { type: string; file: number }, name: string, depth: number): TsValue | null {
  if (givers.has(name) && holders.test(value.type)) {
    return { kind: "giver", type: element(value.type), file: value.file };
  }
  const written = nameOf(value.type);
  if (written === "" || !/^[\w$.]+$/.test(written)) return null;
  const named = evaluateTs(world, { file: value.file, symbol: -1 }, written, depth + 1);
  if (named?.kind === "outside") {
    return { kind: "outside", name: `${named.name}${named.name.includes("#") ? "." : "#"}${name}` };
  }
  return named?.kind === "type" ? member(world, named.type, name, depth) : null;
}

/** A method or field of a class or interface, its own or of what it extends. */
function member(world: TsWorld, type: TsType, name: string, depth: number): TsValue | null {
  if (depth > DEEPEST) return null;
  const method = type.methods.get(name);
  if (method !== undefined && type.isClass) return { ...one(method, `a method of ${type.name}`), owner: type };
  const field = type.fields.get(name);
  if (field !== undefined) return written(world, { file: type.file, symbol: -1 }, field, type.file, depth + 1);
  if (!type.isClass) {
    const found = dispatched(world, type, name);
    if (found !== null) return found;
  }
  for (const base of type.bases) {
    const named = evaluateTs(world, { file: type.file, symbol: -1 }, base, depth + 1);
    if (named?.kind === "outside") return { kind: "outside", name: `${named.name}.${name}` };
    const found = named?.kind === "type" ? member(world, named.type, name, depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Another interface may go by the same name elsewhere. */
function isNamed(world: TsWorld, file: number, written: string, type: TsType): boolean {
  const named = evaluateTs(world, { file, symbol: -1 }, written, 1);
  return named?.kind === "type" && named.type === type;
}

/** A method of an interface: any class that says it implements it may be behind it. */
function dispatched(world: TsWorld, type: TsType, name: string): TsValue | null {
  const refs = (world.implementers.get(type.name) ?? [])
    .filter((one) => one.interfaces.some((written) => isNamed(world, one.file, written, type)))
    .flatMap((one) => one.methods.get(name) ?? []);
  if (refs.length === 0) return null;
  return { kind: "function", refs: refs.slice(0, MOST_IMPLEMENTERS), reason: implementing(type, refs), certain: false };
}
