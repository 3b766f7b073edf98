import {
  namesOf,
  type Claim,
  type CodeChange,
  type DriftFlow,
  type DriftItem,
  type Names,
  type ThreatModel,
} from "@threatloom/model";
import { gravest, meaningOfClaim, pairsOf, rangesOf, severityIn, type DraftItem } from "./items.js";
import { referencesIn } from "./references.js";

const MOST_SUBJECTS = 3;

/** Items for code that changed under its claims. */
export function driftItems(model: ThreatModel, changes: readonly CodeChange[]): DraftItem[] {
  if (changes.length === 0) return [];
  const names = namesOf(model);
  const pairOf = pairsOf(model);
  const referencesOf = referencesIn(model);
  return changes.map(({ id, symbol, location, claims }) => {
    const only = <T>(values: readonly T[]): T | null => (new Set(values).size === 1 ? values[0]! : null);
    const subjects = new Set(claims.map(({ kind, component }) => `${kind} of ${names.component(component ?? "")}`));
    const said = [...subjects].slice(0, MOST_SUBJECTS).join(", ");
    const rest = subjects.size > MOST_SUBJECTS ? `, and ${subjects.size - MOST_SUBJECTS} more` : "";
    const message = `the code of ${symbol.name} changed and the claims on it did not (${said}${rest}). Read them again: do they still hold?`;
    const { file, line, column } = location;
    return {
      meaning: `drift ${id}`,
      kind: "drift",
      rule: "drift",
      level: "info",
      severity: gravest(claims.map((claim) => severityIn(claim, pairOf(claim)))),
      message,
      ...{ file, line, column, endLine: line, endColumn: column },
      component: only(claims.map((claim) => claim.component)),
      threat: only(claims.map((claim) => claim.threat)),
      ...referencesOf(claims),
    };
  });
}

/** Items for claims of a state that history speaks against. Acceptances past their date are items of their own kind. */
export function driftedItems(model: ThreatModel, items: readonly DriftItem[]): DraftItem[] {
  const names = namesOf(model);
  const pairOf = pairsOf(model);
  const rangeOf = rangesOf(model);
  const referencesOf = referencesIn(model);
  return items
    .filter(({ kind }) => kind !== "expired")
    .map((item) => {
      const { claim, kind, changes } = item;
      return {
        // Who adopted it as it was did not adopt what the code became later.
        meaning: `drifted ${kind} ${changes.newest?.commit ?? ""} ${meaningOfClaim(claim)}`,
        kind: "drift",
        rule: "drift",
        level: "info",
        severity: severityIn(claim, pairOf(claim)),
        message: `${subjectOf(claim, names)}: ${storyOf(item)}`,
        ...rangeOf(claim),
        component: claim.component,
        threat: claim.threat,
        ...referencesOf([claim]),
      };
    });
}

/** Items for flows whose calls are gone. */
export function driftedFlows(model: ThreatModel, flows: readonly DriftFlow[]): DraftItem[] {
  const names = namesOf(model);
  return flows.map(({ flow: { id, from, to, label, location }, was }) => {
    const [first, last] = [was.steps[0]!, was.steps.at(-1)!];
    const { file, line, column } = location;
    return {
      meaning: `flow without calls ${JSON.stringify([from, to, label])}`,
      kind: "drift",
      rule: "drift",
      level: "info",
      severity: null,
      message: `the flow from ${names.component(from)} to ${names.component(to)}: ${first.name} called ${last.name} when it was written, and no call shows it any more. Remove it, or name its protocol; if it holds: threatloom confirm ${id}.`,
      ...{ file, line, column, endLine: line, endColumn: column },
      component: from,
      threat: null,
    };
  });
}

function subjectOf({ kind, component, threat }: Claim, names: Names): string {
  const of = threat === null ? "" : ` of ${names.threat(threat)}`;
  return `the ${kind}${of}${component === null ? "" : ` on ${names.component(component)}`}`;
}

function storyOf({ kind, claim, lost, written, changes, to }: DriftItem): string {
  const since = written === null ? "was written" : `was written (${written.date ?? "not committed yet"})`;
  const confirm = `threatloom confirm ${claim.id}`;
  if (kind === "untested")
    return `it names the function ${lost ?? ""}, which is nowhere. Mend the name, or remove the claim.`;
  if (kind === "moved") {
    return `it was written for ${lost ?? ""}, which now stands in ${to?.file ?? ""}:${to?.line ?? 1}. Move the claim there.`;
  }
  if (kind === "vanished") {
    return `it was written for ${lost ?? ""}, which is gone. Remove the claim or put it where it belongs; if it stands there: ${confirm}.`;
  }
  if (kind === "uncalled") {
    return `it called ${lost ?? ""} and does no more. Test it again, or remove the claim; if it holds: ${confirm}.`;
  }
  const often = changes.count === 1 ? "once" : `${changes.count} times`;
  const on = claim.symbol === null ? "its code" : `the code of ${claim.symbol.name}`;
  return `${on} changed ${often} after it ${since}. Read it again; if it holds: ${confirm}.`;
}
