import {
  canonicalKey,
  componentKey,
  nearest,
  pathSegments,
  type Entity,
  type SourceRecord,
  type ThreatModel,
} from "@threatloom/model";

/** What `show` was asked about. */
export type Subject =
  { kind: "component" | "threat" | "control"; key: string } | { kind: "place"; file: string; line: number | null };

/** An id's key as linking makes it: marks do not count. */
const bare = (text: string): string => canonicalKey(text.replace(/^[#@]+/, ""));

function findEntity(list: readonly Entity[], text: string, key: string): Entity | undefined {
  return (
    list.find((entity) => entity.ids.some((id) => bare(id) === bare(text))) ?? list.find((entity) => entity.key === key)
  );
}

/** `file` or `file:line`, where such a file is in the model or in the tree that was read. */
function placeOf(text: string, records: readonly SourceRecord[]): Subject | null {
  const [, file = text, line] = /^(.*?)(?::(\d+))?$/s.exec(text) ?? [];
  const path = file.replace(/^\.\//, "").replaceAll("\\", "/");
  const known = records.some((record) => record.path === path);
  return known ? { kind: "place", file: path, line: line === undefined ? null : Number(line) } : null;
}

/** Finds what a word means: a place, else a component, threat or control by id, then by name; null where nothing fits. */
export function findSubject(text: string, model: ThreatModel, records: readonly SourceRecord[]): Subject | null {
  const place = placeOf(text, records);
  if (place) return place;
  const component = findEntity(model.components, text, componentKey(pathSegments(text.replace(/^[#@]+/, ""))));
  if (component) return { kind: "component", key: component.key };
  const threat = findEntity(model.threats, text, bare(text));
  if (threat) return { kind: "threat", key: threat.key };
  const control = findEntity(model.controls, text, bare(text));
  return control ? { kind: "control", key: control.key } : null;
}

/** The known name nearest to a word that means nothing. */
export function nearestSubject(text: string, model: ThreatModel): string | null {
  const entities = [...model.components, ...model.threats, ...model.controls];
  return nearest(
    text,
    entities.flatMap((entity) => [entity.name, ...entity.ids]),
  );
}
