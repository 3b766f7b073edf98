import type { Binding, FunctionRef } from "@threatloom/model";
import { spend } from "../budget.js";
import { stepsOf, type Step } from "../chain.js";
import { dispatched } from "./implementers.js";
import type { GoPackage, GoType, Written } from "./packages.js";
import { dotted, select, typeNamed } from "./types.js";
import type { GoWorld } from "./world.js";

/** What a name or expression stands for. A type is read in the file it was written in. */
export type GoValue =
  | { kind: "value"; type: string; file: number }
  | { kind: "type"; type: GoType; pkg: GoPackage }
  | { kind: "package"; pkg: GoPackage }
  /**
   * `certain`: each of these stands in a build of its own. `held`: a variable stands between. `declared`: where an interface
   * says what it gives back.
   */
  | {
      kind: "function";
      refs: FunctionRef[];
      reason: string;
      certain: boolean;
      held: boolean;
      declared: FunctionRef | null;
    }
  /** Something outside of the project, by its full name. */
  | { kind: "outside"; name: string };

/** Chains that lead through each other are not followed for ever. */
const DEEPEST = 12;

const own = (refs: FunctionRef[], reason: string): GoValue => ({
  kind: "function",
  refs,
  reason,
  certain: true,
  held: false,
  declared: null,
});

const valueAt = ({ type, file }: Written): GoValue => ({ kind: "value", type, file });

function namedIn(world: GoWorld, file: number, name: string, depth = 0): GoValue | null {
  const pkg = world.packages.byFile.get(file);
  const refs = pkg?.functions.get(name);
  if (refs !== undefined) return own(refs, "a function of the package");
  const type = pkg?.types.get(name);
  if (type !== undefined) return { kind: "type", type, pkg: pkg! };
  const imported = world.imports.get(file)?.get(name);
  if (imported === undefined) return fromDots(world, file, name, depth);
  return imported.pkg === null ? { kind: "outside", name: imported.path } : { kind: "package", pkg: imported.pkg };
}

/** A name of a package all names of which are imported. One that lies outside may hold any, so it is asked last. */
function fromDots(world: GoWorld, file: number, name: string, depth: number): GoValue | null {
  const dots = world.dots.get(file) ?? [];
  for (const { pkg } of depth > DEEPEST ? [] : dots) {
    const found = pkg === null ? null : exported(world, pkg, name, depth + 1);
    if (found !== null) return found;
  }
  return dotted(dots, name);
}

/** What a name means in a function: its own variables first, then the package, then the imports. */
function lookUp(world: GoWorld, from: FunctionRef, name: string, depth: number): GoValue | null {
  if (!spend(world.budget)) return null;
  const bound = world.scopes(from.file).get(from.symbol)?.get(name);
  if (bound !== undefined) {
    // `path := path.Clean(x)`: what stands on the right is not itself yet.
    const outer = isOfItself(bound) ? namedIn(world, from.file, name) : null;
    return outer ?? held(valueOf(world, from, { type: bound.type, file: from.file }, depth));
  }
  const variable = world.packages.byFile.get(from.file)?.variables.get(name);
  return variable === undefined ? namedIn(world, from.file, name) : variableOf(world, variable, depth);
}

function variableOf(world: GoWorld, variable: Written | null, depth: number): GoValue | null {
  return variable && held(valueOf(world, { file: variable.file, symbol: -1 }, variable, depth));
}

function held(value: GoValue | null): GoValue | null {
  return value?.kind === "function" ? { ...value, held: true } : value;
}

function isOfItself({ name, type }: Binding): boolean {
  return type.startsWith(`=${name}.`) || type.startsWith(`=${name}(`);
}

function valueOf(world: GoWorld, from: FunctionRef, written: Written, depth: number): GoValue | null {
  return written.type.startsWith("=") ? evaluate(world, from, written.type, depth + 1) : valueAt(written);
}

