import { answersAnybody } from "../looks/calls.js";
import { isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { someSensitive } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every store whose content others could change without anybody noticing. */
export const rule: Rule = {
  id: "alterable-store",
  meta: {
    title: "A store whose content can be changed unnoticed",
    group: "stride",
    stride: ["T"],
    cwe: [642],
    capec: [],
    attack: ["T1565.001"],
    asvs: ["11.3.3", "14.2.4"],
    severity: "medium",
    confidence: "medium",
    threats: ["stored data manipulation", "data tampering", "tampering at rest", "unnoticed changes"],
    why: "Whoever gets at the store, past the components that are meant to write, changes what everybody then takes for true.",
    fix: "Let nothing but its own component write, or keep signatures or hashes that show a change, and say `protects-integrity: yes`.",
    falsePositives: "What it keeps can be made again at any time, such as a cache.",
  },
  check(model, context) {
    return context.elements.components.flatMap((view) => {
      const { component, facts, incoming, reachedBy, data } = view;
      // Logs that can be changed are the business of the rules about repudiation.
      if (component.role !== "data-store" || says(facts["stores-logs"])) return [];
      // Who is not asked who he is changes it by the front door: unauthenticated-store speaks of that.
      if (isOwnStore(view) && answersAnybody(view)) return [];
      const matters = facts["protects-integrity"].value === "no" ? incoming.length > 0 : reachedBy.length > 0;
      const known = facts["protects-integrity"].value === "no" || someSensitive(data, model, context.elements);
      const unknown = matters && known ? suspect(view, { "protects-integrity": "no" }) : null;
      if (unknown === null) return [];
      return [{ message: `what ${view.name} keeps can be changed unnoticed`, unknown, ...placeOf(view) }];
    });
  },
};
