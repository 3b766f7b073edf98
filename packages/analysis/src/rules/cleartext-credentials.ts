import { once, placesOf } from "../looks/places.js";
import { isCredential, listed, readable, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";

/** Says every flow that carries credentials and can be read on its way. */
export const rule: Rule = {
  id: "cleartext-credentials",
  meta: {
    title: "Credentials that can be read on their way",
    group: "data",
    stride: ["I", "S", "T"],
    cwe: [319, 523],
    capec: [102, 157, 158],
    attack: ["T1040", "T1557"],
    asvs: ["12.2.1", "12.3.1"],
    severity: "high",
    confidence: "high",
    threats: ["eavesdropping", "sniffing", "cleartext transmission", "credential sniffing", "session hijacking"],
    why: "Whoever listens on the way does not only learn something: with a password, key or token they are that person or service from then on.",
    fix: "Encrypt the flow, and say so with `protocol:` or `encrypted: yes` below it.",
    falsePositives: "A flow through a tunnel or inside one machine: say `encrypted: yes`.",
  },
  check(model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const unknown = readable(view);
      const carried = sensitiveAmong(view.data, model, elements).filter(isCredential);
      if (unknown === null || carried.length === 0) return [];
      const message = `whoever listens to ${view.name} gets credentials: ${listed(carried)}`;
      return [{ message, unknown, data: carried[0]!.asset.key, ...placesOf(view) }];
    });
    return once(found);
  },
};
