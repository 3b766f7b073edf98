import { usersOf } from "../looks/calls.js";
import { isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every data store that callers from the internet share with the rest of the system and may use up. */
export const rule: Rule = {
  id: "shared-store-exhaustion",
  meta: {
    title: "A store that load from the internet takes away from the rest",
    group: "stride",
    stride: ["D"],
    cwe: [410],
    capec: [],
    attack: ["T1499"],
    asvs: ["13.2.6"],
    severity: "low",
    confidence: "medium",
    threats: ["shared store exhaustion", "connection pool exhaustion", "resource starvation"],
    why: "Load from the internet goes through to the store behind. Where all share its connections and its time, what runs inside stands still although nobody attacked it.",
    fix: "Give each user of the store its own share of connections and time and say `limits-resources: yes` of the store, or let the entry pass on no more than the store can bear and say both `rate-limits: yes` and `limits-resources: yes` of it.",
    falsePositives: "The store grows with its load: say `limits-resources: yes` of it.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const users = isOwnStore(view) ? usersOf(view) : [];
      const entry = users.find(
        ({ facts }) =>
          says(facts["internet-facing"]) && !(says(facts["rate-limits"]) && says(facts["limits-resources"])),
      );
      const inner = users.find(
        ({ component, facts }) => component.role === "process" && !says(facts["internet-facing"]),
      );
      const unknown = suspect(view, { "limits-resources": "no" });
      if (entry === undefined || inner === undefined || unknown === null) return [];
      return [
        { message: `load on ${entry.name} can take ${view.name} away from ${inner.name}`, unknown, ...placeOf(view) },
      ];
    });
  },
};
