import type { FunctionRef } from "@threatloom/model";
import { dispatchTo, MOST_CANDIDATES, type Dispatch } from "../dispatch.js";
import { mapIn } from "../map-in.js";
import { exportOf, topLevel } from "./places.js";
import type { TsPlace, TsType, TsWorld } from "./scopes.js";

/** A type of the project, or the full name of one outside. */
export type TsNamed = { kind: "type"; type: TsType } | { kind: "outside"; name: string };

/** More types than these are not searched for one name. */
export const MOST_SEARCHED = 200;
/** A type may go by so many other names. */
const MOST_NAMES = 5;

/** A part of something outside by its full name: `pg#Pool.query`, `node:fs#promises`. */
export function partOf(outside: string, name: string): { kind: "outside"; name: string } {
  const mark = outside.includes("#") || outside.endsWith("()") ? "." : "#";
  return { kind: "outside", name: outside + mark + name };
}

/** What the name of a type leads to in a file: `Cart`, `shop.Cart`. */
export function typeNamed(world: TsWorld, file: number, written: string, names = 0): TsNamed | null {
  const [first, ...rest] = written.split(".");
  let place: TsPlace | null = topLevel(world, file, first!);
  for (const name of rest) {
    if (place?.kind === "module") place = exportOf(world, place.file, name);
    else place = place?.kind === "outside" ? partOf(place.name, name) : null;
  }
  if (place?.kind === "type" || place?.kind === "outside") return place;
  if (place?.kind !== "variable" || names > MOST_NAMES || !/^=[\w$.]+$/.test(place.type)) return null;
  return typeNamed(world, place.file, place.type.slice(1), names + 1);
}

/** What a type extends: types of the project and others, in the order they are written. */
export function basesOf(world: TsWorld, type: TsType): readonly TsNamed[] {
  const { bases } = world.memory;
  let found = bases.get(type);
  if (found === undefined) bases.set(type, (found = allNamed(world, type.file, type.bases)));
  return found;
}

function allNamed(world: TsWorld, file: number, names: readonly string[]): TsNamed[] {
  return names.slice(0, MOST_SEARCHED).flatMap((name) => typeNamed(world, file, name) ?? []);
}

/** A method of an interface or one without a body: any class that says it implements or extends its type may be behind it. */
export function dispatched(world: TsWorld, type: TsType, name: string): Dispatch | null {
  const known = mapIn(world.memory.dispatched, type);
  let found = known.get(name);
  if (found === undefined) {
    const refs = heirsOf(world, type).flatMap((heir) => methodOf(world, heir, name) ?? []);
    known.set(name, (found = dispatchTo(type, refs)));
  }
  return found;
}

/** A method of a class, its own or of what it extends. */
function methodOf(world: TsWorld, from: TsType, name: string): FunctionRef | null {
  const seen = new Set([from]);
  for (const type of seen) {
    const method = type.isClass && !type.abstract.has(name) ? type.methods.get(name) : undefined;
    if (method !== undefined) return method;
    for (const base of basesOf(world, type)) if (base.kind === "type" && seen.size < MOST_SEARCHED) seen.add(base.type);
  }
  return null;
}

/** The classes that implement or extend a type, themselves or through others. */
function heirsOf(world: TsWorld, type: TsType): TsType[] {
  const heirs = (world.memory.heirs ??= allHeirs(world));
  const seen = new Set([type]);
  for (const one of seen) {
    for (const heir of heirs.get(one) ?? []) if (seen.size <= MOST_CANDIDATES) seen.add(heir);
  }
  seen.delete(type);
  return [...seen].filter(({ isClass }) => isClass);
}

function allHeirs(world: TsWorld): Map<TsType, TsType[]> {
  const heirs = new Map<TsType, TsType[]>();
  for (const { types } of world.scopes.values()) {
    for (const heir of types.values()) {
      for (const above of [...basesOf(world, heir), ...allNamed(world, heir.file, heir.interfaces)]) {
        if (above.kind !== "type") continue;
        const before = heirs.get(above.type);
        if (before === undefined) heirs.set(above.type, [heir]);
        else before.push(heir);
      }
    }
  }
  return heirs;
}
