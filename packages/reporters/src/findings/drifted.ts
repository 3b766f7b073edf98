import { identity, type DriftFlow, type DriftItem, type Names, type Report } from "@threatloom/model";
import { adviceWords, callsWords, claimWords, flowAdvice, flowWords, historyWords } from "../drift/words.js";
import type { SarifItem } from "../sarif/types.js";
import { at } from "./places.js";

const asIs = (text: string): string => text;

/** The claims and flows that may no longer hold, as results; acceptances past their date are findings of a rule already. */
export function driftResults({ drift }: Report, names: Names): SarifItem[] {
  const items = (drift?.items ?? []).filter(({ kind }) => kind !== "expired");
  return [
    ...items.map((item) => resultOf(item, names)),
    ...(drift?.flows ?? []).map((item) => flowResult(item, names)),
  ];
}

/** What all results about drift have in common. */
const DRIFT = { rule: "drift", level: "info", cwe: [], quality: false, fails: false } as const;

function flowResult(item: DriftFlow, names: Names): SarifItem {
  const { flow, at: point } = item;
  return {
    ...at(flow.location, `${flowWords(item, names, asIs)}: ${callsWords(item, asIs)}. ${flowAdvice(item)}`),
    ...DRIFT,
    id: identity("drift", "flow", flow.id, point.commit),
    severity: null,
    related: [],
    properties: { kind: "drift", drift: "flow", flow: flow.id },
  };
}

function resultOf(item: DriftItem, names: Names): SarifItem {
  const { kind, claim, changes, to } = item;
  const message = `${claimWords(claim, names, asIs)}: ${historyWords(item, asIs)}. ${adviceWords(item)}`;
  return {
    ...at(claim.location, message),
    ...DRIFT,
    // Who dismissed it as it was did not dismiss what the code became later.
    id: identity("drift", kind, claim.id, changes.newest?.commit ?? null),
    severity: claim.severity,
    related: to === null ? [] : [at(to, "where the function stands now")],
    properties: { kind: "drift", drift: kind, claim: claim.id },
  };
}
