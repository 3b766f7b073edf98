import { isOwnProcess, isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every component that several customers share and one of them may use up. */
export const rule: Rule = {
  id: "noisy-neighbour",
  meta: {
    title: "A customer who takes the share of the others",
    group: "stride",
    stride: ["D"],
    cwe: [770],
    capec: [130],
    attack: ["T1499"],
    asvs: ["15.2.2"],
    severity: "low",
    confidence: "medium",
    threats: ["noisy neighbour", "noisy neighbor", "tenant starvation", "missing quotas"],
    why: "Customers share what they never see. One with a mistake in a loop, or with bad intentions, slows down all the others, and these hold you to what you promised.",
    fix: "Give each customer a share that the others cannot use up, and say `rate-limits: yes`.",
    falsePositives: "Each customer has an instance of their own: say `multi-tenant: no`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const shared = (isOwnProcess(view) || isOwnStore(view)) && says(view.facts["multi-tenant"]);
      // One caller is one customer where the internet reaches it, and another rule speaks of that.
      if (!shared || says(view.facts["internet-facing"])) return [];
      const unknown = suspect(view, { "rate-limits": "no" });
      return unknown === null
        ? []
        : [{ message: `one customer can take all of ${view.name}`, unknown, ...placeOf(view) }];
    });
  },
};
