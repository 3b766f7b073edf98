import type { ExpectedSlot } from "@threatloom/grammar";
import { componentKey, pathSegments, type Claim, type Entity, type PairStatus } from "@threatloom/model";
import { CompletionItemKind } from "vscode-languageserver";
import { saidBefore } from "./line.js";
import { levels } from "./near.js";
import type { Offer } from "./offer.js";
import { keyNamed, useOf, writtenAs, type Scene } from "./scene.js";
import type { Namespace } from "./usage.js";

/** What the annotation has said so far, as far as it is known. */
export interface Said {
  component: string | null;
  threat: string | null;
  control: string | null;
}

const FIRST: Readonly<Record<string, Namespace>> = {
  mitigation: "component",
  exposure: "component",
  acceptance: "threat",
  transfer: "threat",
  detection: "threat",
  test: "control",
  handling: "data",
};

/** Which slot a keyword opens in claims of a kind. */
function slotOf(kind: string, opener: string | null): Namespace | null {
  if (opener === null) return FIRST[kind] ?? null;
  if (opener === "against") return "threat";
  if (opener === "to") return kind === "exposure" ? "threat" : "component";
  if (opener === "on" || opener === "for" || opener === "from") return "component";
  return (opener === "with" || opener === "using") && kind === "mitigation" ? "control" : null;
}

/** Reads what stands in front of a slot. */
export function saidIn(scene: Scene, { kind, replace }: ExpectedSlot): Said {
  const said: Said = { component: null, threat: null, control: null };
  const { line } = scene.at;
  if (replace.line !== line.line) return said;
  for (const { opener, text } of saidBefore(line.text.slice(0, replace.column - line.column))) {
    const namespace = slotOf(kind, opener);
    if (namespace !== null && namespace !== "data") said[namespace] = keyNamed(scene, namespace, text);
  }
  return said;
}

/** Tiers in front of those of nearness. */
const WANTED = 2;
/** What stands there already. */
const LAST = 20;

/** What is said of a pair elsewhere than on the line that is being written. */
function pairElsewhere(scene: Scene, component: string, threat: string): PairStatus | undefined {
  const { book, path, place, view } = scene;
  const pair = book.pair(component, threat);
  if (pair === undefined) return undefined;
  const claims = [pair.exposures, pair.mitigations, pair.acceptances, pair.transfers].flat();
  const isElsewhere = (at: number): boolean => {
    const { file, line } = view.model.claims[at]!.location;
    return file !== path || line !== place.line;
  };
  return claims.length === 0 || claims.some(isElsewhere) ? pair : undefined;
}

function threatTier(scene: Scene, kind: string, said: Said, threat: string): number {
  const { near } = scene;
  const level = WANTED + near.of("threat", threat);
  const pair = said.component === null ? undefined : pairElsewhere(scene, said.component, threat);
  if (kind === "exposure") return pair === undefined ? level : LAST;
  const isOpen = pair !== undefined && (pair.status === "exposed" || pair.status === "partial");
  if (isOpen) return 0;
  if (pair !== undefined) return 1;
  // The threat comes before the component: what is open on the function or in the file is likely to be answered.
  if (said.component === null && near.open(threat) <= levels.file) return near.open(threat);
  return level;
}

function controlTier({ book, near }: Scene, said: Said, control: string): { tier: number; fit: number } {
  const level = WANTED + near.of("control", control);
  if (said.threat === null) return { tier: level, fit: 0 };
  const helps = ({ kind, threat }: Claim): boolean => kind === "mitigation" && threat === said.threat;
  const own = book.claimsWith(control).filter(helps);
  if (own.length === 0) return { tier: level, fit: 0 };
  return { tier: own.some(({ component }) => component === said.component) ? 0 : 1, fit: own.length };
}

const KINDS = {
  threat: CompletionItemKind.Event,
  control: CompletionItemKind.Interface,
  data: CompletionItemKind.Struct,
  component: CompletionItemKind.Module,
} as const satisfies Record<Namespace, CompletionItemKind>;

