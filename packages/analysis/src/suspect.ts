import type { FactsAbout, FactSubject } from "@threatloom/model";
import { factTable, UNKNOWN } from "@threatloom/model";

type Table = typeof factTable;

/** The properties of a subject that are yes or no. */
type FlagOf<S extends FactSubject> = {
  [P in keyof Table[S]]: Table[S][P] extends { type: "flag" } ? P : never;
}[keyof Table[S]];

/** Anything with a name and facts: a view of a component, flow or data asset. */
interface Known<S extends FactSubject> {
  name: string;
  facts: FactsAbout<S>;
}

/**
 * Holds what is known of one thing against what a rule suspects. Null where something is known to be otherwise; else the
 * properties that nobody said, as `App:Web: authenticates`: empty where the suspicion is certain.
 */
export function suspect<S extends FactSubject>(
  thing: Known<S>,
  suspicion: Readonly<Partial<Record<FlagOf<S>, "no" | "yes">>>,
): string[] | null {
  const unknown: string[] = [];
  for (const [property, wanted] of Object.entries(suspicion)) {
    const { value } = thing.facts[property as keyof FactsAbout<S>];
    if (value === UNKNOWN) unknown.push(`${thing.name}: ${property}`);
    else if (value !== wanted) return null;
  }
  return unknown;
}

/** Several suspicions at once: null where one of them is refuted, else everything that nobody said, sorted. */
export function together(...suspicions: readonly (readonly string[] | null)[]): string[] | null {
  const unknown: string[] = [];
  for (const one of suspicions) {
    if (one === null) return null;
    unknown.push(...one);
  }
  return [...new Set(unknown)].sort();
}

/** Whether somebody says yes. */
export function says(thing: { value: unknown }): boolean {
  return thing.value === "yes";
}
