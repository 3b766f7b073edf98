import {
  namesOf,
  type Boundary,
  type Change,
  type Component,
  type Control,
  type DataAsset,
  type Entity,
  type Names,
  type Threat,
  type ThreatModel,
} from "@threatloom/model";
import { draftOf, oneSided, withIds, type Draft } from "./changes.js";
import { differing, listed, named, plain, propertyFields, prose, type Field } from "./fields.js";
import { compareText } from "./matching.js";
import { matchByKey, renamed, type EntityKind, type Renames } from "./renames.js";

/** One side's look-ups: display names, and the keys its components have after the change. */
interface View {
  names: Names;
  component: (key: string) => string;
}

type FieldsOf<T> = (entity: T, view: View) => Field[];

const NONE: ReadonlySet<string> = new Set();

/** Descriptions come from several places in file order, one per line; which file comes first does not matter. */
function common({ key, name, ids, description, properties }: Entity): Field[] {
  return [
    { name: "name", meaning: key, text: name },
    listed("ids", ids),
    prose("description", description && description.split("\n").sort().join("\n")),
    ...propertyFields(properties, NONE),
  ];
}

const componentFields: FieldsOf<Component> = (component) => [...common(component), plain("role", component.role)];

/** What lies in a zone follows from the names of the components, so only a border that somebody drew is compared. */
const boundaryFields: FieldsOf<Boundary> = (boundary, view) => {
  const { kind, contains, between } = boundary;
  const list = (name: string, keys: readonly string[]): Field => {
    const field = listed(name, keys, view.names.component);
    const meant = keys.map((key) => view.component(key)).sort();
    return { ...field, meaning: meant.length === 0 ? null : JSON.stringify(meant) };
  };
  return [
    ...common(boundary),
    plain("kind", kind),
    list("contains", kind === "zone" ? [] : contains),
    list("between", between ?? []),
  ];
};

const threatFields: FieldsOf<Threat> = (threat) => [
  ...common(threat),
  plain("severity", threat.severity),
  listed("references", threat.references),
];

const dataFields: FieldsOf<DataAsset> = (asset) => [...common(asset), named("level", asset.level)];

const controlFields: FieldsOf<Control> = (control) => common(control);

/** The changes of everything that has a key. */
export interface EntityChanges {
  components: Change<Component>[];
  boundaries: Change<Boundary>[];
  threats: Change<Threat>[];
  controls: Change<Control>[];
  data: Change<DataAsset>[];
}

/**
 * Compares components, boundaries, threats, controls and data by key, else by what renames say. A display name that differs
 * in casing or punctuation only is no change, nor are places and what is derived: inferred roles count where the role
 * itself changes, owners by their claims and properties, the inside of a zone by its components.
 */
export function diffEntities(before: ThreatModel, after: ThreatModel, renames: Renames): EntityChanges {
  const was: View = { names: namesOf(before), component: (key) => renamed(renames.components, key)! };
  const is: View = { names: namesOf(after), component: (key) => key };
  const diff = <T extends Entity>(
    kind: EntityKind,
    lists: readonly [readonly T[], readonly T[]],
    fields: FieldsOf<T>,
  ): Change<T>[] =>
    withIds(
      kind,
      drafts(lists, renames[kind], (a, b) => differing(fields(a, was), fields(b, is))),
    );
  return {
    components: diff("components", [before.components, after.components], componentFields),
    boundaries: diff("boundaries", [before.boundaries, after.boundaries], boundaryFields),
    threats: diff("threats", [before.threats, after.threats], threatFields),
    controls: diff("controls", [before.controls, after.controls], controlFields),
    data: diff("data", [before.data, after.data], dataFields),
  };
}

function drafts<T extends Entity>(
  [before, after]: readonly [readonly T[], readonly T[]],
  names: ReadonlyMap<string, string>,
  differences: (before: T, after: T) => ReturnType<typeof differing>,
): Draft<T>[] {
  const found = matchByKey(before, after, names).flatMap(({ before: was, after: is }): Draft<T>[] => {
    if (was === null || is === null) return oneSided(was ? [was] : [], is ? [is] : [], ({ key }) => key);
    const draft = draftOf({ before: was, after: is }, [was.key, is.key], differences(was, is), []);
    return draft ? [draft] : [];
  });
  const keyOf = ({ before: was, after: is }: Draft<T>): string => (is ?? was)!.key;
  return found.sort((a, b) => compareText(keyOf(a), keyOf(b)));
}
