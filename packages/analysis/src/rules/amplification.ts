import { knowsSender } from "../looks/calls.js";
import { isOwnProcess } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { datagramProtocols } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process that answers packets from the internet whose sender may be invented. */
export const rule: Rule = {
  id: "amplification",
  meta: {
    title: "Answers that can be aimed at somebody else",
    group: "stride",
    stride: ["D"],
    cwe: [406],
    capec: [490],
    attack: ["T1498.002"],
    asvs: [],
    severity: "medium",
    confidence: "medium",
    threats: ["traffic amplification", "amplification", "reflection attack", "distributed denial of service"],
    why: "Without a handshake the sender of a packet is whoever it says. Who asks in the name of a victim lets all the answers go there, and each is larger than the question.",
    fix: "Answer strangers with no more than they sent, until they proved to be where they say, bound the answers, and say `rate-limits: yes`.",
    falsePositives:
      "The protocol has a handshake of its own, such as QUIC or DTLS with cookies: say `authenticated: yes`, or accept the threat.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const { facts, flow, to } = view;
      const open = view.crosses && (says(to.facts["internet-facing"]) || says(facts["public-network"]));
      if (!open || !isOwnProcess(to) || knowsSender(view)) return [];
      if (!names(facts.protocol, datagramProtocols) && !names(flow.medium, datagramProtocols)) return [];
      const unknown = suspect(to, { "rate-limits": "no" });
      if (unknown === null) return [];
      return [
        { message: `answers of ${to.name} can be aimed at somebody who never asked`, unknown, ...placesOf(view) },
      ];
    });
    return once(found);
  },
};
