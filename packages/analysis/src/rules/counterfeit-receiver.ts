import { isOutsider } from "../looks/parties.js";
import { credentialsIn, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every flow over a public network that hands something precious to whoever answers there. */
export const rule: Rule = {
  id: "counterfeit-receiver",
  meta: {
    title: "A sender that cannot tell the receiver from an impostor",
    group: "stride",
    stride: ["S"],
    cwe: [923],
    capec: [94, 154],
    attack: ["T1557"],
    asvs: ["12.3.2"],
    severity: "high",
    confidence: "high",
    threats: ["server impersonation", "counterfeit receiver", "adversary in the middle", "man in the middle"],
    why: "Over a network with strangers on it the name of a host leads wherever somebody on the way wants. Without TLS nothing shows that the right one answers, and it is handed what was meant for another.",
    fix: "Use a protocol by which the receiver shows a certificate, check it, and say `protocol:` or `encrypted: yes` below the flow.",
    falsePositives: "A tunnel around the flow that shows who is at its end: say `encrypted: yes`.",
  },
  check(model, { elements }) {
    return elements.flows.flatMap((view) => {
      const { facts, flow, from, to } = view;
      const inTheOpen = view.crosses && says(facts["public-network"]) && facts.encrypted.value === "no";
      if (!inTheOpen || says(facts["mutually-authenticated"])) return [];
      const precious = credentialsIn(view.data, elements) ?? sensitiveAmong(view.data, model, elements)[0];
      if (precious === undefined) return [];
      return [
        {
          message: `${from.name} hands ${precious.name} to whoever answers in the place of ${to.name}`,
          // Outsiders can only use what they are offered.
          component: isOutsider(from) ? flow.to : flow.from,
          flow: flow.id,
          location: flow.location,
        },
      ];
    });
  },
};