/** One thing by its id or name. */
export function offerOf(
  scene: Scene,
  namespace: Namespace,
  thing: Entity,
  slot: Pick<ExpectedSlot, "replace" | "typed">,
  { tier, use }: Pick<Ranked<Entity>, "tier" | "use">,
): Offer {
  const { replace, typed } = slot;
  const newText = writtenAs(scene, namespace, thing, typed);
  const isId = /^[#@]/.test(newText);
  const others = isId ? [thing.name] : thing.ids;
  const bare = newText.replace(/^"|"$/g, "");
  // What is typed first decides what is looked at first.
  const byName = isId && typed !== "" && !/^[#@]/.test(typed);
  const filter = byName ? [...others, newText] : [newText, ...others];
  return {
    label: isId ? newText : bare,
    ...(others.length > 0 && { aside: others.join(" ") }),
    kind: KINDS[namespace],
    newText,
    filter: filter.join(" "),
    replace,
    tier,
    use,
    topic: { is: "thing", kind: namespace, key: thing.key },
  };
}

/** Of so many things no list shows all. */
const MANY = 200;

/** A thing and how likely it is to be meant. */
export interface Ranked<T> {
  thing: T;
  tier: number;
  use: number;
}

function fitsIn({ name, ids }: Entity, typed: string): boolean {
  return name.toLowerCase().includes(typed) || ids.some((id) => id.toLowerCase().includes(typed));
}

/**
 * The things that may be meant, the likeliest of them where they are very many: one more than a list shows, so that it
 * knows that it is not whole.
 */
export function likeliest<T extends Entity>(
  { usage }: Scene,
  namespace: Namespace,
  things: readonly T[],
  typed: string,
  rank: (thing: T) => { tier: number; fit?: number },
): Ranked<T>[] {
  const text = typed.replace(/^"/, "").trim().toLowerCase();
  const isMuch = things.length > MANY;
  const fitting = isMuch && text !== "" ? things.filter((thing) => fitsIn(thing, text)) : things;
  const key = componentKey(pathSegments(text));
  // A name that is half typed is a thing already, of which nobody speaks but the line it is typed on.
  const isTyped = (thing: T): boolean =>
    thing.key === key && thing.definitions.length === 0 && useOf(usage, namespace, thing) < 2;
  const possible = fitting.filter((thing) => !isTyped(thing));
  const ranked = possible.map((thing) => {
    const { tier, fit = 0 } = rank(thing);
    return { thing, tier, use: fit * 10_000 + useOf(usage, namespace, thing) };
  });
  return isMuch ? first(ranked, MANY + 1) : ranked;
}

/** The likeliest of many; sorting all of them would take longer than a list may. */
function first<T extends Entity>(ranked: readonly Ranked<T>[], count: number): Ranked<T>[] {
  const isBefore = (a: Ranked<T>, b: Ranked<T>): boolean =>
    a.tier !== b.tier ? a.tier < b.tier : a.use !== b.use ? a.use > b.use : a.thing.key < b.thing.key;
  const best: Ranked<T>[] = [];
  for (const one of ranked) {
    if (best.length === count && !isBefore(one, best[count - 1]!)) continue;
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(best[middle]!, one)) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, one);
    if (best.length > count) best.pop();
  }
  return best;
}

/** Threats, those that the annotation is likely to be about first. */
export function threatOffers(scene: Scene, slot: ExpectedSlot): Offer[] {
  const said = saidIn(scene, slot);
  const rank = ({ key }: Entity): { tier: number } => ({ tier: threatTier(scene, slot.kind, said, key) });
  return likeliest(scene, "threat", scene.view.model.threats, slot.typed, rank).map((one) =>
    offerOf(scene, "threat", one.thing, slot, one),
  );
}

/** Controls, those that stand against the same threat elsewhere first. */
export function controlOffers(scene: Scene, slot: ExpectedSlot): Offer[] {
  const said = saidIn(scene, slot);
  const rank = ({ key }: Entity): { tier: number; fit: number } => controlTier(scene, said, key);
  return likeliest(scene, "control", scene.view.model.controls, slot.typed, rank).map((one) =>
    offerOf(scene, "control", one.thing, slot, one),
  );
}

/** Data assets. */
export function dataOffers(scene: Scene, slot: ExpectedSlot): Offer[] {
  const rank = ({ key }: Entity): { tier: number } => ({ tier: WANTED + scene.near.of("data", key) });
  return likeliest(scene, "data", scene.view.model.data, slot.typed, rank).map((one) =>
    offerOf(scene, "data", one.thing, slot, one),
  );
}

/** What is named somewhere and defined nowhere, for the name of a definition. */
export function undefinedOffers(scene: Scene, namespace: "control" | "data" | "threat", slot: ExpectedSlot): Offer[] {
  const { model } = scene.view;
  const list: readonly Entity[] = { threat: model.threats, control: model.controls, data: model.data }[namespace];
  const open = list.filter(({ definitions }) => definitions.length === 0);
  const rank = ({ key }: Entity): { tier: number } => ({ tier: scene.near.of(namespace, key) });
  return likeliest(scene, namespace, open, slot.typed, rank).map((one) =>
    offerOf(scene, namespace, { ...one.thing, ids: [] }, slot, one),
  );
}
