import { namesOf, type CodeChange, type ThreatModel } from "@threatloom/model";
import { gravest, pairsOf, severityIn, type DraftItem } from "./items.js";
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
