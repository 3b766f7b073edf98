import { placeOf } from "../looks/places.js";
import { allPublic, someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every store that the internet reaches. */
export const rule: Rule = {
  id: "internet-facing-store",
  meta: {
    title: "A store that the internet reaches",
    group: "stride",
    stride: ["I"],
    cwe: [1327],
    capec: [],
    attack: ["T1190", "T1530"],
    asvs: ["13.2.4"],
    severity: "high",
    confidence: "high",
    threats: ["internet-facing store", "publicly reachable database", "public bucket", "exposed storage"],
    why: "Stores are found within hours of being reachable. From then on one guessed password, one flaw or one wrong setting gives everything away at once.",
    fix: "Let only the processes that need it reach it, and say `internet-facing: no`.",
    falsePositives:
      "It serves what is public: give its data the lowest level. Of data with one of the highest levels the rules about data speak.",
  },
  check(model, context) {
    const { elements } = context;
    return elements.components.flatMap((view) => {
      const { component, facts, data } = view;
      if (component.role !== "data-store" || !says(facts["internet-facing"])) return [];
      if (allPublic(data, context.elements) || someSensitive(data, model, context.elements)) return [];
      return [{ message: `the internet reaches the store ${view.name}`, ...placeOf(view) }];
    });
  },
};
