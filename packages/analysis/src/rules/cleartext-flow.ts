import { isByHand, passesBorder } from "../looks/calls.js";
import { placesOf } from "../looks/places.js";
import { sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every flow over a trust boundary that can be read on its way. */
export const rule: Rule = {
  id: "cleartext-flow",
  meta: {
    title: "A flow over a trust boundary that can be read on its way",
    group: "stride",
    stride: ["I", "T"],
    cwe: [319],
    capec: [157, 158],
    attack: ["T1040"],
    asvs: ["12.2.1"],
    severity: "medium",
    confidence: "high",
    threats: ["eavesdropping", "sniffing", "cleartext transmission", "information disclosure in transit"],
    why: "What crosses a trust boundary passes places that neither end controls. Without encryption whoever stands there reads it, and mostly can change it.",
    fix: "Encrypt it, and say so with `protocol:` or `encrypted: yes` below the flow.",
    falsePositives: "A flow inside one machine, or through a tunnel: say `encrypted: yes`.",
  },
  check(model, { elements }) {
    return elements.flows.flatMap((view) => {
      const unknown = passesBorder(view) && !isByHand(view) ? suspect(view, { encrypted: "no" }) : null;
      // Of what is sensitive, rules of their own speak more gravely.
      if (unknown === null || sensitiveAmong(view.data, model, elements).length > 0) return [];
      return [{ message: `what goes over ${view.name} can be read on its way`, unknown, ...placesOf(view) }];
    });
  },
};
