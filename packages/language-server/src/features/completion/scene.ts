import type { Expectation } from "@threatloom/grammar";
import {
  canonicalKey,
  componentKey,
  idKey,
  pathSegments,
  quotedName,
  writtenPath,
  writtenPhrase,
  type Component,
  type DialectId,
  type Entity,
} from "@threatloom/model";
import type { Book } from "../../book.js";
import type { Place } from "../../positions.js";
import type { Spot } from "../../workspace.js";
import type { CursorLine } from "./line.js";
import type { Nearness } from "./near.js";
import type { Namespace, Usage } from "./usage.js";

/** What offers are made with. */
export interface Scene extends Spot {
  place: Place;
  at: CursorLine;
  expected: Expectation;
  book: Book;
  usage: Usage;
  near: Nearness;
  /** The dialects that annotations here are written in, the most used first. */
  dialects: readonly DialectId[];
}

/** The id that a project refers to a thing by; null where it rather uses the name. */
export function usedId(usage: Usage, namespace: Namespace, { ids, key }: Pick<Entity, "ids" | "key">): string | null {
  let best: { id: string; count: number } | null = null;
  for (const id of ids) {
    const count = usage.count(namespace, id.toLowerCase());
    if (best === null || count > best.count) best = { id, count };
  }
  return best !== null && best.count >= usage.count(namespace, key) ? best.id : null;
}

/** How often a project speaks of a thing, by whatever name. */
export function useOf(usage: Usage, namespace: Namespace, { ids, key }: Pick<Entity, "ids" | "key">): number {
  return ids.reduce((sum, id) => sum + usage.count(namespace, id.toLowerCase()), usage.count(namespace, key));
}

/** A component's path as it is written here: with dots where GuardLink is and does so. */
export function pathText({ dialects, usage }: Scene, segments: readonly string[]): string {
  const isDotted = dialects[0] === "guardlink" && segments.length > 1 && usage.dotted() > 0;
  if (isDotted && segments.every((one) => /^[\p{L}\p{N}_-]+$/u.test(one))) return segments.join(".");
  return writtenPath(segments.join(":"));
}

/** A thing as it is written where so much is typed: by id behind a mark, in quotation marks behind one, else as the project does. */
export function writtenAs(
  scene: Scene,
  namespace: Namespace,
  thing: Entity & Partial<Component>,
  typed: string,
): string {
  const name = thing.segments?.join(":") ?? thing.name;
  if (typed.startsWith('"')) return quotedName(name);
  const marked = /^[#@]/.test(typed);
  const id = usedId(scene.usage, namespace, thing) ?? (marked ? (thing.ids[0] ?? null) : null);
  if (id !== null) return id;
  return thing.segments === undefined ? writtenPhrase(name) : pathText(scene, thing.segments);
}

/** The thing that a text in front of the cursor names; null for none that is known. */
export function keyNamed({ book }: Scene, namespace: Namespace, text: string): string | null {
  const bare = text.replace(/^"|"$/g, "");
  if (bare === "") return null;
  if (/^[#@]/.test(bare)) return book.keyOfId(namespace, idKey(bare)) ?? null;
  const key = namespace === "component" ? componentKey(pathSegments(bare)) : canonicalKey(bare);
  return book[namespace](key) === undefined ? null : key;
}
