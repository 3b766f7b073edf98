import type { LiveView } from "@threatloom/engine";
import { idKey, type MentionKind, type ThreatModel } from "@threatloom/model";
import { thingId, type Names } from "../navigation/names.js";
import { markOf } from "./spelling.js";
import { renamedKeys, type Target } from "./target.js";

/** What a kind of things is called in messages. */
export const kindWords: Record<MentionKind, string> = {
  component: "component",
  threat: "threat",
  control: "control",
  data: "data asset",
  boundary: "boundary",
  segment: "component",
};

const listOf = (
  model: ThreatModel,
  kind: MentionKind,
): readonly { key: string; name: string; definitions: { file: string; line: number }[] }[] => {
  const { components, threats, controls, data, boundaries } = model;
  return { component: components, threat: threats, control: controls, data, boundary: boundaries, segment: [] }[kind];
};

/** A thing in words, and where to find it: `the threat "SQL injection", defined at model.gal:3`. */
function inWords({ model }: LiveView, names: Names, kind: MentionKind, key: string): string {
  const entity = listOf(model, kind).find((one) => one.key === key);
  const named = names.of.get(thingId(kind, key)) ?? [];
  const [defined] = entity?.definitions ?? [];
  const [first] = named;
  const where = defined
    ? `, defined at ${defined.file}:${defined.line}`
    : first
      ? `, named at ${first.file}:${first.reference.line}`
      : "";
  return `the ${kindWords[kind]} "${entity?.name ?? key}"${where}`;
}

/** Another thing of a kind that has an id. */
function holderOf(names: Names, kind: MentionKind, id: string, own: (key: string) => boolean): string | null {
  for (const [thing, ids] of names.ids) {
    const key = thing.slice(kind.length + 1);
    if (thing.startsWith(`${kind} `) && ids.has(id) && !own(key)) return key;
  }
  return null;
}

/** Ids that name segments of paths, with the segment. */
function segmentIds(names: Names): Map<string, string> {
  const found = new Map<string, string>();
  for (const { whole, defines, reference } of names.all)
    if (whole?.kind === "segment" && defines && reference.form === "id") found.set(idKey(reference.text), whole.key);
  return found;
}

function idConflict(view: LiveView, names: Names, target: Target, name: string): string | null {
  const { kind, key, id, idPart } = target;
  const next = id
    .split(":")
    .map((part, index) => (index === idPart ? idKey(name) : part))
    .join(":");
  if (next === id) return null;
  const kinds: MentionKind[] = kind === "segment" || kind === "component" ? ["component", "segment"] : [kind];
  for (const one of kinds) {
    const isOwn = (other: string): boolean => other === key || (kind === "segment" && other.endsWith(`:${key}`));
    const holder = one === "segment" ? (segmentIds(names).get(next) ?? null) : holderOf(names, one, next, isOwn);
    if (holder !== null && !(one === kind && holder === key))
      return `the id ${name} already stands for ${inWords(view, names, one, holder)}`;
    const named = listOf(view.model, one).some((entity) => entity.key === next && !isOwn(next));
    if (named) return `${inWords(view, names, one, next)} is known by that name already`;
  }
  return null;
}

function nameConflict(view: LiveView, names: Names, target: Target, name: string): string | null {
  const renamed = renamedKeys(target, name);
  for (const path of target.paths) {
    const next = renamed("component", path);
    if (next === path) continue;
    const below = names.below.get(next)?.find((key) => !target.paths.has(key));
    if (below !== undefined)
      return `there is already ${inWords(view, names, "component", names.below.has(next) && listOf(view.model, "component").some(({ key }) => key === next) ? next : below)}`;
    const holder = next.includes(":")
      ? null
      : holderOf(names, "component", next, (key) => key === path || key.startsWith(`${path}:`));
    if (holder !== null) return `${name} is an id of ${inWords(view, names, "component", holder)}`;
  }
  for (const thing of target.things) {
    const [kind, key] = [thing.slice(0, thing.indexOf(" ")) as MentionKind, thing.slice(thing.indexOf(" ") + 1)];
    const next = renamed(kind, key);
    if (next === key) continue;
    if (listOf(view.model, kind).some((entity) => entity.key === next) || names.of.has(thingId(kind, next)))
      return `there is already ${inWords(view, names, kind, next)}`;
    const holder = holderOf(names, kind, next, (other) => other === key);
    if (holder !== null) return `${name} is an id of ${inWords(view, names, kind, holder)}`;
  }
  return null;
}

/** What other thing a new name or id would be confused with, in words; null for none. */
export function conflictOf(view: LiveView, names: Names, target: Target, name: string): string | null {
  return target.by === "id" ? idConflict(view, names, target, name) : nameConflict(view, names, target, name);
}

const TOKEN = /^(?:[\p{L}\p{M}\p{N}_-]|\.(?=[\p{L}\p{M}\p{N}_-]))+$/u;

/** A new name as it was typed, without quotation marks and marks of ids. */
export function typedName({ by }: Target, typed: string): string {
  const name = typed
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .trim();
  return by === "id" ? name.slice(markOf(name).length) : name;
}

/** Why nothing can be called so, whatever else there is; null where it can. */
export function formProblem({ by, paths, kind }: Target, name: string): string | null {
  if (name === "") return "a new name is needed";
  if (by === "id")
    return TOKEN.test(name) ? null : `an id is one word of letters, digits, "_", "-" and ".", and "${name}" is not`;
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name)) return "a name has one line and no control characters";
  if (!/[\p{L}\p{N}]/u.test(name)) return "a name needs a letter or a digit";
  if (markOf(name) !== "") return `"${name}" would be read as an id: a name does not start with # or @`;
  const isSegment = paths.size > 0 || kind === "component" || kind === "segment";
  if (isSegment && name.includes(":")) return `":" separates the segments of a path; rename one segment at a time`;
  return null;
}
