import type { Rule } from "../rule.js";
import { once, stepsIn } from "./anchors.js";
import { placesOf } from "./places.js";

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
    fix: "Put a service between the two that gives out one record at a time and that the internet does not reach.",
    falsePositives:
      "The process can ask for nothing but what the caller may see, and the store enforces it: accept the threat with that as the reason.",
  },
  check(model, context) {
    const flows = context.elements.flows.filter((view) => stepsIn(view, context, model));
    const found = flows.map((view) => ({
      message: `${view.from.name} faces the internet and talks straight to ${view.to.name}, which keeps the most sensitive data`,
      ...placesOf(view),
    }));
    return once(found);
  },
};
