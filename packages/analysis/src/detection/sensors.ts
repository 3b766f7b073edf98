import {
  canonicalKey,
  nearest,
  type Blind,
  type BlindReason,
  type LogSource,
  type PlacedText,
  type ScenarioEvent,
  type Sighting,
} from "@threatloom/model";
import type { Places } from "./places.js";
import { seesTechnique } from "./references.js";

/** What a sensor is asked to see. */
export interface Scene {
  event: Pick<ScenarioEvent, "name" | "techniques">;
  surface: string;
  /** Keys of components. */
  components: readonly string[];
}

/** The log sources, ready for being asked what they see. */
export interface Sensors {
  /** The best that log sources of this name say of a scene, or why they say nothing. */
  look(sensor: string, scene: Scene): Sighting | Blind;
  /** The best log source of this name, whatever it sees; null where there is none. */
  best(sensor: string): Sighting | null;
  /** Log sources that were never asked for, by name. */
  unused(): string[];
}

/** After so many names that no log source has nobody reads suggestions, and each costs a look at every name. */
const MOST_SUGGESTIONS = 200;

const texts = (words: readonly PlacedText[]): string[] => words.map(({ text }) => text);

function coversPlace({ components }: LogSource, scene: Scene, places: Places): boolean {
  if (components.length === 0) return true;
  return texts(components).some((text) => {
    if (canonicalKey(text) === canonicalKey(scene.surface)) return true;
    const covered = places.components(text);
    return scene.components.some((one) => covered.some((key) => one === key || one.startsWith(`${key}:`)));
  });
}

/** Whether a log source sees a scene at all, with any confidence. */
function covers(source: LogSource, scene: Scene, places: Places): boolean {
  const { events, techniques } = source;
  const name = canonicalKey(scene.event.name);
  return (
    (events.length === 0 || events.some(({ text }) => canonicalKey(text) === name)) &&
    (techniques.length === 0 || seesTechnique(texts(techniques), texts(scene.event.techniques))) &&
    coversPlace(source, scene, places)
  );
}

const sighting = ({ name, confidence, location }: LogSource): Sighting => ({
  ...{ sensor: name, confidence, by: "log-source" as const, location },
});

const surest = (sources: readonly LogSource[]): LogSource | undefined =>
  sources.toSorted((a, b) => b.confidence - a.confidence)[0];

/** Opens log sources for questions. Two of one name (for two regions, say) are asked both. */
export function sensorsOf(sources: readonly LogSource[], places: Places): Sensors {
  const byName = new Map<string, LogSource[]>();
  for (const source of sources) {
    for (const key of new Set([source.name, ...source.also].map(canonicalKey))) {
      byName.set(key, [...(byName.get(key) ?? []), source]);
    }
  }
  const names = [...new Set(sources.map(({ name }) => name))].sort();
  const asked = new Set<LogSource>();
  const suggestions = new Map<string, string | null>();
  const ask = (sensor: string): LogSource[] => {
    const found = byName.get(canonicalKey(sensor)) ?? [];
    for (const source of found) asked.add(source);
    return found;
  };
  const suggestionFor = (sensor: string): string | null => {
    const known = suggestions.get(sensor);
    if (known !== undefined) return known;
    const near = suggestions.size < MOST_SUGGESTIONS ? nearest(sensor, names) : null;
    suggestions.set(sensor, near);
    return near;
  };
  const blind = (sensor: string, reason: BlindReason): Blind => {
    return { sensor, reason, suggestion: reason === "no-log-source" ? suggestionFor(sensor) : null };
  };
  return {
    look: (sensor, scene) => {
      const found = ask(sensor);
      if (found.length === 0) return blind(sensor, "no-log-source");
      const best = surest(found.filter((source) => covers(source, scene, places)));
      if (best === undefined) return blind(sensor, "out-of-scope");
      return best.confidence === 0 ? blind(sensor, "no-confidence") : sighting(best);
    },
    best: (sensor) => {
      const best = surest(ask(sensor));
      return best === undefined ? null : sighting(best);
    },
    unused: () => [...new Set(sources.filter((source) => !asked.has(source)).map(({ name }) => name))].sort(),
  };
}
