import type { PairStatus, Sighting, ThreatModel, ThreatVisibility } from "@threatloom/model";
import type { JudgedScenario } from "./scenarios.js";
import { distinct, sightingOf, type Judging } from "./events.js";

const keyOf = (component: string, threat: string): string => `${component}\n${threat}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Shown {
  seenBy: Sighting[];
  scenarios: Set<string>;
}

/** What events show of pairs of component and threat: events on that component, of a scenario or event about that threat. */
function shownBy(scenarios: readonly JudgedScenario[]): Map<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const { visibility, played, events } of scenarios) {
    for (const event of events) {
      for (const threat of new Set([...played, ...event.threats])) {
        for (const component of event.visibility.components) {
          const key = keyOf(component, threat);
          const here = shown.get(key) ?? { seenBy: [], scenarios: new Set() };
          here.seenBy.push(...event.visibility.seenBy);
          here.scenarios.add(visibility.name);
          shown.set(key, here);
        }
      }
    }
  }
  return shown;
}

/** Every pair of the model, and what is claimed to be detected without any other claim; by component and threat. */
function pairsOf(
  model: ThreatModel,
  judging: Judging,
): { component: string; threat: string; pair: PairStatus | null }[] {
  const pairs = new Map(model.pairs.map((pair) => [keyOf(pair.component, pair.threat), pair]));
  const detected = judging.detections.flatMap(({ component, threat }) =>
    component === null || threat === null || pairs.has(keyOf(component, threat)) ? [] : [keyOf(component, threat)],
  );
  return [...pairs.keys(), ...new Set(detected)]
    .map((key) => {
      const [component, threat] = key.split("\n") as [string, string];
      return { component, threat, pair: pairs.get(key) ?? null };
    })
    .sort((a, b) => compare(a.component, b.component) || compare(a.threat, b.threat));
}

/** How every claimed threat of the model stands: mitigated, tested, and noticed by what. */
export function judgeThreats(
  model: ThreatModel,
  judging: Judging,
  scenarios: readonly JudgedScenario[],
): ThreatVisibility[] {
  const shown = shownBy(scenarios);
  const claims = new Map<string, Sighting[]>();
  for (const claim of judging.detections) {
    const key = keyOf(claim.component ?? "", claim.threat ?? "");
    claims.set(key, [...(claims.get(key) ?? []), sightingOf(claim, judging.sensors)]);
  }
  return pairsOf(model, judging).map(({ component, threat, pair }) => {
    const key = keyOf(component, threat);
    const seenBy = distinct([...(claims.get(key) ?? []), ...(shown.get(key)?.seenBy ?? [])]);
    return {
      component,
      threat,
      status: pair?.status ?? null,
      mitigated: pair?.status === "mitigated",
      tested: pair?.tested ?? false,
      detectable: seenBy.length > 0,
      seenBy,
      scenarios: [...(shown.get(key)?.scenarios ?? [])].sort(),
    };
  });
}
