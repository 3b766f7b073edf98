import { once, placesOf } from "../looks/places.js";
import { isCredential, listed, readable, sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";

/** Says every flow that carries sensitive data, but no credentials, and can be read on its way. */
export const rule: Rule = {
  id: "cleartext-sensitive-data",
  meta: {
    title: "Sensitive data that can be read on their way",
    group: "data",
    stride: ["I", "T"],
    cwe: [319],
    capec: [157, 158],
    attack: ["T1040", "T1557"],
    asvs: ["12.2.1", "12.3.1", "14.2.4"],
    severity: "high",
    confidence: "high",
    threats: ["eavesdropping", "sniffing", "cleartext transmission", "information disclosure in transit"],
    why: "The level or class of the data says that strangers must not have them. Without encryption everybody on the way reads along, and mostly can change them too; nobody notices.",
    fix: "Encrypt the flow, and say so with `protocol:` or `encrypted: yes` below it.",
    falsePositives:
      "A flow through a tunnel or inside one machine: say `encrypted: yes`. Data that are encrypted themselves: accept the threat with that as the reason.",
  },
  check(model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const unknown = readable(view);
      const carried = sensitiveAmong(view.data, model, elements);
      if (unknown === null || carried.length === 0 || carried.some(isCredential)) return [];
      const message = `whoever listens to ${view.name} gets ${listed(carried)}`;
      return [{ message, unknown, data: carried[0]!.asset.key, ...placesOf(view) }];
    });
    return once(found);
  },
};
