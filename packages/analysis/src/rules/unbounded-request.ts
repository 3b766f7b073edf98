import { isKnownCost } from "../looks/costs.js";
import { isOwnProcess } from "../looks/parties.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says, suspect } from "../suspect.js";

/** Says every process that the internet reaches where nothing bounds what one request may cost. */
export const rule: Rule = {
  id: "unbounded-request",
  meta: {
    title: "A request from the internet that may cost anything",
    group: "stride",
    stride: ["D"],
    cwe: [400],
    capec: [130],
    attack: ["T1499.003"],
    asvs: ["15.2.2"],
    severity: "medium",
    confidence: "medium",
    threats: ["unbounded request", "resource exhaustion", "application layer denial of service", "slow requests"],
    why: "A bound on how many requests come does not help where one is enough: one that takes for ever to arrive, asks for all there is, or is as long as memory is wide.",
    fix: "Bound time, size and results of a request and how many are worked on at once, and say `limits-resources: yes`.",
    falsePositives:
      "What serves it has such bounds by itself, such as a function in a cloud: say `limits-resources: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) => {
      if (!isOwnProcess(view) || !says(view.facts["internet-facing"])) return [];
      const unknown = suspect(view, { "limits-resources": "no" });
      if (unknown === null || isKnownCost(view, unknown.length === 0)) return [];
      return [{ message: `one request can keep ${view.name} from serving others`, unknown, ...placeOf(view) }];
    });
  },
};
