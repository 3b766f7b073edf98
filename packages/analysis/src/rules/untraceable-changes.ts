import { answersAnybody, callsTo } from "../looks/calls.js";
import { isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import { sensitiveAmong } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";
import { says, together, suspect } from "../suspect.js";

/** Says every store of sensitive data where nothing tells who changed or read them. */
export const rule: Rule = {
  id: "untraceable-changes",
  meta: {
    title: "Sensitive data that anybody with access may have changed",
    group: "stride",
    stride: ["R"],
    cwe: [778],
    capec: [],
    attack: [],
    asvs: ["16.3.2"],
    severity: "medium",
    confidence: "medium",
    threats: ["repudiation", "unlogged data access", "missing audit log", "insufficient logging"],
    why: "When sensitive data were changed or got out, the first question is who had them in hand. It is answered by a record of the store or of the components that use it, or not at all.",
    fix: "Record access to these data in the store or in each component that uses it, and say `logs: yes` there.",
    falsePositives:
      "Entries that carry their author and are never overwritten tell it themselves: say `logs: yes` of the store.",
  },
  check(model, { elements }) {
    return elements.components.flatMap((view) => {
      const kept = isOwnStore(view) ? sensitiveAmong(view.handles, model, elements)[0] : undefined;
      if (kept === undefined || says(view.facts["stores-logs"])) return [];
      // Where it asks nobody who he is, a record could not tell either: unauthenticated-store speaks of that.
      if (answersAnybody(view)) return [];
      const silent = callsTo(view).find(({ from, facts }) => !says(from.facts.logs) && !says(facts.logged));
      if (silent === undefined) return [];
      const user = silent.from.component.role === "process" ? suspect(silent.from, { logs: "no" }) : [];
      const unknown = together(suspect(view, { logs: "no" }), user);
      if (unknown === null) return [];
      return [
        {
          message: `nothing tells afterwards who read or changed ${kept.name} in ${view.name}`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};
