import { isOutsider, isOwnProcess } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { lastingConnections } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process where somebody outside may hold as many connections open as they like. */
export const rule: Rule = {
  id: "held-connections",
  meta: {
    title: "Connections that callers hold open",
    group: "stride",
    stride: ["D"],
    cwe: [772],
    capec: [227],
    attack: ["T1499.002"],
    asvs: ["13.1.2"],
    severity: "low",
    confidence: "medium",
    threats: ["connection exhaustion", "held connections", "sustained client engagement"],
    why: "A connection that stays open costs its caller nothing and the receiver a place. Who opens enough of them and says nothing leaves none for others.",
    fix: "Bound the connections of one caller, close those that are idle, and say `limits-resources: yes`.",
    falsePositives: "Something in front holds the connections, and bounds them: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const { facts, flow, from, to } = view;
      if (!view.crosses || !isOutsider(from) || !isOwnProcess(to)) return [];
      const held = [facts.protocol, flow.medium].some((text) => names(text, lastingConnections));
      const unknown = held ? suspect(to, { "limits-resources": "no" }) : null;
      // What nobody said about an entry from the internet is asked by another rule.
      if (unknown === null || (unknown.length > 0 && says(to.facts["internet-facing"]))) return [];
      return [{ message: `${from.name} can hold all connections of ${to.name} open`, unknown, ...placesOf(view) }];
    });
    return once(found);
  },
};
