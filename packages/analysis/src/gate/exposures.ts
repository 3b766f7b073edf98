import { namesOf, type Claim, type Severity, type ThreatModel } from "@threatloom/model";
import { meaningOfClaim, pairsOf, rangesOf, severityIn, type DraftItem } from "./items.js";
import { referencesIn } from "./references.js";

const ANSWER =
  "Mitigate the threat here and say so with @mitigates, or accept or transfer it with a reason (@accepts, @transfers).";

/** What is new about an exposure that was there before: nothing answers it any more, or it is graver now. */
export type News = { isReopened: true } | { raisedFrom: Severity | null };

/** Makes items of the open exposures and expired acceptances of a model; null for other claims. */
export function openItems(model: ThreatModel): (claim: Claim, news?: News) => DraftItem | null {
  const names = namesOf(model);
  const pairOf = pairsOf(model);
  const rangeOf = rangesOf(model);
  const referencesOf = referencesIn(model);
  return (claim, news) => {
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
      ...referencesOf([claim]),
    };
    if (claim.expired) {
      const message = `the acceptance of ${threat} on ${component} expired on ${claim.expires}: it closes nothing any more. Mitigate the threat, or renew the date with a reason that holds today.`;
      return { ...common, kind: "expired", rule: "expired-acceptance", message };
    }
    if (!claim.open) return null;
    const isPartial = pair?.status === "partial";
    const isRaised = news !== undefined && "raisedFrom" in news;
    const answer = answerOf(isPartial, news);
    const message = `${component} is exposed to ${threat}${detail === null ? "" : `: ${detail}`}. ${answer} ${ANSWER}`;
    // Who adopted it as it was did not adopt it as it is.
    const meaning = isRaised ? `${common.meaning} raised to ${common.severity}` : common.meaning;
    const said = isRaised ? `${message} ${raised(news.raisedFrom, common.severity)}` : message;
    return { ...common, meaning, kind: isPartial ? "partial" : "exposed", rule: "open-exposure", message: said };
  };
}

function answerOf(isPartial: boolean, news: News | undefined): string {
  if (news !== undefined && "isReopened" in news) return "What answered it does so no longer.";
  return isPartial ? "What stands against the threat elsewhere does not answer it here." : "Nothing answers it.";
}

function raised(before: Severity | null, after: Severity | null): string {
  return `Its severity was raised from ${before ?? "an unsaid one"} to ${after ?? "an unsaid one"}.`;
}
