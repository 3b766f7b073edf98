import { liesIn } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process of somebody else that runs among one's own without a sandbox. */
export const rule: Rule = {
  id: "third-party-inside",
  meta: {
    title: "A process of somebody else runs among one's own",
    group: "stride",
    stride: ["T", "E"],
    cwe: [1357],
    capec: [446, 538],
    attack: ["T1195.002"],
    asvs: ["15.2.4", "15.2.5"],
    severity: "medium",
    confidence: "medium",
    threats: ["third-party compromise", "supply chain compromise", "malicious dependency", "supply chain attack"],
    why: "Somebody else decides what it does with the next version, and whoever breaks in there decides too. Where it runs it is trusted like what you write yourself.",
    fix: "Run it in a sandbox with nothing but what it needs and say `isolated: yes`, and take it from one place, with a checksum.",
    falsePositives: "It runs at somebody else's: draw it as an external entity, or outside of the trusted boundary.",
  },
  check(_model, context) {
    return context.elements.components.flatMap((view) => {
      const { component, facts } = view;
      if (component.role !== "process" || !says(facts["third-party"])) return [];
      if (!says(facts.privileged) && !liesIn(view, "trusted", context)) return [];
      const unknown = suspect(view, { isolated: "no" });
      if (unknown === null) return [];
      return [{ message: `${view.name} is somebody else's and runs among your own`, unknown, ...placeOf(view) }];
    });
  },
};
