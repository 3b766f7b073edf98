import { usersOf } from "../looks/calls.js";
import { isOutsider, isOwnProcess, isOwnStore } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { ComponentView } from "../elements.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** From this many callers on it is worth asking whether there is a second instance. */
const MANY = 4;

/** Whether it is what people hold in their hands, like an app on a phone: each has an own one, so nobody is asked for a second. */
function isInHands(view: ComponentView): boolean {
  const users = usersOf(view);
  const isPersonal = users.some(({ component }) => component.role === "actor") && users.every(isOutsider);
  return isPersonal && view.facts["internet-facing"].value === "no";
}

/** Says every component that others need and that has no second instance. */
export const rule: Rule = {
  id: "single-point-of-failure",
  meta: {
    title: "A component that many need and that there is only one of",
    group: "stride",
    stride: ["D"],
    cwe: [],
    capec: [607],
    attack: ["T1489", "T1499"],
    asvs: [],
    severity: "low",
    confidence: "medium",
    threats: ["single point of failure", "missing redundancy", "outage"],
    why: "An attacker who wants everything to stop looks for the one thing that everything needs. A fault finds it without looking.",
    fix: "Run more than one, in different places, so that any of them can fail, and say `redundant: yes`.",
    falsePositives: "Callers go on without it for a while: accept the threat, and say for how long.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnProcess(view) && !isOwnStore(view)) return [];
      const callers = usersOf(view).length;
      const unknown = suspect(view, { redundant: "no" });
      const isNeeded = callers >= 2 || says(view.facts["internet-facing"]);
      if (unknown === null || (unknown.length > 0 ? callers < MANY || isInHands(view) : !isNeeded)) return [];
      return [{ message: `what needs ${view.name} stops when it stops`, unknown, ...placeOf(view) }];
    });
  },
};
