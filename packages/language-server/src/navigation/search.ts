import type { LiveView } from "@threatloom/engine";
import type { Entity, MentionKind } from "@threatloom/model";
import { namesIn, thingId } from "./names.js";
import { definitionOf, type DefinitionPlace } from "./definitions.js";
import type { thingKinds } from "./outline.js";

/** A thing of the model as it is searched for. */
export interface Thing {
  kind: keyof typeof thingKinds;
  of: MentionKind;
  key: string;
  name: string;
  ids: readonly string[];
  /** Name and ids in lower case. */
  texts: readonly string[];
}

/** A thing and how well it fits; less is better. */
export interface Hit {
  thing: Thing;
  score: number;
}

const made = new WeakMap<LiveView, readonly Thing[]>();

function thingOf(
  kind: Thing["kind"],
  of: MentionKind,
  { key, name, ids }: Pick<Entity, "ids" | "key" | "name">,
): Thing {
  return { kind, of, key, name, ids, texts: [name, ...ids].map((text) => text.toLowerCase()) };
}

function thingsIn(view: LiveView): readonly Thing[] {
  const known = made.get(view);
  if (known) return known;
  const { components, threats, controls, data, boundaries } = view.model;
  const things = [
    ...components.map((one) => thingOf(one.role === "actor" ? "actor" : "component", "component", one)),
    ...threats.map((one) => thingOf("threat", "threat", one)),
    ...controls.map((one) => thingOf("control", "control", one)),
    ...data.map((one) => thingOf("data", "data", one)),
    ...boundaries
      .filter(({ definitions }) => definitions.length > 0)
      .map((one) => thingOf("boundary", "boundary", one)),
  ];
  made.set(view, things);
  return things;
}

/** How well a text fits what was typed: the start, a word's start, anywhere, or its letters in order; null for not at all. */
function scoreOf(text: string, typed: string): number | null {
  const at = text.indexOf(typed);
  if (at === 0) return text.length === typed.length ? 0 : 1;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1]!) ? 3 : 2;
  let from = 0;
  for (const letter of typed) {
    const found = text.indexOf(letter, from);
    if (found === -1) return null;
    from = found + letter.length;
  }
  return 4;
}

/** The things whose name or id fits what was typed, the best first; at most so many. */
export function searchThings(view: LiveView, typed: string, most: number): Hit[] {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, " ");
  const found = thingsIn(view).flatMap((thing): Hit[] => {
    const scores = thing.texts.flatMap((text) => scoreOf(text, wanted) ?? []);
    return scores.length === 0 ? [] : [{ thing, score: Math.min(...scores) }];
  });
  return found.sort(better).slice(0, most);
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of hits. */
export function better(a: Hit, b: Hit): number {
  return (
    a.score - b.score ||
    text(a.thing.name, b.thing.name) ||
    text(a.thing.kind, b.thing.kind) ||
    text(a.thing.key, b.thing.key)
  );
}

/** Where to find a thing: its definition, or else where it is first named. Null where no annotation says where. */
export function thingPlace(view: LiveView, { of, key }: Thing): DefinitionPlace | null {
  const names = namesIn(view);
  const defined = definitionOf(view, names, of, key)[0];
  if (defined) return defined;
  const first = names.of.get(thingId(of, key))?.find(({ placed }) => placed);
  if (!first) return null;
  const { line, column, endLine, endColumn } = first.reference;
  const range = { line, column, endLine, endColumn };
  return { file: first.file, range, around: range };
}
