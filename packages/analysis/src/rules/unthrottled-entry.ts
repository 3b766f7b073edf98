import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect, together } from "../suspect.js";

/** Says every process that the internet reaches and that lets one caller take all of it. */
export const rule: Rule = {
  id: "unthrottled-entry",
  meta: {
    title: "An entry from the internet where one caller can take everything",
    group: "stride",
    stride: ["D"],
    cwe: [770],
    capec: [125],
    attack: ["T1499"],
    asvs: ["2.4.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["denial of service", "flooding", "resource exhaustion", "missing rate limiting"],
    why: "Whoever sends enough requests keeps everybody else out, or guesses until something fits.",
    fix: "Bound what one caller may ask for in a time and say `rate-limits: yes`.",
    falsePositives: "Something in front of it bounds callers: say so where you are sure that nothing goes around it.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnProcess(view) || !says(view.facts["internet-facing"])) return [];
      const unknown = together(suspect(view, { "rate-limits": "no" }));
      if (unknown === null) return [];
      return [{ message: `one caller can take all of ${view.name}`, unknown, ...placeOf(view) }];
    });
  },
};
