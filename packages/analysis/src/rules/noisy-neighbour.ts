import type { ComponentView } from "../elements.js";
import { callsTo } from "../looks/calls.js";
import { isOutsider, isOwnProcess, isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/**
 * Whether all who bring customers to it bound them, or are only reached by way of somebody who does. Who is called by nobody
 * brings none.
 */
function isBounded(view: ComponentView, seen: ReadonlySet<ComponentView> = new Set()): boolean {
  const bringers = callsTo(view)
    .map(({ from }) => from)
    .filter((from) => isOutsider(from) || says(from.facts["internet-facing"]) || callsTo(from).length > 0);
  const passed = new Set([...seen, view]);
  const holds = (from: ComponentView): boolean =>
    says(from.facts["rate-limits"]) || seen.has(from) || (!isOutsider(from) && isBounded(from, passed));
  return bringers.length > 0 && !says(view.facts["internet-facing"]) && bringers.every(holds);
}

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
      if (!shared || says(view.facts["internet-facing"]) || isBounded(view)) return [];
      // Where they are not kept apart at all, shares come second.
      if (view.facts["isolates-tenants"].value === "no") return [];
      const unknown = suspect(view, { "rate-limits": "no" });
      return unknown === null
        ? []
        : [{ message: `one customer can take all of ${view.name}`, unknown, ...placeOf(view) }];
    });
  },
};
