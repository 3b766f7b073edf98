import type { LiveView } from "@threatloom/engine";
import { idKey } from "@threatloom/model";
import type {
  Boundary,
  Claim,
  Component,
  Control,
  DataAsset,
  Entity,
  Fact,
  Flow,
  Names,
  PairStatus,
  Threat,
  ThreatModel,
} from "@threatloom/model";

/** Look-ups in a model; each is made when it is first asked for, once per view. */
export interface Book {
  component(key: string): Component | undefined;
  threat(key: string): Threat | undefined;
  control(key: string): Control | undefined;
  data(key: string): DataAsset | undefined;
  boundary(key: string): Boundary | undefined;
  /** The key of what an explicit id stands for, by the key of the id. */
  keyOfId(kind: "component" | "threat" | "control" | "data", id: string): string | undefined;
  /** Claims about a component, transfers to it and entitlements of an actor included. */
  claimsOn(component: string): readonly Claim[];
  claimsAgainst(threat: string): readonly Claim[];
  claimsWith(control: string): readonly Claim[];
  claimsIn(file: string): readonly Claim[];
  flowsAt(component: string): readonly Flow[];
  pairsOn(component: string): readonly PairStatus[];
  pairsOf(threat: string): readonly PairStatus[];
  pair(component: string | null, threat: string | null): PairStatus | undefined;
  /** What the model says of one thing beyond its claims. */
  factsOn(key: string): readonly Fact[];
  /** Display names by key; references are their own names. */
  names: Names;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function keyed<T extends { key: string }>(list: readonly T[]): (key: string) => T | undefined {
  const map = once(() => new Map(list.map((item) => [item.key, item])));
  return (key) => map().get(key);
}

function byId(list: readonly Pick<Entity, "ids" | "key">[]): () => ReadonlyMap<string, string> {
  return once(() => new Map(list.flatMap(({ ids, key }) => ids.map((id): [string, string] => [idKey(id), key]))));
}

function grouped<T>(
  list: readonly T[],
  keysOf: (item: T) => readonly (string | null)[],
): (key: string) => readonly T[] {
  const groups = once(() => {
    const made = new Map<string, T[]>();
    for (const item of list) {
      for (const key of new Set(keysOf(item))) {
        if (key === null) continue;
        const known = made.get(key);
        if (known) known.push(item);
        else made.set(key, [item]);
      }
    }
    return made;
  });
  return (key) => groups().get(key) ?? [];
}

function open({ components, threats, controls, data, boundaries, claims, flows, pairs, facts }: ThreatModel): Book {
  const byPair = once(() => new Map(pairs.map((pair) => [`${pair.component}\n${pair.threat}`, pair])));
  const things = {
    component: keyed(components),
    threat: keyed(threats),
    control: keyed(controls),
    data: keyed(data),
    boundary: keyed(boundaries),
  };
  const ids = { component: byId(components), threat: byId(threats), control: byId(controls), data: byId(data) };
  const named = (look: (key: string) => { name: string } | undefined) => (key: string) => look(key)?.name ?? key;
  return {
    ...things,
    keyOfId: (kind, id) => ids[kind]().get(id),
    names: {
      component: named(things.component),
      threat: named(things.threat),
      control: named(things.control),
      data: named(things.data),
      boundary: named(things.boundary),
      reference: (text) => text,
    },
    claimsOn: grouped(claims, ({ component, target, actor }) => [component, target, actor]),
    claimsAgainst: grouped(claims, ({ threat }) => [threat]),
    claimsWith: grouped(claims, ({ control }) => [control]),
    claimsIn: grouped(claims, ({ location }) => [location.file]),
    flowsAt: grouped(flows, ({ from, to }) => [from, to]),
    pairsOn: grouped(pairs, ({ component }) => [component]),
    pairsOf: grouped(pairs, ({ threat }) => [threat]),
    pair: (component, threat) => byPair().get(`${component ?? ""}\n${threat ?? ""}`),
    factsOn: grouped(facts, ({ key }) => [key]),
  };
}

const books = new WeakMap<ThreatModel, Book>();

/** Opens the model of a view for look-ups. */
export function bookOf({ model }: Pick<LiveView, "model">): Book {
  let book = books.get(model);
  if (book === undefined) {
    book = open(model);
    books.set(model, book);
  }
  return book;
}
