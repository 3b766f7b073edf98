import { namesOf } from "@threatloom/model";
import { lackingIn } from "../answers.js";
import { claimPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every acceptance that lacks a reason, or what else the project asks of one. */
export const rule: Rule = {
  id: "acceptance-without-reason",
  meta: {
    title: "An acceptance without what makes it one",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "Who reads it later cannot tell whether the risk was weighed or only waved through, nor whether the reason still holds.",
    fix: "Say why with `with …`, and where the project asks for it who with `approver:` and until when with `expires:`.",
    falsePositives: "A reason that stands somewhere else: name the place.",
  },
  check(model, { settings }) {
    const names = namesOf(model);
    return model.claims.flatMap((claim) => {
      const lacking = claim.kind === "acceptance" && !claim.expired ? lackingIn(claim, settings) : [];
      if (lacking.length === 0) return [];
      const what = `${names.threat(claim.threat ?? "")} on ${names.component(claim.component ?? "")}`;
      return [{ message: `the acceptance of ${what} lacks ${lacking.join(" and ")}`, ...claimPlace(claim) }];
    });
  },
};
