import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every store of logs that can be filled with noise. */
export const rule: Rule = {
  id: "log-flooding",
  meta: {
    title: "Logs that can be filled with noise",
    group: "stride",
    stride: ["D", "R"],
    cwe: [779],
    capec: [125],
    attack: ["T1499"],
    asvs: [],
    severity: "low",
    confidence: "medium",
    threats: ["log flooding", "log exhaustion"],
    why: "What is written to a log is caused by others, so others decide how much it is. A full disk ends the logging or the service, and what is overwritten first is the beginning of the attack.",
    fix: "Bound what each source may write, keep its share of space for each, sound the alarm before it is full, and say `limits-resources: yes`.",
    falsePositives:
      "A store without bounds of its own, such as one in a cloud: say `limits-resources: yes` where its costs are bounded too.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = says(view.facts["stores-logs"]) ? suspect(view, { "limits-resources": "no" }) : null;
      return unknown === null
        ? []
        : [{ message: `enough noise fills ${view.name} until it loses what matters`, unknown, ...placeOf(view) }];
    });
  },
};
