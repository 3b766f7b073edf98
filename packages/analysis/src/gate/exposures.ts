import { namesOf, type Claim, type ThreatModel } from "@threatloom/model";
import { meaningOfClaim, pairsOf, rangesOf, severityIn, type DraftItem } from "./items.js";

const ANSWER =
  "Mitigate the threat here and say so with @mitigates, or accept or transfer it with a reason (@accepts, @transfers).";

/** Makes items of the open exposures and expired acceptances of a model; null for other claims. `isReopened`: it was answered before. */
export function openItems(model: ThreatModel): (claim: Claim, isReopened?: boolean) => DraftItem | null {
  const names = namesOf(model);
  const pairOf = pairsOf(model);
  const rangeOf = rangesOf(model);
  return (claim, isReopened = false) => {
    const pair = pairOf(claim);
    const [component, threat] = [names.component(claim.component ?? ""), names.threat(claim.threat ?? "")];
    const detail = claim.detail ?? claim.description;
    const common = {
      meaning: meaningOfClaim(claim),
      level: "warning" as const,
      severity: severityIn(claim, pair),
      ...rangeOf(claim),
      component: claim.component,
      threat: claim.threat,
    };
    if (claim.expired) {
      const message = `the acceptance of ${threat} on ${component} expired on ${claim.expires}: it closes nothing any more. Mitigate the threat, or renew the date with a reason that holds today.`;
      return { ...common, kind: "expired", rule: "expired-acceptance", message };
    }
    if (!claim.open) return null;
    const isPartial = pair?.status === "partial";
    const answer = isReopened
      ? "What answered it does so no longer."
      : isPartial
        ? "What stands against the threat elsewhere does not answer it here."
        : "Nothing answers it.";
    const message = `${component} is exposed to ${threat}${detail === null ? "" : `: ${detail}`}. ${answer} ${ANSWER}`;
    return { ...common, kind: isPartial ? "partial" : "exposed", rule: "open-exposure", message };
  };
}
