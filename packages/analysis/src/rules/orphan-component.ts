import { claimedComponents } from "../looks/mentions.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every component that is defined and then never spoken of again, in a project that describes its flows. */
export const rule: Rule = {
  id: "orphan-component",
  meta: {
    title: "A component that nothing is said about",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "No flow reaches it and no claim speaks of it: it is left over from something that is gone, or its part of the model was never written.",
    fix: "Connect it with `@connects`, say what it faces, or take its definition away.",
    falsePositives:
      "A component whose flows are only written in the model of another project: say there is one here too.",
  },
  check(model, { elements }) {
    if (model.flows.length === 0) return [];
    const claimed = claimedComponents(model);
    const groups = new Set(model.components.map(({ key }) => key.slice(0, Math.max(key.lastIndexOf(":"), 0))));
    return elements.components.flatMap((view) => {
      const { component, incoming, outgoing } = view;
      const silent = incoming.length + outgoing.length === 0 && !claimed.has(component.key);
      if (!silent || component.definitions.length === 0 || groups.has(component.key)) return [];
      return [{ message: `no flow reaches ${view.name}, and no claim speaks of it`, ...placeOf(view) }];
    });
  },
};
