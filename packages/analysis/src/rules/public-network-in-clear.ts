import { placesOf } from "../looks/places.js";
import { someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every flow within a boundary that strangers can read on its way. */
export const rule: Rule = {
  id: "public-network-in-clear",
  meta: {
    title: "A flow within a boundary, in the clear over a public network",
    group: "stride",
    stride: ["I"],
    cwe: [319],
    capec: [157, 158],
    attack: ["T1040"],
    asvs: ["12.3.1", "12.3.3"],
    severity: "medium",
    confidence: "high",
    threats: ["eavesdropping", "sniffing", "cleartext transmission", "information disclosure in transit"],
    why: "Both ends are on the same side of every trust boundary, but what lies between them is not: strangers are on that network and read what goes over it.",
    fix: "Encrypt it, and say so with `protocol:` or `encrypted: yes` below the flow.",
    falsePositives: "A tunnel carries it: say `encrypted: yes`.",
  },
  check(model, context) {
    return context.elements.flows.flatMap((view) => {
      const outside = !view.crosses && says(view.facts["public-network"]);
      const unknown = outside ? suspect(view, { encrypted: "no" }) : null;
      // Where it is certain and the data are sensitive, a rule about data says so.
      if (unknown === null || (unknown.length === 0 && someSensitive(view.data, model, context.elements))) return [];
      return [{ message: `strangers can read what goes over ${view.name}`, unknown, ...placesOf(view) }];
    });
  },
};
