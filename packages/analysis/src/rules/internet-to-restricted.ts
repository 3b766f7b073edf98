import { once, placesOf } from "../looks/places.js";
import { stepsIn } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every process on the internet that talks straight to what must be kept closest. */
export const rule: Rule = {
  id: "internet-to-restricted",
  meta: {
    title: "From the internet to the most sensitive data in one step",
    group: "stride",
    stride: ["I"],
    cwe: [653],
    capec: [],
    attack: ["T1190", "T1213"],
    asvs: ["13.2.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["missing segmentation", "flat network", "missing tier", "insufficient compartmentalization"],
    why: "Whoever takes over the process that the internet reaches has its way to the store as well: nothing in between looks at what is asked.",
    fix: "Put a service between the two that gives out one record at a time and that the internet does not reach, or let the store hold each access against the rights of the one who asks and say `authorises: yes`.",
    falsePositives:
      "The process can put in and never take out: accept the threat with that as the reason. Data of which only a hash is kept do not count.",
  },
  check(model, context) {
    const found = context.elements.flows.flatMap((view) => {
      const unknown = stepsIn(view, model, context.elements) ? suspect(view.to, { authorises: "no" }) : null;
      const message = `${view.from.name} faces the internet and talks straight to ${view.to.name}, which keeps the most sensitive data`;
      return unknown === null ? [] : [{ message, unknown, ...placesOf(view) }];
    });
    return once(found);
  },
};
