import type { Reference } from "../annotation.js";
import { diagnose, type Diagnostic } from "../diagnostic.js";
import type { Location, Sensitivity } from "../graph.js";
import type { Mention } from "../mention.js";
import { canonicalKey } from "../key.js";

/** The namespaces of names and ids; actors are components. */
export type Namespace = "component" | "threat" | "control" | "data" | "boundary";

/** A property that somebody said, and where. */
export interface Saying {
  key: string;
  value: unknown;
  from: "code" | "configuration";
  location: Location;
}

/** What is known of one thing while linking. */
export interface Entry {
  key: string;
  name: string;
  /** Components: display names of the path. */
  segments: string[];
  ids: Set<string>;
  descriptions: string[];
  definitions: Location[];
  /** Filled by definitions; later definitions add what earlier ones left open. */
  properties: Record<string, unknown>;
  /** Every property that was said, the one that counts first. */
  sayings: Saying[];
}

/** One namespace: its things by key, and the explicit ids with the keys they stand for. */
export interface Registry {
  namespace: Namespace;
  entries: Map<string, Entry>;
  ids: Map<string, string>;
}

/** Everything linking builds up; handed to each step. */
export interface Linking {
  registries: Record<Namespace, Registry>;
  diagnostics: Diagnostic[];
  /** v0.1 component ids by id key: the display name one path segment has. */
  segmentIds: Map<string, string>;
  /** Level and class names of data, by key. */
  levels: ReadonlySet<string>;
  sensitivity: Sensitivity;
  /** Told of every reference that is resolved; null where nobody listens. */
  noted: ((mention: Mention) => void) | null;
}

/** The built-in sensitivity levels, least sensitive first. */
const builtInOrder: readonly string[] = ["public", "internal", "confidential", "restricted"];

/** The built-in classes of data. */
const builtInClasses: readonly string[] = ["pii", "phi", "pci", "financial", "credentials", "secrets"];

/** How a project classifies its data. */
export interface LevelOptions {
  /** More levels or classes, besides the others; they have no place in the order. */
  levels?: readonly string[];
  /** Levels in place of the built-in ones, least sensitive first; null or empty keeps those. */
  order?: readonly string[] | null;
  /** Classes in place of the built-in ones; null or empty keeps those. */
  classes?: readonly string[] | null;
}

const keysOf = (own: readonly string[] | null | undefined, builtIn: readonly string[]): string[] => [
  ...new Set((own?.length ? own : builtIn).map(canonicalKey)),
];

/** An empty state of a project that classifies data so. */
export function newLinking({ levels = [], order, classes }: LevelOptions, noted: Linking["noted"] = null): Linking {
  const sensitivity = { order: keysOf(order, builtInOrder), classes: keysOf(classes, builtInClasses) };
  const registry = (namespace: Namespace): Registry => ({ namespace, entries: new Map(), ids: new Map() });
  return {
    registries: {
      component: registry("component"),
      threat: registry("threat"),
      control: registry("control"),
      data: registry("data"),
      boundary: registry("boundary"),
    },
    diagnostics: [],
    segmentIds: new Map(),
    levels: new Set([...sensitivity.order, ...sensitivity.classes, ...levels.map(canonicalKey)]),
    sensitivity,
    noted,
  };
}

/** Tells whoever listens that a reference as a whole means something. */
export function note(linking: Linking, kind: Mention["kind"], key: string, reference: Reference, file: string): void {
  linking.noted?.({ kind, key, file, reference, part: null, defines: false, placed: true });
}

/** The same of the name or id in a definition. */
export function noteDefinition(
  linking: Linking,
  kind: Mention["kind"],
  key: string,
  reference: Reference,
  file: string,
): void {
  linking.noted?.({ kind, key, file, reference, part: null, defines: true, placed: true });
}

/** The key of an id: its marks do not count, pairs keep their colon. */
export function idKey(id: string): string {
  return id
    .split(":")
    .map((part) => canonicalKey(part.replace(/^[#@]+/, "")))
    .join(":");
}

/** An id or name without its mark, for people. */
export function unmarked(text: string): string {
  return text.replace(/(^|:)[#@]+/g, "$1");
}

/** The entry with this key, made on first mention. */
export function entryOf(registry: Registry, key: string, name: string, segments: string[] = [name]): Entry {
  const known = registry.entries.get(key);
  if (known) return known;
  const entry: Entry = {
    key,
    name,
    segments,
    ids: new Set(),
    descriptions: [],
    definitions: [],
    properties: {},
    sayings: [],
  };
  registry.entries.set(key, entry);
  return entry;
}

/** Gives an entry an explicit id, or reports that the id already stands for something else: the first one keeps it. */
export function giveId(linking: Linking, registry: Registry, entry: Entry, id: Reference, file: string): void {
  noteDefinition(linking, registry.namespace, entry.key, id, file);
  const key = idKey(id.text);
  const holder = registry.ids.get(key);
  if (holder !== undefined && holder !== entry.key) {
    const name = registry.entries.get(holder)?.name ?? holder;
    const message = `the id ${id.text} already stands for the ${registry.namespace} "${name}"`;
    linking.diagnostics.push({ file, ...diagnose("conflicting-id", id, message) });
    return;
  }
  registry.ids.set(key, entry.key);
  entry.ids.add(id.text);
}
