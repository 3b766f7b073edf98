import type { PairStatus } from "@threatloom/model";

/** What stands behind a pair: `1 exposure, 2 mitigations`. */
export function claimWords(pair: PairStatus): string {
  const parts: [string, number][] = [
    ["exposure", pair.exposures.length],
    ["mitigation", pair.mitigations.length],
    ["acceptance", pair.acceptances.length],
    ["transfer", pair.transfers.length],
    ["test", pair.tests.length],
  ];
  return parts
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}${count === 1 ? "" : "s"}`)
    .join(", ");
}

/** Why a pair has its status, in one sentence. */
export function whyWords({ status, tested, detectable }: PairStatus): string {
  const why = {
    exposed: "An exposure is open, and nothing stands against it",
    partial: "An exposure is open; something stands against the threat elsewhere",
    accepted: "Somebody accepted it",
    transferred: "Another component has taken it over",
    mitigated: "Something stands against it, and no exposure is open",
  }[status];
  const extra = [...(tested ? ["its control is tested"] : []), ...(detectable ? ["it would be noticed"] : [])];
  return `${why}${extra.length > 0 ? `; ${extra.join(", ")}` : ""}.`;
}
