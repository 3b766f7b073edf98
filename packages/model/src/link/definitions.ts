import type { Annotation, Reference } from "../annotation.js";
import { diagnose } from "../diagnostic.js";
import { canonicalKey, componentKey } from "../key.js";
import { nearest } from "../nearest.js";
import { componentSegments } from "./resolve.js";
import {
  entryOf,
  giveId,
  idKey,
  noteDefinition,
  unmarked,
  type Entry,
  type Linking,
  type Registry,
} from "./registry.js";

/** Kinds of annotations that define something. */
const DEFINING: ReadonlySet<string> = new Set(["component", "threat", "control", "data", "actor", "boundary"]);

/** Whether annotations of a kind say what a name or id stands for. */
export function definesThing(kind: Annotation["kind"]): boolean {
  return DEFINING.has(kind);
}

/** What definitions of a kind are read into first: zones name v0.1 paths, and whole dotted names stop GuardLink's splitting. */
function rank(annotation: Annotation): number {
  if (annotation.kind === "boundary") return 0;
  return annotation.dialect === "guardlink" ? 2 : 1;
}

/**
 * Reads every definition, so that they hold for the whole project in any order of files. Fills names, ids,
 * descriptions and properties; reports duplicates and ids with two meanings.
 */
export function readDefinitions(linking: Linking, annotations: readonly Annotation[]): void {
  const defining = annotations.filter((a) => definesThing(a.kind) && a.fields.name !== undefined);
  for (const step of [0, 1, 2]) {
    for (const annotation of defining) if (rank(annotation) === step) define(linking, annotation);
  }
  // Ids come second: a name always means the thing it names, whichever file is read first.
  for (const annotation of defining) nameIds(linking, annotation);
}

function isAlias(annotation: Annotation): boolean {
  return annotation.dialect === "threatspec01" && annotation.kind === "component";
}

function define(linking: Linking, annotation: Annotation): void {
  if (isAlias(annotation)) return;
  const name = annotation.fields.name!;
  const entry = definedEntry(linking, annotation, name);
  const first = entry.definitions[0];
  if (first) {
    const message = `${namespaceOf(annotation)} "${entry.name}" is already defined at ${first.file}:${first.line}`;
    linking.diagnostics.push({ file: annotation.file, ...diagnose("duplicate-definition", name, message) });
  } else {
    entry.name = entry.segments.length > 1 ? entry.segments.join(":") : unmarked(name.text);
  }
  recordDefinition(entry, annotation);
  checkLevel(linking, annotation);
}

/** Adds to an entry what a definition says. */
export function recordDefinition(entry: Entry, annotation: Annotation): void {
  const { file, line, column, fields, properties } = annotation;
  entry.definitions.push({ file, line, column });
  const description = fields.description ?? fields.detail ?? properties["description"];
  if (typeof description === "string") entry.descriptions.push(description);
  const { role, level, severity, references } = fields;
  const said = { role: annotation.kind === "actor" ? "actor" : role, level, severity, references };
  // What the line itself says wins over the block below it.
  for (const [key, value] of [...Object.entries(said), ...Object.entries(properties)]) {
    if (value === undefined) continue;
    entry.properties[key] ??= value;
    entry.sayings.push({ key, value, from: "code", location: { file, line, column } });
  }
}

function namespaceOf(annotation: Annotation): Registry["namespace"] {
  return annotation.kind === "actor" ? "component" : (annotation.kind as Registry["namespace"]);
}

function definedEntry(linking: Linking, annotation: Annotation, name: Reference): Entry {
  const namespace = namespaceOf(annotation);
  const registry = linking.registries[namespace];
  if (namespace === "component" && name.form !== "id") {
    const segments = componentSegments(linking, name, annotation);
    return entryOf(registry, componentKey(segments), segments.join(":"), segments);
  }
  const text = unmarked(name.text);
  return entryOf(registry, name.form === "id" ? idKey(name.text) : canonicalKey(text), text);
}

