import { callsTo } from "../looks/calls.js";
import { isOutsider, isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every data store that somebody outside writes to without a bound. */
export const rule: Rule = {
  id: "fillable-store",
  meta: {
    title: "A store that somebody outside can fill",
    group: "stride",
    stride: ["D"],
    cwe: [770],
    capec: [130],
    attack: ["T1499"],
    asvs: ["5.2.4"],
    severity: "low",
    confidence: "medium",
    threats: ["storage exhaustion", "queue flooding", "disk exhaustion"],
    why: "A queue, a bucket or a table that strangers write to grows as long as they like. When it is full nobody else can write, or the bill has come.",
    fix: "Bound what one writer may put there, and how long it stays, and say `limits-resources: yes`.",
    falsePositives: "Outsiders only read there: draw the flow from the store to them.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnStore(view) || says(view.facts["stores-logs"])) return [];
      const writer = callsTo(view).find(({ crosses, from }) => crosses && isOutsider(from));
      const unknown = suspect(view, { "limits-resources": "no" });
      if (writer === undefined || unknown === null) return [];
      return [
        {
          message: `${writer.from.name} can fill ${view.name} until nobody else can write there`,
          unknown,
          ...placeOf(view),
        },
      ];
    });
  },
};
