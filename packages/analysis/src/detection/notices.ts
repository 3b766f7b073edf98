import { nearestId, parseReference, standingOf, type Shelf } from "@threatloom/catalog";
import type { Blind, LogSource, Scenario, ScenarioVisibility, VisibilityNotice } from "@threatloom/model";
import { canonicalKey } from "@threatloom/model";
import type { Places } from "./places.js";

/** After so many unknown ids nobody reads suggestions, and each costs a look at every id. */
const MOST_SUGGESTIONS = 200;

type Complaint = Omit<VisibilityNotice, "location">;

/** What is wrong with the id of a technique; null where it is known, or nobody can say. */
function techniqueComplaint(text: string, shelf: Shelf, suggest: boolean): Complaint | null {
  const reference = parseReference(text);
  if (reference?.catalog !== "attack") {
    const message = `${text} is no id of a technique; they are written as T1566 or T1566.001`;
    return { message, suggestion: null };
  }
  const standing = standingOf(shelf, reference);
  if (standing === "retired")
    return { message: `${reference.id} was revoked or deprecated by ATT&CK`, suggestion: null };
  if (standing !== "unknown") return null;
  const message = `${reference.id} is not in the catalogue that was imported`;
  return { message, suggestion: suggest ? nearestId(shelf, reference) : null };
}

const eventsOf = ({ surfaces }: Scenario): Scenario["surfaces"][number]["events"] =>
  surfaces.flatMap(({ events }) => events);

function techniqueNotices(
  scenarios: readonly Scenario[],
  sources: readonly LogSource[],
  shelf: Shelf,
): VisibilityNotice[] {
  const words = [...scenarios.flatMap(eventsOf), ...sources].flatMap(({ techniques }) => techniques);
  const known = new Map<string, Complaint | null>();
  return words.flatMap(({ text, location }) => {
    if (!known.has(text)) known.set(text, techniqueComplaint(text, shelf, known.size < MOST_SUGGESTIONS));
    const complaint = known.get(text) ?? null;
    return complaint === null ? [] : [{ location, ...complaint }];
  });
}

function modelNotices(
  scenarios: readonly Scenario[],
  sources: readonly LogSource[],
  places: Places,
): VisibilityNotice[] {
  const surfaces = scenarios.flatMap((scenario) => scenario.surfaces);
  const names = new Set(surfaces.map(({ name }) => canonicalKey(name)));
  const threats = scenarios.flatMap((scenario) => scenario.threats).filter(({ text }) => places.threat(text) === null);
  const components = [
    ...surfaces.flatMap((surface) => surface.components),
    ...sources.flatMap((source) => source.components).filter(({ text }) => !names.has(canonicalKey(text))),
  ].filter(({ text }) => places.components(text).length === 0);
  return [
    ...threats.map((word) => places.missing("threat", word)),
    ...components.map((word) => places.missing("component", word)),
  ];
}

/** Sensors that are almost called as a log source is: most likely that one was meant. */
function sensorNotices(scenarios: readonly Scenario[], judged: readonly ScenarioVisibility[]): VisibilityNotice[] {
  const near = new Map(
    judged
      .flatMap(({ events }) => events.flatMap(({ missing }) => missing))
      .filter((blind): blind is Blind & { sensor: string } => blind.sensor !== null && blind.suggestion !== null)
      .map(({ sensor, suggestion }) => [sensor, suggestion]),
  );
  return scenarios
    .flatMap(eventsOf)
    .flatMap(({ observations }) => observations.flatMap(({ sensors }) => sensors))
    .filter(({ text }) => near.has(text))
    .map(({ text, location }) => ({
      ...{ location, message: `no log source is called ${text}`, suggestion: near.get(text) ?? null },
    }));
}

function byPlace({ location: a }: VisibilityNotice, { location: b }: VisibilityNotice): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** What in definition files is most likely not what their authors meant, by place. */
export function noticesOn(
  definitions: { scenarios: readonly Scenario[]; logSources: readonly LogSource[] },
  judged: readonly ScenarioVisibility[],
  { places, shelf }: { places: Places; shelf: Shelf },
): VisibilityNotice[] {
  const { scenarios, logSources } = definitions;
  return [
    ...techniqueNotices(scenarios, logSources, shelf),
    ...modelNotices(scenarios, logSources, places),
    ...sensorNotices(scenarios, judged),
  ].sort(byPlace);
}
