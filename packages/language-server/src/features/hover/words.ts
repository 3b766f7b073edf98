import type { Claim, Location, Names, PairStatus } from "@threatloom/model";
import { uriOf, type Desk } from "../../desk.js";
import type { Markup } from "../../markup.js";

/** The uri of a place, its line in the fragment, as editors open it. */
export function placeUri(desk: Pick<Desk, "base" | "open">, { file, line }: Pick<Location, "file" | "line">): string {
  return `${uriOf(desk, file)}#L${line}`;
}

/** `file:line`, as a link where clients follow them. */
export function placeLink(
  markup: Markup,
  desk: Pick<Desk, "base" | "open">,
  place: Pick<Location, "file" | "line">,
): string {
  return markup.link(`${place.file}:${place.line}`, placeUri(desk, place));
}

/** `mitigated, tested`. */
export function statusWords({ status, tested }: Pick<PairStatus, "status" | "tested">): string {
  return tested ? `${status}, tested` : status;
}

const withDetail = (text: string, { detail, description }: Claim): string => {
  const more = detail ?? description;
  return more === null ? text : `${text}: ${more}`;
};

/** What a claim says, in words of the model; not escaped. */
export function claimWords(claim: Claim, names: Names): string {
  const of = (name: (key: string) => string, key: string | null): string => (key === null ? "?" : name(key));
  const component = of(names.component, claim.component);
  const threat = of(names.threat, claim.threat);
  const subject = claim.subject ?? "";
  switch (claim.kind) {
    case "mitigation":
      return `mitigates ${threat} on ${component}${claim.control === null ? "" : ` with ${names.control(claim.control)}`}`;
    case "exposure":
      return withDetail(`${claim.confirmed ? "is shown to expose" : "exposes"} ${component} to ${threat}`, claim);
    case "acceptance":
      return withDetail(`accepts ${threat} on ${component}`, claim);
    case "transfer":
      return withDetail(`transfers ${threat} to ${of(names.component, claim.target)}`, claim);
    case "test":
      return `tests ${claim.control === null ? subject : names.control(claim.control)} for ${component}`;
    case "detection":
      return `detects ${threat} on ${component} with ${subject}`;
    case "review":
      return withDetail(`asks for a review of ${component}`, claim);
    case "assumption":
      return withDetail(`assumes of ${component}`, claim);
    case "ownership":
      return `${subject} owns ${component}`;
    case "handling":
      return `handles ${of(names.data, claim.data)} on ${component}`;
    case "responsibility":
      return `does ${claim.detail ?? subject} for ${component}`;
    case "entitlement":
      return `entitles ${of(names.component, claim.actor)} to ${subject}`;
  }
}
