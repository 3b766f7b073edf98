import type { PropertyValue } from "./annotation.js";
import type { Location, Status } from "./graph.js";

/** A word of a definition file, and where it stands. */
export interface PlacedText {
  text: string;
  location: Location;
}

/** One way to notice an event: the sensors that would show it, as their names are written. */
export interface Observation {
  name: string | null;
  sensors: PlacedText[];
  location: Location;
}

/** One step of a threat as it unfolds. */
export interface ScenarioEvent {
  /** The description where it has no name. */
  name: string;
  description: string | null;
  /** Free: most often the fields of a log that show it. */
  metadata: PropertyValue;
  /** Ids of ATT&CK techniques, as written. */
  techniques: PlacedText[];
  references: PlacedText[];
  observations: Observation[];
  location: Location;
}

/** Where events happen: a service, a device, a network. */
export interface Surface {
  name: string;
  category: string | null;
  description: string | null;
  /** Components of the model it stands for, by path or id, as written. */
  components: PlacedText[];
  /** In the order in which they happen. */
  events: ScenarioEvent[];
  location: Location;
}

/** A threat detection scenario: what somebody would do, step by step, and what could notice it. */
export interface Scenario {
  name: string;
  version: string | null;
  statement: string | null;
  license: string | null;
  references: PlacedText[];
  /** Threats of the model it plays out, by name or id, as written. */
  threats: PlacedText[];
  metadata: PropertyValue;
  /** In the order in which the scenario goes through them. */
  surfaces: Surface[];
  /** The start of its file. */
  location: Location;
}

/** The best that can be said of what a log source shows. 0 is nothing. */
export const MOST_CONFIDENCE = 5;

/** A source of logs that somebody has. Empty lists set no bounds to what it sees. */
export interface LogSource {
  /** The name of the sensor. */
  name: string;
  /** Other names it goes by. */
  also: string[];
  /** Where it collects, for people. */
  collects: string | null;
  /** From 0 to `MOST_CONFIDENCE`. */
  confidence: number;
  techniques: PlacedText[];
  /** Names of events. */
  events: PlacedText[];
  /** Components by path or id, or surfaces by name. */
  components: PlacedText[];
  retention: string | null;
  description: string | null;
  location: Location;
}

/** `claimed`: code says that a sensor notices it (`@detects`), and no log source of that name is known. */
export type EventState = "claimed" | "seen" | "unseen";

/** What notices an event or a threat. */
export interface Sighting {
  sensor: string;
  /** Of the log source; null where only a claim speaks of it. */
  confidence: number | null;
  by: "claim" | "log-source";
  /** Of the log source or the claim. */
  location: Location;
}

/** Why a sensor shows nothing. `no-sensor`: the event names none. */
export type BlindReason = "no-confidence" | "no-log-source" | "no-sensor" | "out-of-scope";

/** A sensor that would show an event, and does not. */
export interface Blind {
  /** Null where none is named. */
  sensor: string | null;
  reason: BlindReason;
  /** The name of the log source that was perhaps meant, or null. */
  suggestion: string | null;
}

/** A technique with its name, where a catalogue at hand knows it. */
export interface NamedTechnique {
  id: string;
  name: string | null;
}

/** How one event is seen. */
export interface EventVisibility {
  /** From 1, in the order in which the scenario unfolds. */
  order: number;
  name: string;
  description: string | null;
  surface: string;
  category: string | null;
  /** Keys of the components of its surface, sorted. */
  components: string[];
  techniques: NamedTechnique[];
  state: EventState;
  /** The best of what sees it; null where nothing of known confidence does. */
  confidence: number | null;
  /** Surest first. */
  seenBy: Sighting[];
  missing: Blind[];
  location: Location;
}

/** How early a scenario is noticed. `claimed`: by what code claims alone. */
export type ScenarioVerdict = "claimed" | "from-the-start" | "late" | "unseen";

/** How one scenario is seen. */
export interface ScenarioVisibility {
  name: string;
  version: string | null;
  statement: string | null;
  verdict: ScenarioVerdict;
  /** The order of the first event that is seen, or null. */
  first: number | null;
  /** Of that event. */
  confidence: number | null;
  /** How many events are seen; claims do not count. */
  seen: number;
  /** Keys of the threats it plays out, sorted. */
  threats: string[];
  events: EventVisibility[];
  location: Location;
}

/** How one threat of the model stands on one component. */
export interface ThreatVisibility {
  component: string;
  threat: string;
  /** Null where it is only claimed to be detected. */
  status: Status | null;
  mitigated: boolean;
  tested: boolean;
  /** A claim says that it is detected, or an event of a scenario shows it. */
  detectable: boolean;
  seenBy: Sighting[];
  /** Names of the scenarios that play it out there, sorted. */
  scenarios: string[];
}

/** A sensor that no log source provides, and what it would show. */
export interface WantedSensor {
  sensor: string;
  /** How many events it would show that nothing shows. */
  events: number;
  /** How many scenarios it would show earlier, or at all. */
  earlier: number;
  suggestion: string | null;
}

/** Something in a definition file that is not what its author meant, most likely. */
export interface VisibilityNotice {
  location: Location;
  message: string;
  suggestion: string | null;
}

/** What can be seen of the threats that a project describes. */
export interface VisibilityReport {
  /** By file. */
  scenarios: ScenarioVisibility[];
  /** Every claimed threat of the model, by component and threat. */
  threats: ThreatVisibility[];
  /** By name. */
  sources: LogSource[];
  /** The most useful first. */
  wanted: WantedSensor[];
  /** Names of log sources that no scenario and no claim asks for, sorted. */
  unused: string[];
  /** By place. */
  notices: VisibilityNotice[];
}