/** Follows a chain from a function of the project; null where it leads nowhere that is known. */
export function evaluate(world: GoWorld, from: FunctionRef, chain: string, depth = 0): GoValue | null {
  if (depth > DEEPEST) return null;
  const steps = stepsOf(chain);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first?.kind !== "name") return null;
  const chosen = last?.kind === "result" ? last.index : 0;
  let value = lookUp(world, from, first.name, depth);
  for (let i = 1; i < steps.length && value !== null; i++) {
    const step = steps[i]!;
    // Which result is chosen stands after the call that gives it.
    if (step.kind !== "result") value = take(world, value, step, i === steps.length - 2 ? chosen : 0, depth);
  }
  return value;
}

function take(world: GoWorld, value: GoValue, step: Step, result: number, depth: number): GoValue | null {
  if (!spend(world.budget)) return null;
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
  if (value.kind === "type") return member(world, value.type, step.name, depth);
  return value.kind === "value" ? memberOf(world, value, step.name, depth) : null;
}

/** What a list, map or channel holds, by its type or by what its type is made of. */
function elementOf(world: GoWorld, value: Written, depth: number): GoValue | null {
  const type = /^\*?(?:\[\]|map\[\]|chan )(.*)$/s.exec(value.type)?.[1];
  if (type !== undefined) return valueAt({ type, file: value.file });
  const named = depth > DEEPEST ? null : typeNamed(world, value);
  if (named?.kind === "outside") return { kind: "outside", name: `${named.name}[]` };
  // Type arguments stand in brackets, too.
  if (named?.kind !== "type") return null;
  const { underlying } = named.type;
  return underlying === null ? valueAt(value) : elementOf(world, underlying, depth + 1);
}

function called(world: GoWorld, value: GoValue, result: number, depth: number): GoValue | null {
  if (value.kind === "type") return valueAt({ type: value.type.name, file: value.type.file });
  if (value.kind !== "function") return null;
  for (const ref of sayers(world, value)) {
    const type = world.results.get(ref.file)?.get(ref.symbol)?.[result];
    if (type !== undefined) return valueOf(world, ref, { type, file: ref.file }, depth);
  }
  return null;
}

/** The functions that say what a call gives back: an interface itself, else what is behind it, in its package first. */
function sayers(world: GoWorld, { refs, declared }: GoValue & { kind: "function" }): FunctionRef[] {
  if (declared === null) return refs.slice(0, 1);
  const { byFile } = world.packages;
  const beside = refs.find(({ file }) => byFile.get(file) === byFile.get(declared.file));
  return [declared, ...(beside === undefined ? refs.slice(0, 1) : [beside])];
}

function exported(world: GoWorld, pkg: GoPackage, name: string, depth: number): GoValue | null {
  if (!spend(world.budget)) return null;
  const refs = pkg.functions.get(name);
  if (refs !== undefined) return own(refs, "a function of an imported package");
  const type = pkg.types.get(name);
  if (type !== undefined) return { kind: "type", type, pkg };
  const variable = pkg.variables.get(name);
  return variable === undefined ? null : variableOf(world, variable, depth);
}

function memberOf(world: GoWorld, value: Written, name: string, depth: number): GoValue | null {
  const named = typeNamed(world, value);
  if (named?.kind === "outside") return { kind: "outside", name: `${named.name}.${name}` };
  return named?.kind === "type" ? member(world, named.type, name, depth) : null;
}

/** A field or method of a type, its own or of what it embeds. */
function member(world: GoWorld, type: GoType, name: string, depth: number): GoValue | null {
  const found = select(world, type, name);
  switch (found?.kind) {
    case "methods":
      return own(found.refs, "a method of the type");
    case "field":
      return found.embedded ? valueAt(found) : held(valueOf(world, { file: found.file, symbol: -1 }, found, depth));
    case "dispatch": {
      const behind = dispatched(world, found.type, name) ?? { refs: [], reason: "" };
      return { kind: "function", ...behind, certain: false, held: false, declared: found.declared };
    }
    case "outside":
      return found;
    default:
      return null;
  }
}
