import { idsByName, makeShelf, requirementsFor, type Shelf } from "@threatloom/catalog";
import { canonicalKey, type Claim, type PairStatus, type RuleGroup, type ThreatModel } from "@threatloom/model";
import type { Rule } from "../rule.js";

/** Rules about the system; those about what people wrote ask for nothing. */
const ASKING: readonly RuleGroup[] = ["data", "project", "stride"];

/** What threats and rules ask for, as numbers of requirements. */
export interface Asking {
  shelf: Shelf;
  ofPair: (pair: PairStatus) => readonly string[];
  ofRule: (id: string) => readonly string[];
}

/** What rules ask for by the name of a threat; a name that several rules share is that of a family, and says too little. */
function askedByName(rules: readonly Rule[]): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, readonly string[]>();
  const shared = new Set<string>();
  for (const { meta } of rules.filter((rule) => ASKING.includes(rule.meta.group))) {
    for (const key of new Set(meta.threats.map(canonicalKey))) {
      if (asked.has(key)) shared.add(key);
      asked.set(key, meta.asvs);
    }
  }
  for (const key of shared) asked.delete(key);
  return asked;
}

/** The same few references occur again and again. */
function remembering(): (references: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (references) => {
    const key = references.join("\n");
    const asked = known.get(key) ?? requirementsFor(references);
    known.set(key, asked);
    return asked;
  };
}

const bare = (id: string): string => id.replace(/^[#@]+/, "");

function claimsBehind(pair: PairStatus, claims: readonly Claim[]): Claim[] {
  return [pair.exposures, pair.mitigations, pair.acceptances, pair.transfers].flat().map((index) => claims[index]!);
}

/**
 * Opens a model for the question what its threats ask for. The catalogue ids of a threat and of the claims about it count
 * first, its own ids and name among them (`@exposes App to CWE-89`); where they lead to nothing, the names that
 * catalogues and rules know it by.
 */
export function askingOf(model: ThreatModel, rules: readonly Rule[]): Asking {
  const shelf = makeShelf([]);
  const catalogued = idsByName(shelf);
  const named = askedByName(rules);
  const threats = new Map(model.threats.map((threat) => [threat.key, threat]));
  const asks = remembering();
  const ofRule = new Map(rules.map(({ id, meta }) => [id, ASKING.includes(meta.group) ? meta.asvs : []]));
  return {
    shelf,
    ofRule: (id) => ofRule.get(id) ?? [],
    ofPair: (pair) => {
      const threat = threats.get(pair.threat);
      const references = [
        ...(threat === undefined ? [] : [threat.name, ...threat.ids.map(bare), ...threat.references]),
        ...claimsBehind(pair, model.claims).flatMap((claim) => claim.references),
      ];
      const asked = asks(references);
      if (asked.length > 0) return asked;
      const byName = asks(catalogued.get(pair.threat) ?? []);
      return byName.length > 0 ? byName : (named.get(pair.threat) ?? []);
    },
  };
}
