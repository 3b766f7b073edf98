import { placeOf } from "../looks/places.js";
import { traceless } from "../looks/traces.js";
import type { Rule } from "../rule.js";

/** Says every process that keeps no record of what people from outside do with it. */
export const rule: Rule = {
  id: "untraceable-actions",
  meta: {
    title: "Actions from outside that leave no trace",
    group: "stride",
    stride: ["R"],
    cwe: [778],
    capec: [],
    attack: [],
    asvs: ["16.2.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["repudiation", "insufficient logging", "missing audit log", "deniable actions"],
    why: "When something was done that nobody will have done, a record says who, what and when. Without one there is only one word against another, and nobody can tell what an intruder touched.",
    fix: "Record who did what and when, kept where the callers cannot change it, and say `logs: yes`.",
    falsePositives:
      "What comes in changes nothing and is public: accept the threat, with that as the reason, or say `logged: yes` of flows that are recorded elsewhere.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = traceless(view, "callers");
      return unknown === null
        ? []
        : [{ message: `who calls ${view.name} can deny what was done there`, unknown, ...placeOf(view) }];
    });
  },
};
