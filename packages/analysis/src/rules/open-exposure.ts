import { namesOf, openExposures } from "@threatloom/model";
import type { Rule } from "../rule.js";

/** Says every exposure that nothing closes. */
export const rule: Rule = {
  id: "open-exposure",
  meta: {
    title: "An exposure that nothing answers",
    group: "claim",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "high",
    threats: [],
    why: "Somebody who knows the code wrote down that this component is exposed, and no mitigation, acceptance or transfer on the same function, its type or the whole component answers it.",
    fix: "Mitigate the threat where the exposure stands and say so with `@mitigates`, or accept or transfer it with a reason.",
    falsePositives:
      "A mitigation written on another function of the component does not close the exposure: move it to the type or to a model file if it protects the whole component.",
  },
  check(model) {
    const names = namesOf(model);
    const severities = new Map(model.pairs.map((pair) => [`${pair.component}\n${pair.threat}`, pair.severity]));
    return openExposures(model).map((claim) => {
      const threat = claim.threat ?? "";
      const detail = claim.detail ?? claim.description;
      return {
        severity: claim.severity ?? severities.get(`${claim.component}\n${threat}`) ?? this.meta.severity,
        message: `${names.component(claim.component ?? "")} is exposed to ${names.threat(threat)}${detail === null ? "" : `: ${detail}`}`,
        component: claim.component,
        threat: claim.threat,
        location: claim.location,
      };
    });
  },
};
