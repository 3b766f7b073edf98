import { idKey, type Entity, type ThreatModel } from "@threatloom/model";
import { pairUnambiguous, type Match, type Sides } from "./matching.js";
import { saidOf } from "./mentions.js";

/** The kinds of things that have keys. */
export type EntityKind = "components" | "boundaries" | "threats" | "controls" | "data";

/** For each kind, the keys before the change that another key stands for after it. */
export type Renames = Readonly<Record<EntityKind, ReadonlyMap<string, string>>>;

/** The key that stands after the change for what had this key before it. */
export function renamed(names: ReadonlyMap<string, string>, key: string | null): string | null {
  return key === null ? null : (names.get(key) ?? key);
}

/** Matches entities by the key they have after the change. */
export function matchByKey<T extends Entity>(
  before: readonly T[],
  after: readonly T[],
  names: ReadonlyMap<string, string>,
): Match<T | null>[] {
  const left = new Map(after.map((entity) => [entity.key, entity]));
  const matches = before.map((entity): Match<T | null> => {
    const key = renamed(names, entity.key)!;
    const same = left.get(key) ?? null;
    left.delete(key);
    return { before: entity, after: same };
  });
  return [...matches, ...[...left.values()].map((entity) => ({ before: null, after: entity }))];
}

/** The entities of which only one side has the key. */
function oneSided<T extends Entity>(before: readonly T[], after: readonly T[]): Sides<T> {
  const [was, is] = [before, after].map((side) => new Set(side.map(({ key }) => key)));
  return { before: before.filter(({ key }) => !is!.has(key)), after: after.filter(({ key }) => !was!.has(key)) };
}

/** What is gone and what is new under an explicit id that both sides give to one thing each. */
function matchById<T extends Entity>(before: readonly T[], after: readonly T[]): [string, string][] {
  const { before: gone, after: fresh } = oneSided(before, after);
  const [byId, added, goneIds] = [idsOf(fresh), new Set(fresh), idsOf(gone)];
  return gone.flatMap((entity): [string, string][] => {
    const same = sharedId(entity, goneIds, byId, added);
    if (same) added.delete(same);
    return same ? [[entity.key, same.key]] : [];
  });
}

/** Entities by their explicit ids; null where two have the same one. */
function idsOf<T extends Entity>(entities: readonly T[]): Map<string, T | null> {
  const found = new Map<string, T | null>();
  for (const entity of entities)
    for (const id of new Set(entity.ids.map(idKey))) found.set(id, found.has(id) ? null : entity);
  return found;
}

function sharedId<T extends Entity>(
  entity: T,
  gone: ReadonlyMap<string, T | null>,
  byId: ReadonlyMap<string, T | null>,
  added: ReadonlySet<T>,
): T | undefined {
  const ids = entity.ids.map(idKey).filter((id) => gone.get(id) === entity);
  const found = new Set(ids.flatMap((id) => byId.get(id) ?? []).filter((one) => added.has(one)));
  return found.size === 1 ? [...found][0] : undefined;
}

/**
 * What has another key after the change: the same explicit id under another name, else a component or threat that is
 * declared under another name, of which all is said that was said of the one that is gone, and nothing else.
 */
export function renamesOf(before: ThreatModel, after: ThreatModel): Renames {
  const of = (kind: EntityKind): Map<string, string> => new Map(matchById<Entity>(before[kind], after[kind]));
  const renames = {
    components: of("components"),
    boundaries: of("boundaries"),
    threats: of("threats"),
    controls: of("controls"),
    data: of("data"),
  };
  const found = (["components", "threats"] as const).map((kind) => {
    const isKnown = ({ key, definitions }: Entity): boolean => definitions.length === 0 || renames[kind].has(key);
    const taken = new Set(renames[kind].values());
    const { before: gone, after: fresh } = oneSided<Entity>(before[kind], after[kind]);
    const sides = {
      before: gone.filter((entity) => !isKnown(entity)).map(({ key }) => key),
      after: fresh.filter((entity) => !isKnown(entity) && !taken.has(entity.key)).map(({ key }) => key),
    };
    if (sides.before.length === 0 || sides.after.length === 0) return [];
    const [was, is] = [saidOf(kind, before, new Set(sides.before), renames), saidOf(kind, after, new Set(sides.after))];
    const parts = {
      before: sides.before.map((key) => ({ key, said: was.get(key) })),
      after: sides.after.map((key) => ({ key, said: is.get(key) })),
    };
    return pairUnambiguous(parts, ({ said }) => (said === undefined ? [] : [said]));
  });
  const [components = [], threats = []] = found;
  for (const match of components) renames.components.set(match.before.key, match.after.key);
  for (const match of threats) renames.threats.set(match.before.key, match.after.key);
  return renames;
}
