import type { ExpectedSlot } from "@threatloom/grammar";
import { canonicalKey, quotedName, type Component } from "@threatloom/model";
import { CompletionItemKind } from "vscode-languageserver";
import { likeliest, offerOf, saidIn } from "./named.js";
import { levels } from "./near.js";
import type { Offer } from "./offer.js";
import { pathText, type Scene } from "./scene.js";

/** What separates the segments of what is typed: dots only where GuardLink reads them so. */
function separatorIn(typed: string, { dialect }: ExpectedSlot, { dialects }: Scene): ":" | "." | null {
  if (/^[#@]/.test(typed)) return null;
  if (typed.includes(":")) return ":";
  return typed.includes(".") && (dialect === "guardlink" || dialects.includes("guardlink")) ? "." : null;
}

/** How near a component is to what the annotation says already. */
function tierOf({ book, near }: Scene, slot: ExpectedSlot, said: ReturnType<typeof saidIn>, key: string): number {
  const level = 1 + near.of("component", key);
  if (slot.kind === "test" && said.control !== null)
    return book.claimsWith(said.control).some((claim) => claim.kind === "mitigation" && claim.component === key)
      ? 0
      : level;
  if (slot.kind === "exposure" || slot.kind === "mitigation" || said.threat === null) return level;
  const status = book.pair(key, said.threat)?.status;
  return status === "exposed" || status === "partial" ? 0 : level;
}

/** A segment that may come next, and the components at and below it. */
interface Segment {
  segments: readonly string[];
  key: string;
  components: number;
  /** The component itself, where it is one. */
  own: Component | null;
  tier: number;
}

/** The first segments of a key. */
function upTo(key: string, segments: number): string {
  let end = -1;
  for (let i = 0; i < segments; i++) {
    end = key.indexOf(":", end + 1);
    if (end < 0) return key;
  }
  return key.slice(0, end);
}

function nextSegments(scene: Scene, above: readonly string[]): Segment[] {
  const prefix = above.map(canonicalKey).join(":");
  const depth = above.length;
  const found = new Map<string, Segment>();
  for (const component of scene.view.model.components) {
    const { key, segments } = component;
    if (depth > 0 && !key.startsWith(`${prefix}:`)) continue;
    const own = upTo(key, depth + 1);
    const tier = scene.near.of("component", key);
    const known = found.get(own);
    const isOwn = key === own;
    if (known === undefined)
      found.set(own, {
        ...{ segments: segments.slice(0, depth + 1), key: own, components: 1, tier },
        own: isOwn ? component : null,
      });
    else {
      known.components += 1;
      known.tier = Math.min(known.tier, tier);
      if (isOwn) known.own = component;
    }
  }
  return [...found.values()];
}

const insideWords = (count: number): string => (count === 1 ? "1 component" : `${count} components`);

/** The segments that go on from what is typed, one level at a time. */
function segmentOffers(scene: Scene, slot: ExpectedSlot, separator: ":" | "."): Offer[] {
  const { typed, replace } = slot;
  const isQuoted = typed.startsWith('"');
  const above = typed
    .replace(/^"/, "")
    .split(separator)
    .slice(0, -1)
    .map((one) => one.trim());
  return nextSegments(scene, above).map(({ segments, key, components, own, tier }) => {
    const path = segments.join(separator);
    const isPlain = separator === "." || !isQuoted;
    const newText = isQuoted ? quotedName(path) : isPlain && separator === "." ? path : pathText(scene, segments);
    return {
      label: segments.at(-1)!,
      aside: own === null ? insideWords(components) : own.role,
      kind: own === null ? CompletionItemKind.Folder : CompletionItemKind.Module,
      newText,
      filter: isQuoted ? `"${path}` : path,
      replace,
      tier: 1 + tier,
      use: components,
      topic: { is: "thing", kind: "component", key },
    };
  });
}

/** Zones that are no components themselves: what a longer path may begin with. */
function zoneOffers({ book, view: { model } }: Scene, slot: ExpectedSlot): Offer[] {
  return model.boundaries
    .filter(({ kind, key }) => kind === "zone" && book.component(key) === undefined)
    .map(({ name, key, contains }) => ({
      label: name,
      aside: insideWords(contains.length),
      kind: CompletionItemKind.Folder,
      newText: slot.typed.startsWith('"') ? quotedName(name).slice(0, -1) : name,
      replace: slot.replace,
      tier: 1 + levels.elsewhere,
      // In front of the components inside.
      use: 1_000_000 + contains.length,
      topic: { is: "thing", kind: "boundary", key },
    }));
}

/** Components: behind a separator the next segments of the path, else every component and what paths begin with. */
export function componentOffers(scene: Scene, slot: ExpectedSlot, wanted?: (one: Component) => boolean): Offer[] {
  const separator = separatorIn(slot.typed, slot, scene);
  if (separator !== null) return segmentOffers(scene, slot, separator);
  const said = saidIn(scene, slot);
  const { components } = scene.view.model;
  const isMarked = /^[#@]/.test(slot.typed);
  const possible = isMarked ? components.filter(({ ids }) => ids.length > 0) : components;
  const rank = (component: Component): { tier: number } => {
    const away = wanted === undefined || wanted(component) ? 0 : 10;
    return { tier: away + tierOf(scene, slot, said, component.key) };
  };
  const whole = likeliest(scene, "component", possible, slot.typed, rank).map((one) =>
    offerOf(scene, "component", one.thing, slot, one),
  );
  return isMarked ? whole : [...whole, ...zoneOffers(scene, slot)];
}
