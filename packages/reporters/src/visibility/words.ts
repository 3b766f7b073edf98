import {
  MOST_CONFIDENCE,
  type Blind,
  type EventState,
  type NamedTechnique,
  type ScenarioVisibility,
  type Sighting,
  type VisibilityReport,
} from "@threatloom/model";
import { counted } from "../view.js";

/** One sign for each state, and none of them by colour. */
export const EVENT_SIGNS: Readonly<Record<EventState, string>> = { seen: "●", claimed: "◐", unseen: "○" };

/** What the signs stand for. */
export const LEGEND = "● seen  ◐ only claimed in code  ○ not seen";

/** Makes text of strangers fit for the place where it is shown. */
export type Escape = (text: string) => string;

/** `4/5`; `?/5` where only a claim speaks of it. */
export const grade = (confidence: number | null): string => `${confidence ?? "?"}/${MOST_CONFIDENCE}`;

/** `Mail gateway log 4/5`. */
export const sightingWords = ({ sensor, confidence, by }: Sighting, escape: Escape): string =>
  `${escape(sensor)} ${by === "claim" ? "(claimed)" : grade(confidence)}`;

/** Why a sensor shows nothing, and what to do. */
export function blindWords({ sensor, reason, suggestion }: Blind, escape: Escape): string {
  switch (reason) {
    case "no-sensor":
      return "no observation names a sensor";
    case "no-log-source":
      return `no log source: ${escape(sensor ?? "")}${meantWords(suggestion, escape)}`;
    case "out-of-scope":
      return `does not see this: ${escape(sensor ?? "")}`;
    case "no-confidence":
      return `says nothing (confidence ${grade(0)}): ${escape(sensor ?? "")}`;
  }
}

/** How early a scenario is seen, in a few words. */
export function verdictWords({ verdict, first, events, confidence }: ScenarioVisibility): string {
  switch (verdict) {
    case "from-the-start":
      return `seen from the start, confidence ${grade(confidence)}`;
    case "late":
      return `first seen at event ${first ?? ""} of ${events.length}, confidence ${grade(confidence)}`;
    case "claimed":
      return "only claimed to be seen";
    case "unseen":
      return events.length === 1 ? "its one event is not seen" : `none of its ${events.length} events is seen`;
  }
}

/** `T1566 Phishing`, or the id alone where nobody knows its name. */
export const techniqueWords = ({ id, name }: NamedTechnique, escape: Escape): string =>
  name === null ? escape(id) : `${escape(id)} ${escape(name)}`;

/** How early the scenarios are seen: `3 scenarios, seen: 1 from the start, 2 not at all`. */
export function scenarioCounts({ scenarios }: VisibilityReport): string {
  if (scenarios.length === 0) return "no scenarios";
  const words: readonly (readonly [ScenarioVisibility["verdict"], string])[] = [
    ["from-the-start", "from the start"],
    ["late", "late"],
    ["claimed", "only claimed"],
    ["unseen", "not at all"],
  ];
  const parts = words
    .map(([verdict, text]) => [scenarios.filter((scenario) => scenario.verdict === verdict).length, text] as const)
    .filter(([count]) => count > 0);
  return `${counted(scenarios.length, "scenario")}, seen: ${parts.map(([count, text]) => `${count} ${text}`).join(", ")}`;
}

/** `5 of 11 events seen`. */
export function eventCounts({ scenarios }: VisibilityReport): string {
  const events = scenarios.flatMap((scenario) => scenario.events);
  return `${events.filter(({ state }) => state === "seen").length} of ${counted(events.length, "event")} seen`;
}

/** ` (did you mean Access log?)`, or nothing. */
export const meantWords = (suggestion: string | null, escape: Escape): string =>
  suggestion === null ? "" : ` (did you mean ${escape(suggestion)}?)`;

/** Counts of the threats of the model: mitigated, tested, detectable, by the names of columns. */
export function threatCounts({ threats }: VisibilityReport): {
  total: number;
  mitigated: number;
  tested: number;
  detectable: number;
} {
  const count = (of: "detectable" | "mitigated" | "tested"): number => threats.filter((threat) => threat[of]).length;
  return {
    total: threats.length,
    mitigated: count("mitigated"),
    tested: count("tested"),
    detectable: count("detectable"),
  };
}
