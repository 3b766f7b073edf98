import { fullId, nameOf, parseReference, type Shelf } from "@threatloom/catalog";
import type { LogSource, NamedTechnique, Scenario, ThreatModel, VisibilityReport } from "@threatloom/model";
import { noticesOn } from "./notices.js";
import { placesIn } from "./places.js";
import { judgeScenario } from "./scenarios.js";
import { sensorsOf } from "./sensors.js";
import { judgeThreats } from "./threats.js";
import { wantedSensors } from "./wanted.js";

/** What visibility is judged by. */
export interface VisibilityInput {
  scenarios: readonly Scenario[];
  logSources: readonly LogSource[];
  model: ThreatModel;
  /** For the names of techniques. */
  shelf: Shelf;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function technique(text: string, shelf: Shelf): NamedTechnique {
  const reference = parseReference(text);
  return { id: reference === null ? text : fullId(reference, reference.id), name: nameOf(shelf, text) };
}

/**
 * What can be seen of the threats that a project describes: every scenario event by event, every threat of the model, and
 * what would help most. Never throws; the same input gives the same report.
 */
export function judgeVisibility({ scenarios, logSources, model, shelf }: VisibilityInput): VisibilityReport {
  const places = placesIn(model);
  const sensors = sensorsOf(logSources, places);
  const detections = model.claims.filter(({ kind }) => kind === "detection");
  const judging = { places, sensors, detections, technique: (text: string) => technique(text, shelf) };
  const judged = scenarios.map((scenario) => judgeScenario(judging, scenario));
  const visible = judged.map(({ visibility }) => visibility);
  const threats = judgeThreats(model, judging, judged);
  return {
    scenarios: visible,
    threats,
    sources: [...logSources].sort((a, b) => compare(a.name, b.name) || compare(a.location.file, b.location.file)),
    wanted: wantedSensors(visible),
    unused: sensors.unused(),
    notices: noticesOn({ scenarios, logSources }, visible, { places, shelf }),
  };
}
