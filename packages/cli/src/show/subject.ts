import {
  canonicalKey,
  componentKey,
  namesSymbol,
  nearest,
  pathSegments,
  type Entity,
  type SourceRecord,
  type ThreatModel,
} from "@threatloom/model";

/** What `show` was asked about. */
export type Subject =
  | { kind: "component" | "threat" | "control" | "data"; key: string }
  | { kind: "place"; file: string; line: number | null };

/** An id's key as linking makes it: marks do not count. */
export const bare = (text: string): string => canonicalKey(text.replace(/^[#@]+/, ""));

/** The entity that goes by this id, else the one with this key. */
export function findEntity<E extends Entity>(list: readonly E[], text: string, key: string): E | undefined {
  return list.find((entity) => entity.ids.some((id) => bare(id) === bare(text))) ?? list.find((e) => e.key === key);
}

/** A file of the project and maybe a line of it. */
export interface Place {
  /** Relative to the root, with `/`. */
  file: string;
  line: number | null;
}

function findFunction(text: string, records: readonly SourceRecord[]): Subject | null {
  for (const { path, symbols } of records) {
    const symbol = symbols?.find((one) => one.kind !== "variable" && namesSymbol(text, one.name));
    if (symbol) return { kind: "place", file: path, line: symbol.line };
  }
  return null;
}

/** A component, or a boundary or group with components below it. */
function findComponent(text: string, model: ThreatModel): Subject | null {
  const key = componentKey(pathSegments(text.replace(/^[#@]+/, "")));
  const found = findEntity(model.components, text, key);
  if (found) return { kind: "component", key: found.key };
  const isGroup = key !== "" && model.components.some((component) => component.key.startsWith(`${key}:`));
  return isGroup ? { kind: "component", key } : null;
}

/**
 * Finds what a word means: a place, else a component, threat, control or data asset by id, then by name, else a function
 * of an annotated file; null where nothing fits.
 */
export function findSubject(
  text: string,
  place: Place | null,
  model: ThreatModel,
  records: readonly SourceRecord[],
): Subject | null {
  if (place !== null) return { kind: "place", ...place };
  const component = findComponent(text, model);
  if (component) return component;
  for (const [kind, list] of [
    ["threat", model.threats],
    ["control", model.controls],
    ["data", model.data],
  ] as const) {
    const found = findEntity(list, text, bare(text));
    if (found) return { kind, key: found.key };
  }
  return findFunction(text, records);
}

/** The known name nearest to a word that means nothing. */
export function nearestSubject(text: string, model: ThreatModel): string | null {
  const entities = [...model.components, ...model.threats, ...model.controls, ...model.data];
  return nearest(
    text,
    entities.flatMap((entity) => [entity.name, ...entity.ids]),
  );
}
