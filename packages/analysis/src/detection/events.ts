import type {
  Blind,
  Claim,
  EventState,
  EventVisibility,
  NamedTechnique,
  Scenario,
  ScenarioEvent,
  Sighting,
  Surface,
} from "@threatloom/model";
import { canonicalKey } from "@threatloom/model";
import { componentsOf, type Places } from "./places.js";
import type { Scene, Sensors } from "./sensors.js";

/** What judging events needs. */
export interface Judging {
  places: Places;
  sensors: Sensors;
  /** Claims that a threat is detected on a component. */
  detections: readonly Claim[];
  technique: (text: string) => NamedTechnique;
}

/** An event as it is judged, with the keys of the threats that it shows itself. */
export interface JudgedEvent {
  visibility: EventVisibility;
  threats: string[];
}

const bySureness = (a: Sighting, b: Sighting): number =>
  (b.confidence ?? -1) - (a.confidence ?? -1) || (a.sensor < b.sensor ? -1 : a.sensor > b.sensor ? 1 : 0);

/** Sensors by name, each once, in the order in which observations name them. */
function sensorsNamed(event: ScenarioEvent): string[] {
  const named = event.observations.flatMap(({ sensors }) => sensors.map(({ text }) => text));
  const keys = named.map(canonicalKey);
  return named.filter((_, at) => keys.indexOf(keys[at]!) === at);
}

/**
 * The claims that speak of an event, on a component of its surface: of a threat that the event shows itself, or with a
 * sensor that the event names. Any other says nothing of when it notices.
 */
function claimsOf(judging: Judging, scene: Scene, threats: readonly string[], named: readonly string[]): Claim[] {
  const keys = new Set(named.map(canonicalKey));
  return judging.detections.filter(({ component, threat, subject }) => {
    if (component === null || !scene.components.includes(component)) return false;
    return (threat !== null && threats.includes(threat)) || (subject !== null && keys.has(canonicalKey(subject)));
  });
}

const UNNAMED = "an unnamed sensor";

/** The sensor of a claim: the best log source of its name, else as it is claimed. */
export function sightingOf(claim: Claim, sensors: Sensors): Sighting {
  const best = sensors.best(claim.subject ?? UNNAMED);
  return best !== null && best.confidence !== 0 ? best : asClaimed(claim);
}

const asClaimed = ({ subject, location }: Claim): Sighting => ({
  ...{ sensor: subject ?? UNNAMED, confidence: null, by: "claim" as const, location },
});

/** The sensor of a claim in a scene. Null where a log source of its name does not see that: no claim can widen it. */
function claimedIn(scene: Scene, claim: Claim, sensors: Sensors): Sighting | null {
  const found = sensors.look(claim.subject ?? UNNAMED, scene);
  if ("by" in found) return found;
  return found.reason === "no-log-source" ? asClaimed(claim) : null;
}

/** Each sensor once, surest first. */
export function distinct(sightings: readonly Sighting[]): Sighting[] {
  const sorted = [...sightings].sort(bySureness);
  const keys = sorted.map(({ sensor }) => canonicalKey(sensor));
  return sorted.filter((_, at) => keys.indexOf(keys[at]!) === at);
}

function stateOf(seenBy: readonly Sighting[]): EventState {
  if (seenBy.some(({ by }) => by === "log-source")) return "seen";
  return seenBy.length > 0 ? "claimed" : "unseen";
}

/** What of the sensors that an event names, and of the claims about it, shows it. */
function look(
  judging: Judging,
  scene: Scene,
  event: ScenarioEvent,
  threats: readonly string[],
): { seenBy: Sighting[]; missing: Blind[] } {
  const named = sensorsNamed(event);
  const looks = named.map((sensor) => judging.sensors.look(sensor, scene));
  const claims = claimsOf(judging, scene, threats, named).map((claim) => claimedIn(scene, claim, judging.sensors));
  const missing = looks.flatMap((one) => ("by" in one ? [] : [one]));
  const all = distinct([...looks, ...claims].filter((one) => one !== null && "by" in one));
  if (named.length === 0 && all.length === 0) missing.push({ sensor: null, reason: "no-sensor", suggestion: null });
  return { seenBy: all, missing };
}

function judgeEvent(judging: Judging, surface: Surface, event: ScenarioEvent, order: number): JudgedEvent {
  const components = componentsOf(surface, judging.places);
  const references = [...event.techniques, ...event.references].map(({ text }) => text);
  const threats = judging.places.referring(references);
  const { seenBy, missing } = look(judging, { event, surface: surface.name, components }, event, threats);
  return {
    visibility: {
      order,
      name: event.name,
      description: event.description === event.name ? null : event.description,
      surface: surface.name,
      category: surface.category,
      components,
      techniques: event.techniques.map(({ text }) => judging.technique(text)),
      state: stateOf(seenBy),
      confidence: seenBy[0]?.confidence ?? null,
      seenBy,
      missing,
      location: event.location,
    },
    threats,
  };
}

/** The events of a scenario in their order: surfaces as they stand, and what happens on each. */
export function judgeEvents(judging: Judging, { surfaces }: Scenario): JudgedEvent[] {
  const steps = surfaces.flatMap((surface) => surface.events.map((event) => ({ surface, event })));
  return steps.map(({ surface, event }, at) => judgeEvent(judging, surface, event, at + 1));
}
