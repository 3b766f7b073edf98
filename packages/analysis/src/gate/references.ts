import type { Claim, ThreatModel } from "@threatloom/model";

/** What an item refers to. */
export interface Referring {
  references?: string[];
}

/** Looks up what claims and their threats refer to, as it is written and each once; nothing where they refer to nothing. */
export function referencesIn(model: ThreatModel): (claims: readonly Claim[]) => Referring {
  const threats = new Map(model.threats.map(({ key, references }) => [key, references]));
  return (claims) => {
    const all = claims.flatMap((claim) => [...claim.references, ...(threats.get(claim.threat ?? "") ?? [])]);
    return all.length === 0 ? {} : { references: [...new Set(all)] };
  };
}
