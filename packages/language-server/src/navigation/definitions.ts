import type { LiveView } from "@threatloom/engine";
import {
  lineOf,
  type Annotation,
  type Location,
  type MentionKind,
  type Range,
  type ThreatModel,
} from "@threatloom/model";
import { thingId, type Named, type Names } from "./names.js";
import { placesOf } from "./places.js";
import type { NameSpot } from "./spot.js";

/** Where something is defined, or else first named. */
export interface DefinitionPlace {
  file: string;
  /** The name or id that stands there. */
  range: Range;
  /** The line of the annotation around it. */
  around: Range;
}

const lists: Partial<Record<MentionKind, (model: ThreatModel) => readonly { key: string; definitions: Location[] }[]>> =
  {
    component: ({ components }) => components,
    threat: ({ threats }) => threats,
    control: ({ controls }) => controls,
    data: ({ data }) => data,
    boundary: ({ boundaries }) => boundaries,
  };

const made = new WeakMap<ThreatModel, Map<string, readonly Location[]>>();

/** Where the model says that things are defined, by kind and key. */
function definedIn(model: ThreatModel): Map<string, readonly Location[]> {
  let found = made.get(model);
  if (found === undefined) {
    const kinds = Object.entries(lists) as [MentionKind, NonNullable<(typeof lists)[MentionKind]>][];
    found = new Map(
      kinds.flatMap(([kind, list]) => list(model).map(({ key, definitions }) => [thingId(kind, key), definitions])),
    );
    made.set(model, found);
  }
  return found;
}

/** Whether something starts within a range. */
export function holdsStart({ line, column, endLine, endColumn }: Range, at: Pick<Range, "column" | "line">): boolean {
  const isBehind = at.line > line || (at.line === line && at.column >= column);
  return isBehind && (at.line < endLine || (at.line === endLine && at.column <= endColumn));
}

/** The annotation that a range of a file lies in. */
export function annotationAt(view: LiveView, file: string, at: Pick<Range, "column" | "line">): Annotation | null {
  const annotations = view.records.get(file)?.annotations ?? [];
  return annotations.find((annotation) => holdsStart(annotation, at)) ?? null;
}

/** The name in a definition, or its id where it has none. */
function definingName(names: Names, annotation: Annotation): Named | null {
  const inside = (names.inFile.get(annotation.file) ?? []).filter(
    ({ defines, reference }) => defines && holdsStart(annotation, reference),
  );
  return inside.find(({ reference }) => reference.form !== "id") ?? inside[0] ?? null;
}

function placeOf(view: LiveView, names: Names, { file, line, column }: Location): DefinitionPlace {
  const annotation = annotationAt(view, file, { line, column });
  const start = { line, column, endLine: line, endColumn: column };
  if (annotation === null) return { file, range: start, around: start };
  const around = annotation.text.length > 0 && annotation.line === annotation.endLine ? lineOf(annotation) : annotation;
  const { line: from, column: at, endLine, endColumn } = definingName(names, annotation)?.reference ?? start;
  return { file, range: { line: from, column: at, endLine, endColumn }, around };
}

/** Where the model says that a thing is defined, in file order. */
export function definitionOf(view: LiveView, names: Names, kind: MentionKind, key: string): DefinitionPlace[] {
  const locations = definedIn(view.model).get(thingId(kind, key)) ?? [];
  return locations.map((location) => placeOf(view, names, location));
}

/** Where what a cursor stands on is defined, in file order; where nothing defines it, the first place that names it. */
export function definitionsOf(view: LiveView, spot: NameSpot): DefinitionPlace[] {
  const { names, kind, key, isInner } = spot;
  const own = definitionOf(view, names, kind, key);
  const found = kind === "component" && isInner ? [...own, ...definitionOf(view, names, "boundary", key)] : own;
  if (found.length > 0) return found;
  const places = placesOf(spot);
  const defining = places.filter(({ defines }) => defines);
  return (defining.length > 0 ? defining : places.slice(0, 1)).map(({ file, range }) => ({
    file,
    range,
    around: annotationAt(view, file, range) ?? range,
  }));
}
