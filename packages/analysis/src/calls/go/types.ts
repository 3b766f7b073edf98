import { mapIn } from "../map-in.js";
import type { GoPackage, GoType, Written } from "./packages.js";
import type { GoSelected, GoWorld } from "./world.js";

/** A type of the project, or the full name of one outside. */
export type GoNamed = { kind: "type"; type: GoType; pkg: GoPackage } | { kind: "outside"; name: string };

/** More types than these are not searched for one name. */
const MOST_SEARCHED = 200;

/** The type a written type names: of the package, or of one that its file imports. Lists and maps name none. */
export function typeNamed(world: GoWorld, { type: written, file }: Written): GoNamed | null {
  const bare = written.replace(/^\*+/, "");
  if (bare.startsWith("[]") || bare.startsWith("map[]")) return null;
  const dot = bare.indexOf(".");
  if (dot < 0) return localType(world, bare, file);
  const imported = world.imports.get(file)?.get(bare.slice(0, dot));
  if (imported === undefined) return null;
  const name = bare.slice(dot + 1);
  if (imported.pkg === null) return { kind: "outside", name: `${imported.path}.${name}` };
  return typeOf(imported.pkg, name);
}

function typeOf(pkg: GoPackage | null | undefined, name: string): GoNamed | null {
  const type = pkg?.types.get(name);
  return type === undefined ? null : { kind: "type", type, pkg: pkg! };
}

function localType(world: GoWorld, name: string, file: number): GoNamed | null {
  const own = typeOf(world.packages.byFile.get(file), name);
  if (own !== null) return own;
  const dots = world.dots.get(file) ?? [];
  for (const { pkg } of dots) {
    const found = typeOf(pkg, name);
    if (found !== null) return found;
  }
  return dotted(dots, name);
}

/** A name of a package outside all names of which are imported: it may hold any, where there is but one. */
export function dotted(dots: readonly { path: string; pkg: unknown }[], name: string): GoNamed | null {
  const outside = /^[A-Z]/.test(name) ? dots.filter(({ pkg }) => pkg === null) : [];
  return outside.length === 1 ? { kind: "outside", name: `${outside[0]!.path}.${name}` } : null;
}

/** What is promoted into a type. */
export function within({ embedded, underlying }: GoType): readonly Written[] {
  return underlying === null ? embedded : [...embedded, underlying];
}

/** A field or method of a type: the nearest of its own and of what it embeds, each type looked at once. */
export function select(world: GoWorld, type: GoType, name: string): GoSelected | null {
  const known = mapIn(world.memory.selected, type);
  let found = known.get(name);
  if (found === undefined) known.set(name, (found = search(world, type, name)));
  return found;
}

/** A type on the way, and the interface through which it was reached, if any. */
interface Reached {
  type: GoType;
  door: GoType | null;
}

function search(world: GoWorld, from: GoType, name: string): GoSelected | null {
  const seen = new Set([from]);
  let outside: GoSelected | null = null;
  let level: Reached[] = [{ type: from, door: null }];
  while (level.length > 0) {
    const next: Reached[] = [];
    for (const { type, door: before } of level) {
      const door = before ?? (isInterface(world, type) ? type : null);
      const own = ownOf(type, door, name);
      if (own !== null) return own;
      for (const written of within(type)) {
        const inner = typeNamed(world, written);
        if (inner?.kind === "outside") outside ??= { kind: "outside", name: `${inner.name}.${name}` };
        if (inner?.kind !== "type" || seen.has(inner.type) || seen.size >= MOST_SEARCHED) continue;
        seen.add(inner.type);
        next.push({ type: inner.type, door });
      }
    }
    level = next;
  }
  return outside;
}

function ownOf(type: GoType, door: GoType | null, name: string): GoSelected | null {
  const methods = type.methods.get(name);
  if (methods !== undefined)
    return door === null ? { kind: "methods", refs: methods } : { kind: "dispatch", type: door, declared: methods[0]! };
  const field = type.fields.get(name);
  if (field !== undefined) return { kind: "field", ...field, embedded: false };
  const named = type.embedded.find(({ type: written }) => written.replace(/^.*[*.]/, "") === name);
  return named === undefined ? null : { kind: "field", ...named, embedded: true };
}

/** Whether a type is an interface: it has methods without bodies, or nothing but interfaces within. */
export function isInterface(world: GoWorld, type: GoType): boolean {
  if (type.isInterface) return true;
  if (type.embedded.length < 2 || type.fields.size > 0 || type.methods.size > 0 || type.underlying !== null)
    return false;
  return type.embedded.every((written) => {
    const inner = typeNamed(world, written);
    return inner?.kind === "type" && inner.type.isInterface;
  });
}
