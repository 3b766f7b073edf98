import type { Rule } from "../rule.js";
import { once, placesOf } from "../looks/places.js";

/** Says every declared flow between two components with code that no call shows. */
export const rule: Rule = {
  id: "flow-without-evidence",
  meta: {
    title: "A declared flow that no call shows",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "low",
    threats: [],
    why: "Either the code has moved on and the model has not, or data goes a way that calls do not show. For information: nothing is wrong by itself.",
    fix: "Take the flow out if it is gone. If it goes over a network, a queue or a store, say how: `via M`, or `protocol:`.",
    falsePositives:
      "Callbacks kept in tables, events, reflection, files: data goes there without a call that can be followed. Flows with a medium or protocol, to outsiders, and between languages are not asked about.",
  },
  check(_model, { elements, observed }) {
    const unseen = new Set(observed?.unseen);
    return once(
      elements.flows
        .filter(({ flow }) => unseen.has(flow.id))
        .map((view) => ({ message: `no call shows the flow ${view.name}`, ...placesOf(view) })),
    );
  },
};
