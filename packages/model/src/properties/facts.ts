import type { Fact, FactSource, Location, ThreatModel } from "../graph.js";
import { factTable } from "./table.js";
import type { FactSubject } from "./types.js";
import { UNKNOWN } from "./values.js";

/** Whether something is so; `unknown` is never taken for no. */
export type Answer = "yes" | "no" | typeof UNKNOWN;

type Row = { type: string; values?: readonly string[] };

type ValueOf<R extends Row> = R extends { type: "flag" }
  ? "yes" | "no"
  : R extends { type: "word"; values: readonly (infer V)[] }
    ? V
    : R extends { type: "texts" | "assets" | "classes" }
      ? readonly string[]
      : string;

/** What is known of one property, who says so and where. `from` is null where nobody says anything. */
export interface Said<T> {
  value: T | typeof UNKNOWN;
  from: FactSource | null;
  because: string | null;
  location: Location | null;
}

/** Every property of one thing, by its name in the table; what nobody said is unknown. */
export type FactsAbout<S extends FactSubject> = {
  readonly [P in keyof (typeof factTable)[S]]: Said<
    (typeof factTable)[S][P] extends Row ? ValueOf<(typeof factTable)[S][P]> : never
  >;
};

/** Typed look-ups of facts. A key that is not in the model has all its properties unknown. */
export interface FactBook {
  /** By the key of the component. */
  component(key: string): FactsAbout<"component">;
  /** By the id of the flow. */
  flow(id: string): FactsAbout<"flow">;
  /** By the key of the data asset. */
  data(key: string): FactsAbout<"data">;
  /** By the key of the boundary. */
  boundary(key: string): FactsAbout<"boundary">;
  /** The data assets a component handles, by `@handles` claims and by its property `data`: sorted keys. */
  handled(component: string): string[];
  /**
   * How sensitive a data asset is: the place of its level in the order of the project, 0 for the least. A class counts as
   * the highest level but one, credentials as the highest. Null where no level is known, or it has no place in the order.
   */
  sensitivity(data: string): number | null;
}

const NOTHING: Said<never> = { value: UNKNOWN, from: null, because: null, location: null };

function unknowns(on: FactSubject): Readonly<Record<string, Said<never>>> {
  return Object.fromEntries(Object.keys(factTable[on]).map((name) => [name, NOTHING]));
}

function byThing(model: ThreatModel): Map<string, Fact[]> {
  const grouped = new Map<string, Fact[]>();
  for (const fact of model.facts) {
    const id = `${fact.on}\n${fact.key}`;
    const list = grouped.get(id);
    if (list) list.push(fact);
    else grouped.set(id, [fact]);
  }
  return grouped;
}

function handledBy(model: ThreatModel): Map<string, string[]> {
  const handled = new Map<string, string[]>();
  for (const { kind, component, data } of model.claims) {
    if (kind !== "handling" || component === null || data === null) continue;
    handled.set(component, [...(handled.get(component) ?? []), data]);
  }
  return handled;
}

function placeOf({ level, classes, credentials }: FactsAbout<"data">, order: readonly string[]): number | null {
  const highest = order.length - 1;
  const place = level.value === UNKNOWN ? -1 : order.indexOf(level.value);
  const byClass = credentials.value === "yes" ? highest : classes.value === UNKNOWN ? -1 : Math.max(highest - 1, 0);
  const found = Math.max(place, byClass);
  return found < 0 ? null : found;
}

/** Opens the facts of a model for look-ups: build it once, and ask it often. */
export function factsOf(model: ThreatModel): FactBook {
  const grouped = byThing(model);
  const look = <S extends FactSubject>(on: S): ((key: string) => FactsAbout<S>) => {
    const nothing = unknowns(on);
    const made = new Map<string, FactsAbout<S>>();
    return (key) => {
      const known = made.get(key);
      if (known) return known;
      const said = (grouped.get(`${on}\n${key}`) ?? []).map(({ property, value, from, because, location }) => [
        property,
        { value, from, because, location },
      ]);
      const facts = { ...nothing, ...Object.fromEntries(said) } as FactsAbout<S>;
      made.set(key, facts);
      return facts;
    };
  };
  const [component, data] = [look("component"), look("data")];
  const claimed = handledBy(model);
  const handled = (key: string): string[] => {
    const { value } = component(key).data;
    return [...new Set([...(claimed.get(key) ?? []), ...(value === UNKNOWN ? [] : value)])].sort();
  };
  const sensitivity = (key: string): number | null => placeOf(data(key), model.sensitivity.order);
  return { component, flow: look("flow"), data, boundary: look("boundary"), handled, sensitivity };
}
