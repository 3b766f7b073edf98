import type { LiveView } from "@threatloom/engine";
import {
  writtenPath,
  writtenPhrase,
  type Annotation,
  type AnnotationKind,
  type DialectId,
  type Entity,
} from "@threatloom/model";

/** How a project writes; made once per view. */
export interface Vocabulary {
  /** The dialect most of its annotations are in. */
  dialect: DialectId;
  /** Where such things are defined: model files first, then by how many of them they hold. */
  homes: (kind: AnnotationKind) => readonly string[];
  /** The control that stands against a threat most often, as it is written; null where none does. */
  controlAgainst: (threat: string | null) => string | null;
  /** A control, threat or component as annotations name it: by its id where it has one. */
  control: (key: string | null) => string | null;
  component: (key: string) => string;
}

const DEFINING: ReadonlySet<AnnotationKind> = new Set(["component", "threat", "control", "data", "actor"]);
const known = new WeakMap<LiveView, Vocabulary>();

/** Counts, most first; what is counted alike in the order of its words. */
function ranked(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
}

function count(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

function homesOf({ records }: LiveView, annotations: readonly Annotation[]): Vocabulary["homes"] {
  const byKind = new Map<AnnotationKind, Map<string, number>>();
  const all = new Map<string, number>();
  for (const { kind, file } of annotations) {
    if (!DEFINING.has(kind)) continue;
    const own = byKind.get(kind) ?? new Map<string, number>();
    byKind.set(kind, own);
    count(own, file);
    count(all, file);
  }
  const isModel = (path: string): boolean => records.get(path)?.language === "text";
  return (kind) => {
    const own = ranked(byKind.get(kind) ?? new Map<string, number>());
    const models = own.filter(isModel);
    const code = own.filter((path) => !isModel(path));
    return [...models, ...code, ...ranked(all).filter(isModel)];
  };
}

function named(list: readonly Entity[], write: (name: string) => string): Map<string, string> {
  return new Map(list.map(({ key, name, ids }) => [key, ids.find((id) => /^[#@][\w.:@-]+$/.test(id)) ?? write(name)]));
}

function make(view: LiveView): Vocabulary {
  const { annotations, claims, components, controls } = view.model;
  const dialects = new Map<string, number>();
  for (const { dialect } of annotations) count(dialects, dialect);
  const against = new Map<string, Map<string, number>>();
  for (const { kind, threat, control } of claims) {
    if (kind !== "mitigation" || threat === null || control === null) continue;
    const own = against.get(threat) ?? new Map<string, number>();
    against.set(threat, own);
    count(own, control);
  }
  const controlNames = named(controls, writtenPhrase);
  const componentNames = named(components, writtenPath);
  const control: Vocabulary["control"] = (key) => (key === null ? null : (controlNames.get(key) ?? null));
  return {
    dialect: (ranked(dialects)[0] as DialectId | undefined) ?? "canonical",
    homes: homesOf(view, annotations),
    control,
    controlAgainst: (threat) => control(ranked(against.get(threat ?? "") ?? new Map<string, number>())[0] ?? null),
    component: (key) => componentNames.get(key) ?? writtenPath(key),
  };
}

/** How the project of a view writes. */
export function vocabularyOf(view: LiveView): Vocabulary {
  let vocabulary = known.get(view);
  if (vocabulary === undefined) known.set(view, (vocabulary = make(view)));
  return vocabulary;
}
