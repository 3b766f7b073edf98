import { identity, type DriftItem, type Names, type Report } from "@threatloom/model";
import { adviceWords, claimWords, historyWords } from "../drift/words.js";
import type { SarifItem } from "../sarif/types.js";
import { at } from "./places.js";

const asIs = (text: string): string => text;

/** The claims that may no longer hold, as results; acceptances past their date are findings of a rule already. */
export function driftResults({ drift }: Report, names: Names): SarifItem[] {
  return (drift?.items ?? []).filter(({ kind }) => kind !== "expired").map((item) => resultOf(item, names));
}

function resultOf(item: DriftItem, names: Names): SarifItem {
  const { kind, claim, changes, to } = item;
  const message = `${claimWords(claim, names, asIs)}: ${historyWords(item, asIs)}. ${adviceWords(item)}`;
  return {
    ...at(claim.location, message),
    // Who dismissed it as it was did not dismiss what the code became later.
    id: identity("drift", kind, claim.id, changes.newest?.commit ?? null),
    rule: "drift",
    level: "info",
    severity: claim.severity,
    cwe: [],
    quality: false,
    fails: false,
    related: to === null ? [] : [at(to, "where the function stands now")],
    properties: { kind: "drift", drift: kind, claim: claim.id },
  };
}
