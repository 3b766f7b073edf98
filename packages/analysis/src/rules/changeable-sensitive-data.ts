import { once, placesOf } from "../looks/places.js";
import { listed, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";

/** Says every flow that carries sensitive data and is known to let them be changed on their way. */
export const rule: Rule = {
  id: "changeable-sensitive-data",
  meta: {
    title: "Sensitive data that can be changed on their way",
    group: "data",
    stride: ["T"],
    cwe: [353, 924],
    capec: [94, 384],
    attack: ["T1557", "T1565.002"],
    asvs: ["4.1.5", "14.2.4"],
    severity: "medium",
    confidence: "high",
    threats: ["tampering in transit", "message tampering", "adversary in the middle", "man in the middle"],
    why: "Who receives the data acts on them. Where nothing shows a change, somebody on the way decides what is acted on.",
    fix: "Sign what is sent, or send it over a protocol that keeps it whole such as TLS, and say `integrity-protected: yes`.",
    falsePositives: "Data that carry their own signature: say `integrity-protected: yes`.",
  },
  check(model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const carried = sensitiveAmong(view.data, model, elements);
      // What can be read there is the business of the rules about cleartext: encryption answers both.
      const readableToo = view.facts.encrypted.value === "no";
      if (view.facts["integrity-protected"].value !== "no" || readableToo || carried.length === 0) return [];
      const message = `nobody notices when somebody changes ${listed(carried)} on the way of ${view.name}`;
      return [{ message, data: carried[0]!.asset.key, ...placesOf(view) }];
    });
    return once(found);
  },
};
