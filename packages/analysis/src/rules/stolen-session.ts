import { callsTo } from "../looks/calls.js";
import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { credentialsIn } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every component whose sessions can be picked up on the way to it. */
export const rule: Rule = {
  id: "stolen-session",
  meta: {
    title: "Sessions that can be picked up on the way",
    group: "stride",
    stride: ["S"],
    cwe: [614],
    capec: [102],
    attack: ["T1539"],
    asvs: ["3.3.1"],
    severity: "high",
    confidence: "high",
    threats: ["session hijacking", "session sidejacking", "stolen session", "session theft"],
    why: "Whoever holds the token of a session is its user. Over a flow that anybody on the way can read, each request shows it again.",
    fix: "Encrypt every way to the component, send the token over these only (`Secure` for cookies), and say `encrypted: yes` or `protocol: https`.",
    falsePositives:
      "The flow carries no token of a session: say `manages-sessions: no`, or draw the two kinds of requests as two components.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnProcess(view) || !says(view.facts["manages-sessions"])) return [];
      const readable = callsTo(view).find(({ crosses, facts }) => crosses && facts.encrypted.value === "no");
      // Where it is known that credentials go over it, the rule about these says so.
      if (readable === undefined || credentialsIn(readable.data, elements) !== undefined) return [];
      const message = `who listens between ${readable.from.name} and ${view.name} can take over sessions`;
      return [{ message, ...placeOf(view), flow: readable.flow.id, location: readable.flow.location }];
    });
  },
};
