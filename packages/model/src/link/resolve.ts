import type { Annotation, Reference } from "../annotation.js";
import type { Mention } from "../mention.js";
import { diagnose } from "../diagnostic.js";
import { canonicalKey, componentKey, pathSegments } from "../key.js";
import { nearest } from "../nearest.js";
import { entryOf, idKey, note, unmarked, type Linking, type Registry } from "./registry.js";

type Where = Pick<Annotation, "file" | "dialect">;

const isMarked = (text: string): boolean => text.startsWith("#") || text.startsWith("@");

/** What an id or name is known by: an explicit id wins over the name of another thing. */
function known(registry: Registry, key: string): string | undefined {
  return registry.ids.get(key) ?? (isDefined(registry, key) ? key : undefined);
}

function isDefined(registry: Registry, key: string): boolean {
  return (registry.entries.get(key)?.definitions.length ?? 0) > 0;
}

/** After so many dangling references in one project nobody reads suggestions, and each costs a look at every id. */
const MOST_SUGGESTIONS = 200;

function dangling(linking: Linking, registry: Registry, ref: Reference, where: Where, id: string): void {
  const other = otherKind(linking, registry, id);
  const isEarly = linking.diagnostics.length < MOST_SUGGESTIONS;
  const message = `no ${registry.namespace} has the id ${id}${other === null ? "" : `; it is a ${other}`}`;
  const suggestion = other === null && isEarly ? (nearestId(registry, id) ?? undefined) : undefined;
  linking.diagnostics.push({ file: where.file, ...diagnose("dangling-reference", ref, message, { suggestion }) });
}

/** The nearest id that would resolve: an explicit one, or the name of something defined. */
function nearestId(registry: Registry, id: string): string | null {
  const defined = [...registry.entries.values()].filter(({ definitions }) => definitions.length > 0);
  const ids = [...registry.entries.values()].flatMap((entry) => [...entry.ids]);
  return (
    nearest(id, ids) ??
    nearest(
      id,
      defined.filter(({ key }) => !key.includes(":")).map(({ key }) => `#${key}`),
    )
  );
}

/** What else has this id: often the slots of an annotation were swapped. */
function otherKind(linking: Linking, registry: Registry, id: string): string | null {
  const key = idKey(id);
  const other = Object.values(linking.registries).find((one) => one !== registry && one.ids.has(key));
  return other?.namespace ?? null;
}

/** Resolves a mention of a threat, control, data asset or boundary to its key; it exists from then on. */
export function resolveName(
  linking: Linking,
  namespace: Exclude<keyof Linking["registries"], "component">,
  ref: Reference,
  where: Where,
): string {
  const key = nameKey(linking, namespace, ref, where);
  note(linking, namespace, key, ref, where.file);
  return key;
}

function nameKey(
  linking: Linking,
  namespace: Exclude<keyof Linking["registries"], "component">,
  ref: Reference,
  where: Where,
): string {
  const registry = linking.registries[namespace];
  const marked = ref.form === "id";
  const key = marked ? idKey(ref.text) : canonicalKey(ref.text);
  const target = known(registry, key);
  if (target !== undefined) return target;
  if (marked) dangling(linking, registry, ref, where, ref.text);
  return entryOf(registry, key, unmarked(ref.text)).key;
}

/** The display names of the path a component reference means, ids replaced by what they stand for. */
export function componentSegments(linking: Linking, ref: Reference, where: Where): string[] {
  const registry = linking.registries.component;
  const whole = ref.form === "id" ? known(registry, idKey(ref.text)) : registry.ids.get(canonicalKey(ref.text));
  if (whole !== undefined && (ref.form === "id" || !ref.text.includes(":")))
    return registry.entries.get(whole)!.segments;
  const parts = splitPath(registry, ref, where);
  return parts.flatMap((part, index) =>
    isMarked(part) ? idSegments(linking, ref, where, part, index, parts.length) : [part],
  );
}

/** `:` splits; in GuardLink `.` splits too, unless a component of the whole name is declared. Ids never split at `.`. */
function splitPath(registry: Registry, ref: Reference, where: Where): string[] {
  const parts = pathSegments(ref.text);
  if (parts.length !== 1 || where.dialect !== "guardlink" || ref.form === "id" || ref.form === "quoted") return parts;
  if (isDefined(registry, canonicalKey(ref.text))) return parts;
  return parts[0]!
    .split(".")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** One id inside a path: a v0.1 boundary or component id, or a component's own id in front of further segments. */
function idSegments(
  linking: Linking,
  ref: Reference,
  where: Where,
  part: string,
  index: number,
  count: number,
): string[] {
  const { component, boundary } = linking.registries;
  const key = idKey(part);
  const zone = boundary.ids.get(key);
  const means = (kind: Mention["kind"], target: string): void =>
    linking.noted?.({ kind, key: target, file: where.file, reference: ref, part: index, defines: false, placed: true });
  if (index === 0 && count > 1 && zone !== undefined) {
    means("boundary", zone);
    return [boundary.entries.get(zone)!.name];
  }
  const named = linking.segmentIds.get(key);
  if (named !== undefined) {
    means("segment", canonicalKey(named));
    return [named];
  }
  const target = known(component, key);
  if (target !== undefined) {
    if (count > 1) means("component", target);
    const { segments } = component.entries.get(target)!;
    return index === 0 ? segments : segments.slice(-1);
  }
  dangling(linking, component, ref, where, part);
  return [unmarked(part)];
}

/** Resolves a mention of a component or actor to its key; it exists from then on. */
export function resolveComponent(linking: Linking, ref: Reference, where: Where): string {
  const found = componentSegments(linking, ref, where);
  const segments = found.length > 0 ? found : [ref.text];
  const key = componentKey(segments);
  note(linking, "component", key, ref, where.file);
  return entryOf(linking.registries.component, key, segments.join(":"), segments).key;
}
