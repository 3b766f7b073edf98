import type { LiveView } from "@threatloom/engine";
import { idKey, type Mention, type MentionKind, type Reference, type ThreatModel } from "@threatloom/model";

/** A reference in an annotation, and everything it and its parts turned out to mean. */
export interface Named {
  file: string;
  reference: Reference;
  /** What it means as a whole; null where only parts of it mean something. */
  whole: Mention | null;
  parts: readonly Mention[];
  defines: boolean;
  /** Where exactly it stands is known. */
  placed: boolean;
}

/** Where everything is named in a project, made once for each of its states. */
export interface Names {
  all: readonly Named[];
  inFile: ReadonlyMap<string, readonly Named[]>;
  /** By kind and key, as `thingId` joins them; parts of paths count, too. */
  of: ReadonlyMap<string, readonly Named[]>;
  /** The ids of things, without marks, by the same. */
  ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Things that a definition gives a name, not just an id. */
  named: ReadonlySet<string>;
  /** Keys of boundaries that components lie in by their paths. */
  zones: ReadonlySet<string>;
  /** The keys of components at and below every path. */
  below: ReadonlyMap<string, readonly string[]>;
}

/** One word for a kind and a key. */
export function thingId(kind: MentionKind, key: string): string {
  return `${kind} ${key}`;
}

/** The paths around a key and itself, outermost first: `a`, `a:b`. */
export function pathsAround(key: string): string[] {
  const segments = key.split(":");
  return segments.map((_, index) => segments.slice(0, index + 1).join(":"));
}

/** Adds to the list behind a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** The same words in the same place are one reference, though the name and the id of a definition may share them. */
function placeId({ reference: { line, column, text }, placed }: Mention): string {
  return `${line}:${column}:${placed ? "" : text}`;
}

function namedIn(file: string, mentions: readonly Mention[]): Named[] {
  const found = new Map<string, Mention[]>();
  for (const mention of mentions) push(found, placeId(mention), mention);
  return [...found.values()].map((own) => ({
    file,
    reference: own[0]!.reference,
    whole: own.find(({ part }) => part === null) ?? null,
    parts: own.filter((one, i) => one.part !== null && own.findIndex(({ part }) => part === one.part) === i),
    defines: own.some(({ defines }) => defines),
    placed: own.every(({ placed }) => placed),
  }));
}

const inOrder = (a: Named, b: Named): number =>
  a.reference.line - b.reference.line || a.reference.column - b.reference.column;

function idsOf(model: ThreatModel): Map<string, Set<string>> {
  const { components, threats, controls, data, boundaries } = model;
  const kinds = { component: components, threat: threats, control: controls, data, boundary: boundaries } as const;
  return new Map(
    Object.entries(kinds).flatMap(([kind, list]) =>
      list.map(({ key, ids }) => [thingId(kind as MentionKind, key), new Set(ids.map(idKey))] as const),
    ),
  );
}

function belowOf(keys: Iterable<string>): Map<string, string[]> {
  const below = new Map<string, string[]>();
  for (const key of new Set(keys)) for (const path of pathsAround(key)) push(below, path, key);
  return below;
}

function makeNames({ mentions, model }: LiveView): Names {
  const inFile = new Map(
    [...mentions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([file, list]) => [file, namedIn(file, list).sort(inOrder)] as const),
  );
  const all = [...inFile.values()].flat();
  const of = new Map<string, Named[]>();
  const named = new Set<string>();
  for (const one of all) {
    const { whole, parts, defines, reference } = one;
    const means = [...(whole ? [whole] : []), ...parts].map(({ kind, key }) => thingId(kind, key));
    for (const id of new Set(means)) push(of, id, one);
    if (whole && defines && reference.form !== "id") named.add(thingId(whole.kind, whole.key));
  }
  const paths = all.flatMap(({ whole }) => (whole?.kind === "component" ? whole.key : []));
  const zones = new Set(model.components.flatMap(({ key }) => (key.includes(":") ? pathsAround(key)[0]! : [])));
  const below = belowOf([...model.components.map(({ key }) => key), ...paths]);
  return { all, inFile, of, ids: idsOf(model), named, zones, below };
}

const made = new WeakMap<LiveView, Names>();

/** Where everything is named in a state of a project. */
export function namesIn(view: LiveView): Names {
  let names = made.get(view);
  if (names === undefined) {
    names = makeNames(view);
    made.set(view, names);
  }
  return names;
}
