import type { FunctionRef } from "@threatloom/model";
import { spend } from "../budget.js";
import { stepsOf, type Step } from "../chain.js";
import { basesOf, dispatched, MOST_SEARCHED, partOf, typeNamed } from "./heirs.js";
import { exportOf, topLevel } from "./places.js";
import type { TsPlace, TsType, TsWorld } from "./scopes.js";
import { awaited, element, gives, memberIn, nameOf } from "./types.js";

/** A written type, in the file and function where it was written. */
type TsTyped = { type: string } & FunctionRef;

/** What a name or expression stands for. */
export type TsValue =
  | ({ kind: "value" } & TsTyped)
  | { kind: "type"; type: TsType }
  | { kind: "module"; file: number }
  /** `owner`: what a method is asked of. `declared`: where an interface says what it gives back. */
  | { kind: "function"; refs: FunctionRef[]; reason: string; certain: boolean; owner?: TsType; declared?: FunctionRef }
  /** A method of a list or map that gives one of what it holds. */
  | ({ kind: "giver" } & TsTyped)
  /** Something outside of the project, by its full name. */
  | { kind: "outside"; name: string };

const DEEPEST = 12;

const one = (ref: FunctionRef, reason: string): TsValue & { kind: "function" } => ({
  kind: "function",
  refs: [ref],
  reason,
  certain: true,
});

function valueOf(world: TsWorld, place: TsPlace | null, depth: number): TsValue | null {
  if (place?.kind === "function") return one(place.ref, place.reason);
  if (place?.kind !== "variable") return place;
  return written(world, { file: place.file, symbol: -1 }, place.type, depth);
}

/** What a type or chain stands for, in the file of the function where it was written. */
function written(world: TsWorld, from: FunctionRef, type: string, depth: number): TsValue | null {
  return type.startsWith("=") ? evaluateTs(world, from, type, depth + 1) : { kind: "value", type, ...from };
}

function lookUp(world: TsWorld, from: FunctionRef, name: string, depth: number): TsValue | null {
  if (name === "this" || name === "super") return around(world, from, name);
  const { variables, outer } = world.details(from.file);
  for (let symbol = from.symbol; ; symbol = outer[symbol] ?? -1) {
    if (!spend(world.budget)) return null;
    const bound = variables.get(symbol)?.get(name);
    const value = bound === undefined ? null : written(world, { file: from.file, symbol }, bound, depth);
    // What is taken out of an import at the top level is an import, too.
    if (value !== null || (bound !== undefined && symbol >= 0)) return value;
    if (symbol < 0) return valueOf(world, topLevel(world, from.file, name), depth);
    const inner = functionWithin(world, from.file, symbol, name);
    if (inner !== null) return inner;
  }
}

/** A function that is known within a function alone, or in the namespace around it. */
function functionWithin(world: TsWorld, file: number, symbol: number, name: string): TsValue | null {
  const scope = world.scopes.get(file)!;
  const around = world.files[file]!.symbols[symbol]!;
  const nested = scope.nested.get(around.name)?.get(name);
  if (nested !== undefined) return one(nested, "a function within the function");
  const beside = around.parent === null ? undefined : scope.functions.get(`${around.parent}.${name}`);
  return beside === undefined ? null : one(beside, "a function by its name");
}

function around(world: TsWorld, from: FunctionRef, name: string): TsValue | null {
  const scope = world.scopes.get(from.file);
  const { outer } = world.details(from.file);
  for (let symbol = from.symbol; symbol >= 0 && spend(world.budget); symbol = outer[symbol]!) {
    const parent = world.files[from.file]!.symbols[symbol]?.parent;
    const type = parent === null || parent === undefined ? undefined : scope?.types.get(parent);
    if (type === undefined) continue;
    if (name === "this") return { kind: "type", type };
    return basesOf(world, type)[0] ?? null;
  }
  return null;
}

