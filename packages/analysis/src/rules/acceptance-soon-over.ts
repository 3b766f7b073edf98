import { namesOf } from "@threatloom/model";
import { claimPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

const DAY = 24 * 60 * 60 * 1000;
const SOON = 30;

/** Days from one ISO day to another; NaN where one is none. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY;
}

/** Says every acceptance whose date passes within thirty days. */
export const rule: Rule = {
  id: "acceptance-soon-over",
  meta: {
    title: "An acceptance that ends soon",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "low",
    confidence: "high",
    threats: [],
    why: "After its date the acceptance closes nothing, and the threat is open. Whoever has to decide again, or build something, needs the time until then.",
    fix: "Decide now: mitigate the threat, or renew `expires:` with a reason that holds today.",
    falsePositives: "None: the date stands in the annotation. Give `--date` to judge another day.",
  },
  check(model, { today }) {
    const names = namesOf(model);
    return model.claims.flatMap((claim) => {
      const { kind, expired, expires } = claim;
      if (kind !== "acceptance" || expired || expires === null) return [];
      if (!(daysBetween(today, expires) <= SOON)) return [];
      const what = `${names.threat(claim.threat ?? "")} on ${names.component(claim.component ?? "")}`;
      return [{ message: `the acceptance of ${what} ends on ${expires.slice(0, 10)}`, ...claimPlace(claim) }];
    });
  },
};
