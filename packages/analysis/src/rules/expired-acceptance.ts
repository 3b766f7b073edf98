import { namesOf } from "@threatloom/model";
import type { Rule } from "../rule.js";

/** Says every acceptance whose date has passed. */
export const rule: Rule = {
  id: "expired-acceptance",
  meta: {
    title: "An acceptance past its date",
    group: "claim",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "high",
    threats: [],
    why: "The risk was accepted for a time that is over; from then on the acceptance closes nothing.",
    fix: "Decide again: mitigate the threat, or renew `expires:` with a reason that holds today.",
    falsePositives: "None: the date stands in the annotation. Give `--date` to judge another day.",
  },
  check(model) {
    const names = namesOf(model);
    return model.claims
      .filter((claim) => claim.expired)
      .map((claim) => ({
        message: `the acceptance of ${names.threat(claim.threat ?? "")} on ${names.component(claim.component ?? "")} expired on ${claim.expires}`,
        component: claim.component,
        threat: claim.threat,
        location: claim.location,
      }));
  },
};
