import { once, placesOf } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every flow that ends where it begins. */
export const rule: Rule = {
  id: "flow-to-itself",
  meta: {
    title: "A flow that ends where it begins",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "A flow within one component crosses nothing and can be attacked nowhere. Mostly one of its ends has the wrong name, and the flow that was meant is missing.",
    fix: "Mend the end that is wrong; or take the flow away, or split the component where its parts talk over a network.",
    falsePositives:
      "Several instances that talk to each other: make them components of their own, for that can be attacked.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      if (view.from !== view.to) return [];
      return [{ message: `${view.from.name} sends to itself`, ...placesOf(view) }];
    });
    return once(found);
  },
};
