import { callsTo, knowsSender } from "../looks/calls.js";
import { isOutsider, isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every data store that answers whoever reaches it. */
export const rule: Rule = {
  id: "unauthenticated-store",
  meta: {
    title: "A data store that answers whoever reaches it",
    group: "stride",
    stride: ["S"],
    cwe: [306],
    capec: [115],
    attack: ["T1213"],
    asvs: ["13.2.1"],
    severity: "high",
    confidence: "medium",
    threats: ["unauthenticated data access", "missing authentication", "spoofing", "anonymous access to the store"],
    why: "The component that is meant to use the store is not the only one that can. Where the store does not ask who is there, a foothold anywhere near it is as good as the right account.",
    fix: "Give each component that uses the store an account of its own and say `authenticates: yes`, or say `authenticated: yes` of the flows.",
    falsePositives:
      "A store inside one machine, reached through files or a socket that nobody else may open: say `authenticated: yes` of the flow.",
  },
  check(model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnStore(view) || view.facts["stores-logs"].value === "yes") return [];
      const open = callsTo(view).filter((flow) => !knowsSender(flow));
      const unknown = suspect(view, { authenticates: "no" });
      const crossing = open.filter(({ crosses }) => crosses);
      const first = crossing.find(({ from }) => isOutsider(from)) ?? crossing[0] ?? open[0];
      if (unknown === null || first === undefined) return [];
      // Most stores do ask, and nobody writes it down: it is worth a question where something is at stake.
      const atStake = isOutsider(first.from) || someSensitive(view.handles, model, elements);
      if (unknown.length > 0 && !(first.crosses && atStake)) return [];
      return [
        { message: `${view.name} answers whoever reaches it, not ${first.from.name} alone`, unknown, ...placeOf(view) },
      ];
    });
  },
};
