import { callsTo, knowsSender } from "../looks/calls.js";
import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every component with something to protect that trusts whoever is inside with it. */
export const rule: Rule = {
  id: "unauthenticated-neighbour",
  meta: {
    title: "A component that trusts whoever is inside with it",
    group: "stride",
    stride: ["S"],
    cwe: [306],
    capec: [],
    attack: [],
    asvs: ["12.3.5"],
    severity: "medium",
    confidence: "medium",
    threats: ["internal spoofing", "missing authentication", "lateral movement", "spoofing"],
    why: "Being inside is no proof of anything: one component that was taken over, or one wrong rule of a firewall, and an impostor is inside as well.",
    fix: "Let components show who they are to each other too, with accounts or certificates, and say `authenticates: yes`, or `authenticated: yes` of the flows.",
    falsePositives:
      "Nothing but the one caller can reach it, on the same machine or by a rule that is tested: say `authenticated: yes` of that flow.",
  },
  check(model, { elements }) {
    return elements.components.flatMap((view) => {
      const open = callsTo(view).filter((flow) => !knowsSender(flow));
      // Where somebody reaches it across a boundary, another rule speaks of that.
      if (!isOwnProcess(view) || open.some(({ crosses }) => crosses)) return [];
      const [first] = open;
      const unknown = suspect(view, { authenticates: "no" });
      if (first === undefined || unknown === null) return [];
      const sensitive = sensitiveAmong(view.handles, model, elements)[0];
      if (!says(view.facts.privileged) && (sensitive === undefined || unknown.length > 0)) return [];
      return [
        {
          message: `whoever is inside with ${view.name} may pass for ${first.from.name} there`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};
