import type { Claim, DriftItem, DriftPoint, DriftReport, Names } from "@threatloom/model";
import { counted, place } from "../view.js";

type Escape = (text: string) => string;

const SHORT_ID = 10;

/** `on 2026-01-31 (1a2b3c4d5e)`; of what is not committed yet, just that. */
function pointWords({ commit, date }: DriftPoint): string {
  return commit === null ? "by what is not committed yet" : `on ${date ?? "no day"} (${commit.slice(0, SHORT_ID)})`;
}

/** `mitigation of SQL injection on App:Web`, and the function that it speaks for. */
export function claimWords({ kind, component, threat, symbol }: Claim, names: Names, escape: Escape): string {
  const of = threat === null ? "" : ` of ${escape(names.threat(threat))}`;
  const on = component === null ? "" : ` on ${escape(names.component(component))}`;
  return `${kind}${of}${on}${symbol === null ? "" : `, at ${escape(symbol.name)}`}`;
}

/** What history says of a claim, as one sentence. */
export function historyWords(item: DriftItem, escape: Escape): string {
  const { kind, written, changes, lost, to, claim } = item;
  const since = written === null ? "older than the history that was read" : `written ${pointWords(written)}`;
  const newest = changes.newest === null ? "" : pointWords(changes.newest);
  switch (kind) {
    case "changed":
      return `${since}; its code changed ${changes.count === 1 ? "once" : `${changes.count} times`} since, last ${newest}`;
    case "vanished":
      return `${since} for ${escape(lost ?? "")}, which left its file ${newest}`;
    case "moved":
      return `${since} for ${escape(lost ?? "")}, which now stands in ${to === null ? "" : escape(place(to))}`;
    case "untested":
      return `it speaks of the function ${escape(lost ?? "")}, which is nowhere`;
    case "expired":
      return `the acceptance expired on ${escape(claim.expires ?? "")}`;
  }
}

/** What to do about a claim. */
export function adviceWords({ kind, claim }: DriftItem): string {
  switch (kind) {
    case "changed":
      return `Read it again. If it holds: threatloom confirm ${claim.id}; else mend the claim or the code.`;
    case "vanished":
      return `Remove the claim, or put it on what does the same now. If it stands where it belongs: threatloom confirm ${claim.id}.`;
    case "moved":
      return "Move the claim to its function.";
    case "untested":
      return "Mend the name, or remove the claim: nothing tests this any more.";
    case "expired":
      return "Decide again: mitigate the threat, or renew the date with a reason that holds today.";
  }
}

const REACH: Readonly<Record<DriftReport["history"]["reach"], string>> = {
  found: "as far as needed",
  whole: "to the first commit",
  since: "to the revision that was named",
  limit: "to the most commits that are looked at; older changes are not known",
  shallow: "to the end of this shallow clone; older changes are not known (git fetch --unshallow brings them)",
  missing: "as far as the contents of files are in this clone; what is older is not known",
};

/** How far history was read. */
export function reachWords({ reach, commits, oldest }: DriftReport["history"]): string {
  const back = oldest === null ? "" : `, the oldest ${pointWords(oldest)}`;
  return `history was read ${REACH[reach]}: ${counted(commits, "commit")}${back}`;
}

/** How many claims may no longer hold. */
export function countWords({ items, confirmed }: Pick<DriftReport, "items" | "confirmed">): string {
  const said = items.length === 0 ? "no claim drifted" : `${counted(items.length, "claim")} may no longer hold`;
  return confirmed === 0 ? said : `${said}, ${counted(confirmed, "other")} confirmed`;
}
