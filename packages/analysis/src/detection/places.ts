import {
  canonicalKey,
  componentKey,
  idKey,
  nearest,
  pathSegments,
  type Component,
  type PlacedText,
  type Surface,
  type Threat,
  type ThreatModel,
  type VisibilityNotice,
} from "@threatloom/model";
import { wordsFor, wordsUnder } from "./references.js";

/** Finds things of the model by what definition files call them. */
export interface Places {
  /** Keys of the components of this path or id, or of those below a path that is none itself; empty where there are none. */
  components(text: string): string[];
  /** The component of this name, which is perhaps the last part of a path, as long as only one has it. */
  named(text: string): string | null;
  /** The key of the threat of this name or id, or null. */
  threat(text: string): string | null;
  /** Keys of the threats that refer to one of these, sorted. */
  referring(references: readonly string[]): string[];
  /** Notes what is not in the model, with the nearest that is. */
  missing(kind: "component" | "threat", word: PlacedText): VisibilityNotice;
}

/** After so many words that the model does not know nobody reads suggestions, and each costs a look at every name. */
const MOST_SUGGESTIONS = 200;

const isId = (text: string): boolean => /^[#@]/.test(text);

function idsOf(list: readonly { key: string; ids: readonly string[] }[]): Map<string, string> {
  return new Map(list.flatMap(({ key, ids }) => ids.map((id) => [idKey(id), key])));
}

function lastParts(components: readonly Component[]): Map<string, string | null> {
  const last = new Map<string, string | null>();
  for (const { key } of components) {
    const part = key.slice(key.lastIndexOf(":") + 1);
    last.set(part, last.has(part) ? null : key);
  }
  return last;
}

function byWord(model: ThreatModel): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (threat: string, references: readonly string[]): void => {
    for (const word of wordsUnder(references)) found.set(word, (found.get(word) ?? new Set()).add(threat));
  };
  for (const { key, references } of model.threats) add(key, references);
  for (const { threat, references } of model.claims) if (threat !== null) add(threat, references);
  return found;
}

/** Opens a model for such questions. */
export function placesIn(model: ThreatModel): Places {
  const components = new Set(model.components.map(({ key }) => key));
  const threats = new Set(model.threats.map(({ key }) => key));
  const ids = { component: idsOf(model.components), threat: idsOf(model.threats) };
  const last = lastParts(model.components);
  const words = byWord(model);
  let missed = 0;
  const component = (text: string): string | null => {
    const key = componentKey(pathSegments(text));
    return ids.component.get(idKey(text)) ?? (!isId(text) && components.has(key) ? key : null);
  };
  const below = (text: string): string[] => {
    const key = componentKey(pathSegments(text));
    return isId(text) || key === "" ? [] : [...components].filter((one) => one.startsWith(`${key}:`));
  };
  const known = (list: readonly (Component | Threat)[]): string[] =>
    list.flatMap(({ name, ids: own }) => [name, ...own]);
  return {
    components: (text) => {
      const found = component(text);
      return found === null ? below(text) : [found];
    },
    named: (text) => component(text) ?? last.get(canonicalKey(text)) ?? null,
    threat: (text) => {
      const key = canonicalKey(text);
      return ids.threat.get(idKey(text)) ?? (!isId(text) && threats.has(key) ? key : null);
    },
    referring: (references) =>
      [...new Set(wordsFor(references).flatMap((word) => [...(words.get(word) ?? [])]))].sort(),
    missing: (kind, { text, location }) => ({
      location,
      message: `no ${kind} of the model is called ${text}`,
      suggestion:
        ++missed > MOST_SUGGESTIONS
          ? null
          : nearest(text, known(kind === "component" ? model.components : model.threats)),
    }),
  };
}

/** Keys of the components that a surface stands for, sorted: those it names, else the one that has its name. */
export function componentsOf(surface: Surface, places: Places): string[] {
  const wanted = surface.components.flatMap(({ text }) => places.components(text));
  if (surface.components.length > 0) return [...new Set(wanted)].sort();
  const found = places.named(surface.name);
  return found === null ? [] : [found];
}
