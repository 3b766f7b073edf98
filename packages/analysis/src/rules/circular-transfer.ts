import { namesOf, type Claim, type ThreatModel } from "@threatloom/model";
import { once } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Who hands a threat to whom, by threat and component. */
function handedOn({ claims }: ThreatModel): Map<string, Claim[]> {
  const steps = new Map<string, Claim[]>();
  for (const claim of claims) {
    const { kind, component, threat, target } = claim;
    if (kind !== "transfer" || component === null || threat === null || target === null) continue;
    const from = `${threat}\n${component}`;
    steps.set(from, [...(steps.get(from) ?? []), claim]);
  }
  return steps;
}

/** The transfers that end where one on the way to them began: one per circle, every step looked at once. */
function closing(steps: ReadonlyMap<string, readonly Claim[]>): Claim[] {
  const found: Claim[] = [];
  const state = new Map<string, "done" | "open">();
  for (const start of steps.keys()) {
    const path: { node: string; left: Claim[] }[] = [];
    const enter = (node: string): void => {
      state.set(node, "open");
      path.push({ node, left: [...(steps.get(node) ?? [])].reverse() });
    };
    if (!state.has(start)) enter(start);
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const step = here.left.pop();
      const next = step && `${step.threat}\n${step.target}`;
      if (step === undefined || next === undefined) state.set(path.pop()!.node, "done");
      else if (state.get(next) === "open") found.push(step);
      else if (!state.has(next)) enter(next);
    }
  }
  return found;
}

/** Says every threat that components hand to each other in a circle: at the transfer that closes the circle. */
export const rule: Rule = {
  id: "circular-transfer",
  meta: {
    title: "A threat that is handed around in a circle",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "high",
    threats: [],
    why: "Every one of them closed the threat by pointing at another, and in the end at itself. Nobody does anything about it.",
    fix: "Decide who answers for the threat, say there with `@mitigates` or `@accepts` how, and take its own transfer away.",
    falsePositives: "Two kinds of one threat, handed in two directions: give them two names.",
  },
  check(model) {
    const names = namesOf(model);
    const answered = new Set(
      model.pairs
        .filter(({ mitigations, acceptances }) => mitigations.length + acceptances.length > 0)
        .map(({ component, threat }) => `${threat}\n${component}`),
    );
    const steps = handedOn(model);
    for (const from of answered) steps.delete(from);
    return once(
      closing(steps).map(({ target, threat, location }) => {
        const message = `${names.component(target!)} hands ${names.threat(threat!)} on, and it comes back`;
        return { message, component: target, threat, location };
      }),
    );
  },
};
