import { isOutsider } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import { names, vocabulary } from "../looks/vocabulary.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

const WEBSOCKETS = vocabulary("ws, wss, websocket, websockets, web socket, web sockets");

/** Says every WebSocket that another site may open in the name of a user. */
export const rule: Rule = {
  id: "cross-site-websocket",
  meta: {
    title: "A WebSocket that another site may open",
    group: "stride",
    stride: ["S"],
    cwe: [1385],
    capec: [],
    attack: ["T1185"],
    asvs: ["4.4.2"],
    severity: "medium",
    confidence: "medium",
    threats: ["cross-site websocket hijacking", "cswsh", "websocket hijacking"],
    why: "A browser opens a WebSocket for any page, with the cookies of its user, and lets the page read the answers. Nothing but the receiving end looks where the page came from.",
    fix: "Compare `Origin` when the connection is opened with the origins that are allowed, and say `csrf-protected: yes` of the receiving end.",
    falsePositives: "The connection carries a token that a script set, not a cookie: say `csrf-protected: yes`.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const { facts, flow, from, to } = view;
      const opened = view.crosses && isOutsider(from) && to.component.role === "process";
      if (!opened || (!says(to.facts["manages-sessions"]) && !says(to.facts.authenticates))) return [];
      if (!names(facts.protocol, WEBSOCKETS) && !names(flow.medium, WEBSOCKETS)) return [];
      const unknown = suspect(to, { "csrf-protected": "no" });
      // Where its pages are known to be shown by browsers, another rule asks the same.
      if (unknown === null || (unknown.length > 0 && says(to.facts["serves-browsers"]))) return [];
      return [{ message: `another site can open ${view.name} in the name of a user`, unknown, ...placesOf(view) }];
    });
    return once(found);
  },
};
