import type { FunctionRef } from "@threatloom/model";
import { dispatchTo, MOST_CANDIDATES, type Dispatch } from "../dispatch.js";
import { mapIn } from "../map-in.js";
import type { GoType } from "./packages.js";
import { isInterface, select, typeNamed, within } from "./types.js";
import type { GoWorld } from "./world.js";

/** An interface with more methods than these has no type behind it that people wrote. */
const MOST_METHODS = 1000;

/** A method of an interface: any type that has all its methods may be behind it. */
export function dispatched(world: GoWorld, type: GoType, name: string): Dispatch | null {
  const known = mapIn(world.memory.dispatched, type);
  let found = known.get(name);
  if (found === undefined) {
    const refs = implementersOf(world, type).flatMap((one) => methodOf(world, one, name) ?? []);
    known.set(name, (found = dispatchTo(type, refs)));
  }
  return found;
}

function methodOf(world: GoWorld, type: GoType, name: string): FunctionRef[] | null {
  const found = select(world, type, name);
  return found?.kind === "methods" ? found.refs : null;
}

/** The methods of an interface, those of interfaces within it too. */
function methodsOf(world: GoWorld, type: GoType): ReadonlySet<string> {
  const known = world.memory.methods.get(type);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const seen = new Set([type]);
  for (const one of seen) {
    for (const name of one.methods.keys()) if (names.size < MOST_METHODS) names.add(name);
    for (const written of one.embedded) {
      const inner = typeNamed(world, written);
      if (inner?.kind === "type" && seen.size < MOST_METHODS) seen.add(inner.type);
    }
  }
  world.memory.methods.set(type, names);
  return names;
}

/** Which types have a method of their own by a name, and which embed which. */
function ownersOf(world: GoWorld): ReadonlyMap<string, readonly GoType[]> {
  const { memory, packages } = world;
  if (memory.owners !== null) return memory.owners;
  memory.owners = new Map();
  for (const pkg of new Set(packages.byFile.values())) {
    for (const type of pkg.types.values()) {
      if (isInterface(world, type)) continue;
      for (const name of type.methods.keys()) add(memory.owners, name, type);
      for (const written of within(type)) {
        const inner = typeNamed(world, written);
        if (inner?.kind === "type" && written !== type.underlying) add(memory.embedders, inner.type, type);
      }
    }
  }
  return memory.owners;
}

function add<K>(map: Map<K, GoType[]>, key: K, type: GoType): void {
  const before = map.get(key);
  if (before === undefined) map.set(key, [type]);
  else before.push(type);
}

/** The types that have all methods of an interface: looked for among those that have its rarest. In the order of files. */
function implementersOf(world: GoWorld, type: GoType): GoType[] {
  const owners = ownersOf(world);
  const wanted = [...methodsOf(world, type)];
  let rarest: readonly GoType[] | null = null;
  for (const name of wanted) {
    const all = owners.get(name) ?? [];
    if (rarest === null || all.length < rarest.length) rarest = all;
  }
  const candidates = new Set(rarest?.slice(0, MOST_CANDIDATES));
  for (const one of candidates) {
    for (const outer of world.memory.embedders.get(one) ?? []) {
      if (candidates.size < MOST_CANDIDATES) candidates.add(outer);
    }
  }
  return [...candidates]
    .filter((one) => wanted.every((name) => methodOf(world, one, name) !== null))
    .sort((a, b) => a.order - b.order);
}
