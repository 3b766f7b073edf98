import { idKey, type Entity, type ThreatModel } from "@threatloom/model";
import type { Match } from "./matching.js";

/** The kinds of things that have keys. */
export type EntityKind = "components" | "boundaries" | "threats" | "controls" | "data";

/** For each kind, the keys before the change that another key stands for after it. */
export type Renames = Readonly<Record<EntityKind, ReadonlyMap<string, string>>>;

/** The key that stands after the change for what had this key before it. */
export function renamed(names: ReadonlyMap<string, string>, key: string | null): string | null {
  return key === null ? null : (names.get(key) ?? key);
}

/** Matches entities by key; what is left, by an explicit id that both sides give to one thing each. */
export function matchEntities<T extends Entity>(before: readonly T[], after: readonly T[]): Match<T | null>[] {
  const byKey = new Map(after.map((entity) => [entity.key, entity]));
  const old = new Set(before.map(({ key }) => key));
  const added = new Set(after.filter(({ key }) => !old.has(key)));
  const byId = idsOf([...added]);
  const gone = idsOf(before.filter(({ key }) => !byKey.has(key)));
  const matches = before.map((entity): Match<T | null> => {
    const same = byKey.get(entity.key) ?? sharedId(entity, gone, byId, added);
    if (same) added.delete(same);
    return { before: entity, after: same ?? null };
  });
  return [...matches, ...[...added].map((entity) => ({ before: null, after: entity }))];
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

/** What has another key after the change: the same explicit id, under another name. */
export function renamesOf(before: ThreatModel, after: ThreatModel): Renames {
  const of = (kind: EntityKind): ReadonlyMap<string, string> =>
    new Map(
      matchEntities<Entity>(before[kind], after[kind]).flatMap(({ before: was, after: is }) =>
        was !== null && is !== null && was.key !== is.key ? [[was.key, is.key] as const] : [],
      ),
    );
  return {
    components: of("components"),
    boundaries: of("boundaries"),
    threats: of("threats"),
    controls: of("controls"),
    data: of("data"),
  };
}
