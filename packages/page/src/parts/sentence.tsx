import type { Claim } from "@threatloom/model";
import type { ComponentChildren, VNode } from "preact";
import { Thing } from "./thing.js";

type Part = ComponentChildren;

/** What a claim says, as a sentence with the names of things leading to them. */
export function ClaimSentence({ claim }: { claim: Claim }): VNode {
  return <>{partsOf(claim).map((part, at) => (at === 0 ? part : [" ", part]))}</>;
}

function partsOf(claim: Claim): Part[] {
  const { kind, detail } = claim;
  const component = claim.component === null ? "the system" : <Thing kind="component" id={claim.component} />;
  const threat = claim.threat === null ? null : <Thing kind="threat" id={claim.threat} />;
  const control = claim.control === null ? null : <Thing kind="control" id={claim.control} />;
  const against: Part[] = threat === null ? [] : ["against", threat];
  switch (kind) {
    case "mitigation":
      return [component, "is protected", ...against, ...(control === null ? [] : ["with", control])];
    case "exposure":
      return [component, "is exposed to", threat];
    case "acceptance":
      return [threat, "is accepted on", component];
    case "transfer":
      return [threat, "of", component, "is transferred", ...taker(claim)];
    case "test":
      return [control ?? claim.subject, "is tested for", component, ...against];
    case "detection":
      return [threat, "on", component, "is noticed", ...(claim.subject === null ? [] : ["by", claim.subject])];
    case "review":
      return ["Somebody should look at", component];
    case "assumption":
      return ["Taken for granted of", component];
    case "ownership":
      return [claim.subject ?? "Somebody", "owns", component];
    case "handling":
      return [component, "handles", claim.data === null ? "data" : <Thing kind="data" id={claim.data} />];
    case "responsibility":
      return [component, "is responsible", ...(detail === null ? [] : ["for"])];
    case "entitlement":
      return [...holder(claim), "may", claim.subject ?? "act", "on", component, ...against];
  }
}

function taker({ target }: Claim): Part[] {
  return target === null ? [] : ["to", <Thing kind="component" id={target} />];
}

function holder({ actor }: Claim): Part[] {
  return [actor === null ? "Somebody" : <Thing kind="component" id={actor} />];
}
