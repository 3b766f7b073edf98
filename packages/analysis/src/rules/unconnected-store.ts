import { claimedComponents } from "../looks/mentions.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every store with claims that no flow reads or writes, in a project that describes its flows. */
export const rule: Rule = {
  id: "unconnected-store",
  meta: {
    title: "A store that no flow reads or writes",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "What is kept there came from somewhere and is there for somebody. As long as the model does not say who, it cannot be said who reaches it.",
    fix: "Say who reads and writes it with `@connects`.",
    falsePositives: "None in a model that is complete.",
  },
  check(model, { elements }) {
    if (model.flows.length === 0) return [];
    const claimed = claimedComponents(model);
    return elements.components.flatMap((view) => {
      const { component, incoming, outgoing } = view;
      if (component.role !== "data-store" || incoming.length + outgoing.length > 0) return [];
      return claimed.has(component.key) ? [{ message: `no flow reads or writes ${view.name}`, ...placeOf(view) }] : [];
    });
  },
};
