import { isOutsider } from "../looks/parties.js";
import { once, placesOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says every store that outsiders talk to without anything in between. */
export const rule: Rule = {
  id: "direct-store-access",
  meta: {
    title: "Outsiders talk to a store without anything in between",
    group: "stride",
    stride: ["T", "I", "E"],
    cwe: [552],
    capec: [],
    attack: ["T1213"],
    asvs: ["8.3.1"],
    severity: "high",
    confidence: "medium",
    threats: ["direct store access", "direct database access", "unmediated access", "exposed database"],
    why: "A store knows rows and files, not what each of the people outside may see and change. Without a process in between, the rules of the system are not asked.",
    fix: "Put a process in between that checks, or let the store check each access for itself and say `authorises: yes`.",
    falsePositives: "The other side is your own operator: draw the tool that is used as a process.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const [outsider, store] = view.to.component.role === "data-store" ? [view.from, view.to] : [view.to, view.from];
      const reads = view.flow.bidirectional || store === view.to;
      if (!reads || store.component.role !== "data-store" || !isOutsider(outsider)) return [];
      const unknown = suspect(store, { authorises: "no" });
      const message = `${outsider.name} talks to ${store.name} without anything in between`;
      if (unknown === null) return [];
      return [{ message, unknown, ...placesOf(view), component: store.component.key }];
    });
    return once(found);
  },
};
