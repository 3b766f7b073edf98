/** Costs that one rule, and all rules of a project together, may run up; one is about one step of an expression. */
export const costs = { rule: 10_000_000, all: 60_000_000 } as const;

/** Thrown out of an expression that costs too much; it never leaves the rule. */
export class Exhausted extends Error {}

/** Counts what an expression looks at: that bounds what it costs, and tells which unknown facts it rests on. */
export interface Meter {
  /** Starts a rule; `weight` is the number of steps its expression takes at most for one thing, or one entry of a list. */
  start: (weight: number) => void;
  /** Begins with the next thing that is judged. Throws Exhausted. */
  step: () => void;
  /** Pays for a value that is looked at; for a list as much as going through it once. Throws Exhausted. */
  pay: <T>(value: T) => T;
  /** Facts that nobody said, as `App:Web: authenticates`, since the last time they were taken. */
  unknown: Set<string>;
}

/** A meter for all rules of one run. */
export function newMeter(): Meter {
  let [weight, rule, all] = [1, 0, 0];
  const spend = (cost: number): void => {
    rule += cost;
    all += cost;
    if (rule > costs.rule) throw new Exhausted("the rule costs too much for this model");
    if (all > costs.all) throw new Exhausted("the rules of the project cost too much for this model");
  };
  return {
    unknown: new Set(),
    start(steps) {
      weight = steps;
      rule = 0;
    },
    step() {
      spend(weight);
    },
    pay(value) {
      spend(Array.isArray(value) ? value.length * weight + 1 : 1);
      return value;
    },
  };
}
