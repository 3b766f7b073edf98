import { knowsSender } from "../looks/calls.js";
import { once, placesOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every privileged process that does whatever one with fewer rights asks. */
export const rule: Rule = {
  id: "confused-deputy",
  meta: {
    title: "A process lends its rights to one that has fewer",
    group: "stride",
    stride: ["E"],
    cwe: [441],
    capec: [],
    attack: ["T1548"],
    asvs: ["8.3.3"],
    severity: "high",
    confidence: "medium",
    threats: ["confused deputy", "privilege lending", "unintended proxy"],
    why: "The one with fewer rights cannot do it, but it can ask. Who does what is asked with his own rights, without looking at the one who asks, does it for anybody.",
    fix: "Decide by the rights of the one who asked first, not by one's own, and say `authorises: yes`.",
    falsePositives: "It offers one harmless thing: accept the threat with that as the reason.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const { from, to, crosses } = view;
      // Over a trust boundary missing-authorisation speaks of it.
      if (crosses || to.component.role !== "process" || !says(to.facts.privileged)) return [];
      // Who is not asked who he is cannot be held to his rights: unauthenticated-neighbour speaks of that.
      if (to.facts.authenticates.value === "no" && !knowsSender(view)) return [];
      const unknown = from.facts.privileged.value === "no" ? suspect(to, { authorises: "no" }) : null;
      const message = `${to.name} does with its rights what ${from.name}, which lacks them, asks`;
      return unknown === null ? [] : [{ message, unknown, ...placesOf(view) }];
    });
    return once(found);
  },
};