/** Follows a chain from a function of the project; null where it leads nowhere that is known. */
export function evaluateTs(world: TsWorld, from: FunctionRef, chain: string, depth = 0): TsValue | null {
  if (depth > DEEPEST) return null;
  const steps = stepsOf(chain);
  const first = steps[0];
  if (first?.kind !== "name") return null;
  let value = lookUp(world, from, first.name, depth);
  for (let i = 1; i < steps.length && value !== null; i++) {
    value = spend(world.budget) ? take(world, value, steps[i]!, depth) : null;
  }
  return value;
}

function take(world: TsWorld, value: TsValue, step: Step, depth: number): TsValue | null {
  if (value.kind === "outside") {
    if (step.kind === "name") return partOf(value.name, step.name);
    return step.kind === "call" ? { kind: "outside", name: `${value.name}()` } : value;
  }
  if (step.kind === "call") return called(world, value, depth);
  if (step.kind === "index") return value.kind === "value" ? { ...value, type: element(value.type) } : value;
  if (step.kind !== "name") return null;
  if (value.kind === "module") return valueOf(world, exportOf(world, value.file, step.name), depth + 1);
  if (value.kind === "type") return member(world, value.type, step.name, depth);
  return value.kind === "value" ? memberOf(world, value, step.name, depth) : null;
}

function called(world: TsWorld, value: TsValue, depth: number): TsValue | null {
  // What is made of a class is looked up as the class is.
  if (value.kind === "type") return value;
  if (value.kind === "giver") return { ...value, kind: "value" };
  const ref = value.kind === "function" ? (value.declared ?? value.refs[0]) : undefined;
  if (ref === undefined) return null;
  const type = world.scopes.get(ref.file)?.results.get(ref.symbol);
  if (type === "this" && value.kind === "function" && value.owner) return { kind: "type", type: value.owner };
  return type === undefined ? null : written(world, ref, awaited(type), depth);
}

function memberOf(world: TsWorld, value: TsTyped, name: string, depth: number): TsValue | null {
  const { file, symbol } = value;
  if (gives(value.type, name)) return { kind: "giver", type: element(value.type), file, symbol };
  const inObject = memberIn(value.type, name);
  if (inObject !== null) return spend(world.budget) ? written(world, { file, symbol }, inObject, depth) : null;
  const type = nameOf(value.type);
  const found = type === "" ? null : typeNamed(world, file, type);
  if (found?.kind === "outside") return partOf(found.name, name);
  return found?.kind === "type" ? member(world, found.type, name, depth) : null;
}

/** A method or field of a class or interface: the nearest of its own and of what it extends, each type looked at once. */
function member(world: TsWorld, from: TsType, name: string, depth: number): TsValue | null {
  if (depth > DEEPEST) return null;
  const seen = new Set([from]);
  let outside: string | null = null;
  for (const type of seen) {
    if (!spend(world.budget)) return null;
    const own = ownMember(world, type, from, name, depth);
    if (own !== null) return own;
    for (const base of basesOf(world, type)) {
      if (base.kind === "outside") outside ??= base.name;
      else if (seen.size < MOST_SEARCHED) seen.add(base.type);
    }
  }
  return outside === null ? null : { kind: "outside", name: `${outside}.${name}` };
}

function ownMember(world: TsWorld, type: TsType, from: TsType, name: string, depth: number): TsValue | null {
  const method = type.methods.get(name);
  const isOpen = type.abstract.has(name);
  if (method !== undefined && !isOpen) return { ...one(method, `a method of ${type.name}`), owner: from };
  const field = type.fields.get(name);
  if (field !== undefined) return written(world, { file: type.file, symbol: -1 }, field, depth + 1);
  if (!isOpen) return partOfObject(world, type, name);
  const behind = dispatched(world, type, name) ?? { refs: [], reason: "" };
  return { kind: "function", ...behind, certain: false, declared: method };
}

/** `shop.prices.of`: objects within objects and functions of namespaces go by their whole names. */
function partOfObject(world: TsWorld, { name: outer, file }: TsType, name: string): TsValue | null {
  const scope = world.scopes.get(file);
  const type = scope?.types.get(`${outer}.${name}`);
  if (type !== undefined) return { kind: "type", type };
  const ref = scope?.functions.get(`${outer}.${name}`);
  return ref === undefined ? null : one(ref, "a function by its name");
}
