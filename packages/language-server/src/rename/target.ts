import { canonicalKey, type MentionKind } from "@threatloom/model";
import { atomsOf, type Atom } from "../navigation/atoms.js";
import { pathsAround, thingId, type Named, type Names } from "../navigation/names.js";
import { namedBelow, pathsEndingIn } from "../navigation/places.js";
import type { NameSpot } from "../navigation/spot.js";

/** What is renamed: a name wherever it stands for these things, or one part of an id. */
export interface Target {
  by: "id" | "name";
  kind: MentionKind;
  /** The key of the thing; of a path up to the segment that is renamed. */
  key: string;
  /** Paths whose last segment gets the name. */
  paths: ReadonlySet<string>;
  /** What else gets it, as `thingId` joins kind and key. */
  things: ReadonlySet<string>;
  id: string;
  idPart: number;
}

const last = (path: string): string => path.slice(path.lastIndexOf(":") + 1);

/** Whether a v0.1 definition names one segment, wherever it stands. */
function isShared({ of }: Names, segment: string): boolean {
  return (of.get(thingId("segment", segment)) ?? []).some(({ defines }) => defines);
}

function pathTarget(names: Names, key: string): Pick<Target, "paths" | "things"> {
  const segment = last(key);
  const isZone = (path: string): boolean => names.zones.has(path);
  if (isShared(names, segment) && !isZone(key)) {
    const paths = pathsEndingIn(names, segment).filter((path) => !isZone(path));
    return { paths: new Set(paths), things: new Set([thingId("segment", segment)]) };
  }
  return { paths: new Set([key]), things: new Set(isZone(key) ? [thingId("boundary", key)] : []) };
}

/** What is renamed where the cursor stands: on a name the name, on an id the id. */
export function targetOf({ names, atom }: Pick<NameSpot, "atom" | "names">): Target {
  const { kind, key, id, idPart } = atom;
  const base = { kind, key, id: id ?? "", idPart };
  if (id !== null) return { ...base, by: "id", paths: new Set(), things: new Set() };
  const isPath = kind === "component" || (kind === "boundary" && names.zones.has(key));
  if (isPath) return { ...base, by: "name", ...pathTarget(names, key) };
  const paths = kind === "segment" ? pathsEndingIn(names, key).filter((path) => !names.zones.has(path)) : [];
  return { ...base, by: "name", paths: new Set(paths), things: new Set([thingId(kind, key)]) };
}

function matches(target: Target, { kind, key, id, idPart }: Atom): boolean {
  if (target.by === "id") return id === target.id && kind === target.kind && idPart === target.idPart;
  if (id !== null) return false;
  return kind === "component" ? target.paths.has(key) : target.things.has(thingId(kind, key));
}

/** References that have to be written anew, and the stretches of them. */
export interface Place {
  named: Named;
  atoms: Atom[];
}

/** References that may say what is renamed: of components and zones those of all paths through them. */
function candidates(names: Names, { by, kind, key, paths, things }: Target): readonly Named[] {
  const own = [...(by === "id" ? [thingId(kind, key)] : things)].flatMap((thing) => names.of.get(thing) ?? []);
  const around = by === "name" ? paths : kind === "component" || kind === "boundary" ? [key] : [];
  return [...new Set([...own, ...namedBelow(names, around)])];
}

/** Every place that a rename changes. */
export function placesToRename(names: Names, target: Target): Place[] {
  return candidates(names, target).flatMap((named) => {
    const atoms = atomsOf(names, named).filter((atom) => matches(target, atom));
    return atoms.length === 0 ? [] : [{ named, atoms }];
  });
}

/** What a key of the model is called after a rename. */
export function renamedKeys(target: Target, newName: string): (kind: MentionKind, key: string) => string {
  const { by, paths, things } = target;
  const own = canonicalKey(newName);
  const path = (key: string): string => {
    const around = pathsAround(key);
    return key
      .split(":")
      .map((segment, index) => (paths.has(around[index]!) ? own : segment))
      .join(":");
  };
  if (by === "id") return (_, key) => key;
  return (kind, key) => {
    if (kind === "component") return path(key);
    if (kind === "boundary" && key.includes("|")) return key.split("|").map(path).sort().join("|");
    return things.has(thingId(kind, key)) ? own : key;
  };
}
