import type { MentionKind, Range } from "@threatloom/model";
import { atomsOf, type Atom } from "./atoms.js";
import { thingId, type Named, type Names } from "./names.js";
import { rangeOfAtom, type NameSpot } from "./spot.js";

/** A place where something is named. */
export interface NamedPlace {
  file: string;
  range: Range;
  defines: boolean;
  /** False where only the annotation is known that names it, in a property or label: the range is its start. */
  placed: boolean;
}

function placeOf(named: Named, range: Range): NamedPlace {
  return { file: named.file, range, defines: named.defines, placed: named.placed };
}

/** The places of stretches that match, in some references. */
function atomPlaces(names: Names, list: readonly Named[], matches: (atom: Atom) => boolean): NamedPlace[] {
  return list.flatMap((named) =>
    atomsOf(names, named)
      .filter(matches)
      .map((atom) => placeOf(named, rangeOfAtom(named, atom))),
  );
}

/** Everything that names something as a whole, or an id of it within a path. */
function exactPlaces(names: Names, kind: MentionKind, key: string): NamedPlace[] {
  return (names.of.get(thingId(kind, key)) ?? []).flatMap((named) => {
    if (named.whole?.kind === kind && named.whole.key === key) return [placeOf(named, named.reference)];
    return atomPlaces(names, [named], (atom) => atom.kind === kind && atom.key === key);
  });
}

/** Everything that names components at and below paths. */
export function namedBelow(names: Names, paths: Iterable<string>): Named[] {
  const keys = new Set([...paths].flatMap((path) => names.below.get(path) ?? []));
  return [...keys].flatMap((key) => names.of.get(thingId("component", key)) ?? []);
}

/** The paths whose last segment has a name. */
export function pathsEndingIn({ below }: Names, segment: string): string[] {
  return [...below.keys()].filter((path) => path === segment || path.endsWith(`:${segment}`));
}

/** A segment within all paths that go through it. */
function innerPlaces(names: Names, paths: readonly string[]): NamedPlace[] {
  const wanted = new Set(paths);
  return atomPlaces(names, namedBelow(names, paths), ({ kind, key }) => kind === "component" && wanted.has(key));
}

function allPlaces(names: Names, kind: MentionKind, key: string, isInner: boolean): NamedPlace[] {
  const exact = exactPlaces(names, kind, key);
  if (kind === "segment") return [...exact, ...innerPlaces(names, pathsEndingIn(names, key))];
  if (kind === "boundary") return names.zones.has(key) ? [...exact, ...innerPlaces(names, [key])] : exact;
  if (kind !== "component" || !isInner) return exact;
  const zone = names.zones.has(key) ? exactPlaces(names, "boundary", key) : [];
  return [...innerPlaces(names, [key]), ...zone];
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Everything that names what a cursor stands on, sorted by file and place; on a part of a path, all that goes through it. */
export function placesOf({
  names,
  kind,
  key,
  isInner,
}: Pick<NameSpot, "isInner" | "key" | "kind" | "names">): NamedPlace[] {
  const sorted = allPlaces(names, kind, key, isInner).sort(
    (a, b) =>
      text(a.file, b.file) ||
      a.range.line - b.range.line ||
      a.range.column - b.range.column ||
      b.range.endColumn - a.range.endColumn,
  );
  return sorted.filter((place, index) => {
    const before = sorted[index - 1];
    return (
      !before ||
      before.file !== place.file ||
      before.range.line !== place.range.line ||
      before.range.column !== place.range.column
    );
  });
}
