import { namesOf } from "@threatloom/model";
import { claimPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

/** Says every threat that a component is watched for, and of which nothing says how it stands there. */
export const rule: Rule = {
  id: "detected-only",
  meta: {
    title: "A threat that is watched for and not judged",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "Somebody looks out for this threat, so it can happen. Yet nothing says whether the component is exposed to it or protected, and it shows in no status.",
    fix: "Say how it stands: `@exposes`, `@mitigates` or `@accepts` for the same component and threat.",
    falsePositives: "The same threat under another name: use one name for it.",
  },
  check(model) {
    const names = namesOf(model);
    const judged = new Set(model.pairs.map(({ component, threat }) => `${component}\n${threat}`));
    const seen = new Set<string>();
    return model.claims.flatMap((claim) => {
      const pair = `${claim.component}\n${claim.threat}`;
      if (claim.kind !== "detection" || claim.component === null || claim.threat === null) return [];
      if (judged.has(pair) || seen.has(pair)) return [];
      seen.add(pair);
      const what = `${names.component(claim.component)} is watched for ${names.threat(claim.threat)}`;
      return [{ message: `${what}, and nothing says how it stands`, ...claimPlace(claim) }];
    });
  },
};
