import { placeOf } from "../looks/places.js";
import { allPublic, someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every store in the hands of somebody else that can be read there. */
export const rule: Rule = {
  id: "unencrypted-hosted-store",
  meta: {
    title: "A store in the hands of somebody else, readable there",
    group: "stride",
    stride: ["I"],
    cwe: [311],
    capec: [],
    attack: ["T1530"],
    asvs: ["14.2.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["missing encryption at rest", "readable by the provider", "plaintext storage", "cleartext storage"],
    why: "Whoever runs the store, and whoever breaks in there, reads all that it keeps.",
    fix: "Encrypt it with keys that the other side does not hold, and say `encrypts-at-rest: yes`.",
    falsePositives:
      "What it keeps is public: give it the lowest level. Of data with one of the highest levels the rules about data speak.",
  },
  check(model, context) {
    return context.elements.components.flatMap((view) => {
      const { component, facts, data } = view;
      if (component.role !== "data-store" || !says(facts["third-party"])) return [];
      if (allPublic(data, context.elements) || someSensitive(data, model, context.elements)) return [];
      const unknown = suspect(view, { "encrypts-at-rest": "no" });
      if (unknown === null) return [];
      return [{ message: `whoever runs ${view.name} can read what it keeps`, unknown, ...placeOf(view) }];
    });
  },
};
