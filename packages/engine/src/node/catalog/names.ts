import { findEntry, fullId, makeShelf, parseReference } from "@threatloom/catalog";
import type { RuleMeta, ThreatModel } from "@threatloom/model";
import { readCatalogs } from "./store.js";

/** What rules and findings refer to. */
export type Referring = Pick<RuleMeta, "asvs" | "attack" | "capec" | "cwe">;

function ofRule({ cwe, capec, attack, asvs }: Referring): string[] {
  return [
    ...cwe.map((number) => `CWE-${number}`),
    ...capec.map((number) => `CAPEC-${number}`),
    ...attack,
    ...asvs.map((id) => `v5.0.0-${id}`),
  ];
}

/** The names of everything that the model and some rules refer to, by full id, sorted; of imported catalogues first. */
export function referenceNames(root: string, model: ThreatModel, rules: readonly Referring[]): Record<string, string> {
  const texts = [...model.threats, ...model.claims].flatMap(({ references }) => references);
  const all = new Set([...texts, ...rules.flatMap(ofRule)]);
  if (all.size === 0) return {};
  const shelf = makeShelf(readCatalogs(root).catalogs);
  const named = [...all].flatMap((text): [string, string][] => {
    const reference = parseReference(text);
    const found = reference && findEntry(shelf, reference);
    return found ? [[fullId({ ...found.catalog, version: reference.version }, reference.id), found.entry.name]] : [];
  });
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
