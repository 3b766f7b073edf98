import { namesOf } from "@threatloom/model";
import type { Rule } from "../rule.js";
import { startOf } from "../looks/places.js";

/** Says every call from elsewhere that reaches what a mitigating function guards without passing it. */
export const rule: Rule = {
  id: "bypassed-mitigation",
  meta: {
    title: "A call goes around a mitigation",
    group: "claim",
    stride: ["E"],
    cwe: [288],
    capec: [554],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "medium",
    threats: [],
    why: "Within its component a function is reached only through the one that mitigates the threat. Code of another component calls it directly: on that way nobody mitigates, and the model says that somebody does.",
    fix: "Call the mitigating function instead, and take the inner one out of reach (not exported, another package). Or mitigate in the inner function, and make the claim there.",
    falsePositives:
      "The inner function is harmless without the other, such as a formatter; or the caller has done what the mitigation does: say so with a `@mitigates` on the caller.",
  },
  check(model, { observed }) {
    const names = namesOf(model);
    return (observed?.bypasses ?? []).flatMap(({ component, threat, guard, from, evidence, exposed }) => {
      if (evidence.confidence === "low") return [];
      const way = evidence.steps.map(({ name }) => name).join(" → ");
      const what = `${names.threat(threat)} on ${names.component(component)}`;
      return [
        {
          message: `${names.component(from)} gets around ${guard.name}, which mitigates ${what}: ${way}`,
          severity: exposed ? "high" : "medium",
          confidence: evidence.confidence === "high" && exposed ? "high" : "medium",
          component,
          threat,
          location: startOf(evidence),
        },
      ];
    });
  },
};
