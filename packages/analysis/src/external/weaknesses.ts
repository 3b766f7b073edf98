import { makeShelf, parseReference } from "@threatloom/catalog";
import { canonicalKey, type PairStatus, type ThreatModel } from "@threatloom/model";

/** The alias in a name of CWE: `… ('SQL Injection')`. */
const ALIAS = /\('([^']+)'\)$/;

/** Weaknesses by the keys of the names that their catalogue gives them, aliases included. */
function byName(): Map<string, number> {
  const found = new Map<string, number>();
  for (const { catalog, entries } of makeShelf([]).catalogs) {
    if (catalog !== "cwe") continue;
    for (const { id, name } of entries) {
      for (const text of [name, ALIAS.exec(name)?.[1]]) {
        if (text !== undefined) found.set(canonicalKey(text), Number(id.slice("CWE-".length)));
      }
    }
  }
  return found;
}

function numbered(reference: string): number[] {
  const meant = parseReference(reference);
  return meant?.catalog === "cwe" ? [Number(meant.id.slice("CWE-".length))] : [];
}

/**
 * Opens a model for the question which weaknesses a pair is about: those its threat and the claims behind it refer to, and
 * the one its threat is named after (`SQL injection`, `CWE-89`).
 */
export function weaknessesOfPairs(model: ThreatModel): (pair: PairStatus) => Set<number> {
  const threats = new Map(model.threats.map((threat) => [threat.key, threat]));
  const names = byName();
  return (pair) => {
    const threat = threats.get(pair.threat);
    const claims = [pair.exposures, pair.mitigations, pair.acceptances, pair.transfers].flat();
    const references = [
      ...(threat === undefined ? [] : [threat.name, ...threat.references]),
      ...claims.flatMap((index) => model.claims[index]?.references ?? []),
    ];
    const words = [pair.threat, ...(threat?.ids ?? []).map((id) => canonicalKey(id))];
    return new Set([
      ...references.flatMap(numbered),
      ...words.flatMap((word) => (names.has(word) ? [names.get(word)!] : [])),
    ]);
  };
}
