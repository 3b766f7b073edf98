import { namesOf, type Claim, type PairStatus, type ThreatModel } from "@threatloom/model";
import { claimPlace } from "../looks/places.js";
import type { Rule } from "../rule.js";

const isApproved = ({ properties }: Claim): boolean =>
  typeof properties["approver"] === "string" && properties["approver"].trim() !== "";

/** Why somebody has to stand for it; null where the threat is neither critical nor proven. */
function weight(pair: PairStatus, { claims }: ThreatModel): string | null {
  if (pair.exposures.some((index) => claims[index]!.confirmed)) return "proven";
  return pair.severity === "critical" ? "critical" : null;
}

/** Says every acceptance of a critical or proven threat for which nobody stands. */
export const rule: Rule = {
  id: "unapproved-acceptance",
  meta: {
    title: "A critical or proven threat accepted by nobody in particular",
    group: "hygiene",
    stride: [],
    cwe: [],
    capec: [],
    attack: [],
    asvs: [],
    severity: "medium",
    confidence: "high",
    threats: [],
    why: "A threat that can end the whole thing, or that somebody has shown to be real, was closed by a line in the code. That decision belongs to somebody who may take it, by name.",
    fix: "Let somebody decide who may, and name them with `approver:`; or mitigate the threat.",
    falsePositives: "The decision was taken and written down elsewhere: name who took it.",
  },
  check(model, { settings }) {
    // Where the project asks every acceptance for an approver, another rule says what lacks one.
    if (settings.acceptances.approver) return [];
    const names = namesOf(model);
    return model.pairs.flatMap((pair) => {
      const heavy = weight(pair, model);
      const accepted = pair.acceptances.map((index) => model.claims[index]!).filter(({ expired }) => !expired);
      if (heavy === null || accepted.some(isApproved)) return [];
      return accepted.slice(0, 1).map((claim) => {
        const what = `${names.threat(pair.threat)} on ${names.component(pair.component)}`;
        return { message: `nobody stands for the acceptance of ${what}, which is ${heavy}`, ...claimPlace(claim) };
      });
    });
  },
};
