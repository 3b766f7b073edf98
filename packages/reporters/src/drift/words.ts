import type { Claim, DriftFlow, DriftItem, DriftPoint, DriftReport, Names } from "@threatloom/model";
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
      return newest === ""
        ? `it speaks of ${escape(lost ?? "")}, which is not there`
        : `${since} for ${escape(lost ?? "")}, which left its file ${newest}`;
    case "moved":
      return `${since} for ${escape(lost ?? "")}, which now stands in ${to === null ? "" : escape(place(to))}`;
    case "untested":
      return `it speaks of the function ${escape(lost ?? "")}, which is nowhere`;
    case "uncalled":
      return `it called ${escape(lost ?? "")} ${written === null ? "" : pointWords(written)}, and does no more`;
    case "expired":
      return `the acceptance expired on ${escape(claim.expires ?? "")}`;
  }
}

/** What to do about a claim. */
export function adviceWords({ kind, claim, changes }: DriftItem): string {
  switch (kind) {
    case "changed":
      return `Read it again. If it holds: threatloom confirm ${claim.id}; else mend the claim or the code.`;
    case "vanished":
      if (changes.newest === null) return "Mend what @source names, or remove the claim.";
      return `Remove the claim, or put it on what does the same now. If it stands where it belongs: threatloom confirm ${claim.id}.`;
    case "moved":
      return "Move the claim to its function.";
    case "untested":
      return "Mend the name, or remove the claim: nothing tests this any more.";
    case "uncalled":
      return `Test it again, or remove the claim. If it is tested in another way: threatloom confirm ${claim.id}.`;
    case "expired":
      return "Decide again: mitigate the threat, or renew the date with a reason that holds today.";
  }
}

/** `flow from App:Web to App:Db: orders`. */
export function flowWords({ flow: { from, to, label } }: DriftFlow, names: Names, escape: Escape): string {
  const what = label === null ? "" : `: ${escape(label)}`;
  return `flow from ${escape(names.component(from))} to ${escape(names.component(to))}${what}`;
}

/** Which calls showed a flow, and when. */
export function callsWords({ was: { steps }, at }: DriftFlow, escape: Escape): string {
  const way = steps.map(({ name }) => escape(name)).join(" → ");
  const { file, callLine, line } = steps[0]!;
  const where = escape(place({ file, line: callLine ?? line, column: 1 }));
  return `calls showed it ${pointWords(at)}: ${way} (${where}); none does any more`;
}

/** What to do about a flow whose calls are gone. */
export function flowAdvice({ flow }: DriftFlow): string {
  return `Remove the flow, or name its protocol if it takes another way now. If it holds: threatloom confirm ${flow.id}.`;
}

/** What was looked at for calls that are gone; null where nobody had to look. */
export function evidenceWords({ asked, left, points }: DriftReport["evidence"]): string | null {
  if (asked === 0) return null;
  const old = points.map(pointWords).join(", ");
  const looked = `calls were compared for ${asked - left} of ${counted(asked, "flow and test", "flows and tests")}`;
  const rest = left === 0 ? "" : "; the others have too many files or points of history";
  return `${looked}${old === "" ? "" : ` with those ${old}`}${rest}`;
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

/** How many claims and flows may no longer hold. */
export function countWords({ items, flows, confirmed }: Pick<DriftReport, "confirmed" | "flows" | "items">): string {
  const parts = [
    ...(items.length === 0 && flows.length > 0 ? [] : [counted(items.length, "claim")]),
    ...(flows.length === 0 ? [] : [counted(flows.length, "flow")]),
  ];
  const said = items.length + flows.length === 0 ? "no claim drifted" : `${parts.join(" and ")} may no longer hold`;
  return confirmed === 0 ? said : `${said}, ${counted(confirmed, "other")} confirmed`;
}
