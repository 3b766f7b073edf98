import { canonicalKey, type ScenarioVisibility, type WantedSensor } from "@threatloom/model";

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The sensors that no log source provides, the ones first that would show most scenarios earlier, then most events. */
export function wantedSensors(scenarios: readonly ScenarioVisibility[]): WantedSensor[] {
  const wanted = new Map<string, WantedSensor>();
  for (const { events, first } of scenarios) {
    const earlier = new Set<string>();
    for (const { state, order, missing } of events) {
      if (state === "seen") continue;
      for (const { sensor, reason, suggestion } of missing) {
        if (sensor === null || reason !== "no-log-source") continue;
        const key = canonicalKey(sensor);
        const one = wanted.get(key) ?? { sensor, events: 0, earlier: 0, suggestion };
        one.events++;
        if ((first === null || order < first) && !earlier.has(key)) one.earlier++;
        if (first === null || order < first) earlier.add(key);
        wanted.set(key, one);
      }
    }
  }
  return [...wanted.values()].sort(
    (a, b) => b.earlier - a.earlier || b.events - a.events || compare(a.sensor, b.sensor),
  );
}