function nameIds(linking: Linking, annotation: Annotation): void {
  const { name, id } = annotation.fields;
  if (!name) return;
  if (isAlias(annotation)) {
    if (id) aliasComponent(linking, annotation, name, id);
    return;
  }
  const entry = definedEntry(linking, annotation, name);
  const registry = linking.registries[namespaceOf(annotation)];
  if (name.form === "id") giveId(linking, registry, entry, name, annotation.file);
  else noteDefinition(linking, registry.namespace, entry.key, name, annotation.file);
  if (id) giveId(linking, registry, entry, id, annotation.file);
}

/** `@alias component @web to Web`: the id names one segment; `@app:@web` names the component of that boundary. */
function aliasComponent(linking: Linking, annotation: Annotation, name: Reference, id: Reference): void {
  const { component, boundary } = linking.registries;
  const parts = id.text.split(":");
  const key = idKey(id.text);
  if (parts.length > 1) {
    const zone = boundary.ids.get(idKey(parts[0]!));
    const first = zone === undefined ? unmarked(parts[0]!) : boundary.entries.get(zone)!.name;
    const segments = [first, name.text];
    const entry = entryOf(component, componentKey(segments), segments.join(":"), segments);
    recordDefinition(entry, annotation);
    noteDefinition(linking, "component", entry.key, name, annotation.file);
    giveId(linking, component, entry, id, annotation.file);
    return;
  }
  noteDefinition(linking, "segment", canonicalKey(name.text), name, annotation.file);
  const known = linking.segmentIds.get(key);
  if (known !== undefined && canonicalKey(known) !== canonicalKey(name.text)) {
    const message = `the id ${id.text} already stands for the component "${known}"`;
    linking.diagnostics.push({ file: annotation.file, ...diagnose("conflicting-id", id, message) });
    return;
  }
  noteDefinition(linking, "segment", canonicalKey(name.text), id, annotation.file);
  linking.segmentIds.set(key, name.text);
}

/** The components by the last segment of their paths. */
export function byLastSegment(linking: Linking): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of linking.registries.component.entries.values()) {
    const last = entry.key.slice(entry.key.lastIndexOf(":") + 1);
    const list = found.get(last);
    if (list) list.push(entry);
    else found.set(last, [entry]);
  }
  return found;
}

/** The components whose paths a v0.1 component name ended up in, or a component of its own where nothing uses it. */
export function aliasUsers(linking: Linking, name: string, byLast: Map<string, Entry[]>): Entry[] {
  const last = canonicalKey(name);
  return byLast.get(last) ?? [entryOf(linking.registries.component, last, name)];
}

/** Gives v0.1 component definitions to the components they name. Runs after all references are resolved. */
export function settleAliases(linking: Linking, annotations: readonly Annotation[]): void {
  const byLast = byLastSegment(linking);
  for (const annotation of annotations) {
    const { name, id } = annotation.fields;
    if (!isAlias(annotation) || !name || !id || id.text.includes(":")) continue;
    for (const entry of aliasUsers(linking, name.text, byLast)) {
      recordDefinition(entry, annotation);
      entry.ids.add(id.text);
    }
  }
}

/** `@describe component @web as TEXT`, once every id is known. */
export function readDescriptions(
  linking: Linking,
  annotations: readonly Annotation[],
  resolve: (a: Annotation) => Entry[],
): void {
  for (const annotation of annotations) {
    const text = annotation.fields.text ?? annotation.fields.detail;
    if (annotation.kind !== "description" || text === undefined) continue;
    for (const entry of resolve(annotation)) entry.descriptions.push(text);
  }
}

function checkLevel(linking: Linking, annotation: Annotation): void {
  const { level, name } = annotation.fields;
  if (annotation.kind !== "data" || level === undefined || linking.levels.has(canonicalKey(level))) return;
  const message = `"${level}" is neither a sensitivity level nor a class of data`;
  const expected = `one of ${[...linking.levels].sort().join(", ")}, or a level from data.levels in threatloom.yaml`;
  const suggestion = nearest(level, linking.levels) ?? undefined;
  linking.diagnostics.push({
    file: annotation.file,
    ...diagnose("unknown-value", name!, message, { expected, suggestion }),
  });
}
