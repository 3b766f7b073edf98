import { placeOf } from "../looks/places.js";
import { traceless } from "../looks/traces.js";
import type { Rule } from "../rule.js";

/** Says every process inside that issues sessions and keeps no record of that. */
export const rule: Rule = {
  id: "unlogged-sign-in",
  meta: {
    title: "Sign-ins that leave no trace",
    group: "stride",
    stride: ["R"],
    cwe: [778],
    capec: [],
    attack: [],
    asvs: ["16.3.1"],
    severity: "medium",
    confidence: "medium",
    threats: ["unlogged authentication", "repudiation", "insufficient logging"],
    why: "A row of failed attempts is what an attack looks like before it succeeds, and a sign-in from a strange place what it looks like after. Neither is seen where it is not recorded.",
    fix: "Record each attempt to sign in, whether it succeeded or not, and say `logs: yes`.",
    falsePositives:
      "Attempts are recorded by the component in front of it: accept the threat, and name that component.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown = traceless(view, "sign-in");
      return unknown === null
        ? []
        : [{ message: `nobody sees who signed in at ${view.name}, or tried to`, unknown, ...placeOf(view) }];
    });
  },
};
