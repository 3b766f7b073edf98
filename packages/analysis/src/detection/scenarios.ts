import type { EventVisibility, Scenario, ScenarioVerdict, ScenarioVisibility } from "@threatloom/model";
import { judgeEvents, type JudgedEvent, type Judging } from "./events.js";
import type { Places } from "./places.js";

/** A scenario as it is judged. */
export interface JudgedScenario {
  visibility: ScenarioVisibility;
  /** Keys of the threats that the scenario as a whole plays out; single events may show others. */
  played: string[];
  events: JudgedEvent[];
}

/** The threats that a scenario as a whole is about: those it names, the one that has its name, and those it refers to. */
function playedBy(scenario: Scenario, places: Places): string[] {
  const named = [...scenario.threats.map(({ text }) => text), scenario.name].map((text) => places.threat(text));
  const referred = places.referring(scenario.references.map(({ text }) => text));
  return [...new Set([...named.filter((key) => key !== null), ...referred])].sort();
}

function verdictOf(events: readonly EventVisibility[], first: number | null): ScenarioVerdict {
  if (first !== null) return first === 1 ? "from-the-start" : "late";
  return events.some(({ state }) => state === "claimed") ? "claimed" : "unseen";
}

/** Judges a scenario: which of its events are seen, and how early. */
export function judgeScenario(judging: Judging, scenario: Scenario): JudgedScenario {
  const { name, version, statement, location } = scenario;
  const played = playedBy(scenario, judging.places);
  const judged = judgeEvents(judging, scenario);
  const events = judged.map(({ visibility }) => visibility);
  const seen = events.filter(({ state }) => state === "seen");
  const first = seen[0]?.order ?? null;
  return {
    visibility: {
      name,
      version,
      statement,
      verdict: verdictOf(events, first),
      first,
      confidence: seen[0]?.confidence ?? null,
      seen: seen.length,
      threats: [...new Set([...played, ...judged.flatMap(({ threats }) => threats)])].sort(),
      events,
      location,
    },
    played,
    events: judged,
  };
}
