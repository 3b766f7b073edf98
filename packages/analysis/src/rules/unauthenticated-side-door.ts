import { credentialsIn } from "../looks/sensitive.js";
import { callsTo } from "../looks/calls.js";
import { placesOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every flow that gets past the question which its receiver puts to everybody else. */
export const rule: Rule = {
  id: "unauthenticated-side-door",
  meta: {
    title: "A way past the authentication of a component",
    group: "stride",
    stride: ["S"],
    cwe: [288, 420],
    capec: [],
    attack: [],
    asvs: ["6.3.4"],
    severity: "medium",
    confidence: "high",
    threats: ["authentication bypass", "side door", "unauthenticated channel"],
    why: "A component that asks its callers who they are is trusted to know. One way in without the question undoes all the others, for nobody looks at it again.",
    fix: "Ask on this way too and say `authenticated: yes`, or close it.",
    falsePositives:
      "What is served there needs no identity, such as a health check: accept the threat, with that as the reason.",
  },
  check(_model, { elements }) {
    return elements.flows.flatMap((view) => {
      const { facts, from, to } = view;
      if (!says(to.facts.authenticates) || facts.authenticated.value !== "no") return [];
      if (says(facts["mutually-authenticated"]) || !callsTo(to).includes(view)) return [];
      // It finds out by the credentials that come over it.
      if (credentialsIn(view.data, elements) !== undefined) return [];
      return [
        {
          message: `${to.name} finds out who its callers are, but not over ${from.name} -> ${to.name}`,
          ...placesOf(view),
        },
      ];
    });
  },
};
