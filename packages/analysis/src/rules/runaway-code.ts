import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process that runs code of others for as long as it likes to run. */
export const rule: Rule = {
  id: "runaway-code",
  meta: {
    title: "Code of others that runs for as long as it likes",
    group: "stride",
    stride: ["D"],
    cwe: [834, 835],
    capec: [],
    attack: ["T1496"],
    asvs: ["15.2.5"],
    severity: "medium",
    confidence: "medium",
    threats: ["runaway code", "infinite loop", "resource hijacking", "cryptojacking"],
    why: "A loop without end needs no malice, and computing for somebody else’s purse needs no break-in: the code was invited, and nobody said for how long.",
    fix: "Give such code a bound of time, memory and processes which it cannot move, and say `limits-resources: yes`.",
    falsePositives:
      "Whoever supplies the code pays for what it uses, and takes nothing from others: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      const unknown =
        // Without a sandbox it takes more than time, and untrusted-code says so.
        isOwnProcess(view) && says(view.facts["runs-untrusted-code"]) && view.facts.isolated.value !== "no"
          ? suspect(view, { "limits-resources": "no" })
          : null;
      if (unknown === null) return [];
      return [{ message: `code of others can run in ${view.name} for as long as it likes`, unknown, ...placeOf(view) }];
    });
  },
};
