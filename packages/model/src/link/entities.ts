import type { Properties } from "../annotation.js";
import type { Claim, Component, DataAsset, Entity, Flow, Threat } from "../graph.js";
import { roleOf, severityOf } from "../words.js";
import type { Entry, Linking } from "./registry.js";

function entity(entry: Entry): Entity {
  return {
    key: entry.key,
    name: entry.name,
    ids: [...entry.ids].sort(),
    description: entry.descriptions.length > 0 ? entry.descriptions.join("\n") : null,
    definitions: entry.definitions,
    properties: own(entry.properties),
  };
}

/** Properties that have a place of their own in an entity. */
const PLACED = new Set(["role", "level", "severity", "references", "description"]);

function own(properties: Record<string, unknown>): Properties {
  return Object.fromEntries(Object.entries(properties as Properties).filter(([key]) => !PLACED.has(key)));
}

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Threats, controls and data assets, sorted by key. */
export function makeThings(linking: Linking): { threats: Threat[]; controls: Entity[]; data: DataAsset[] } {
  const { threat, control, data } = linking.registries;
  const threats = [...threat.entries.values()].map((entry) => {
    const references = entry.properties["references"];
    return {
      ...entity(entry),
      severity: severityOf(entry.properties["severity"]),
      references: Array.isArray(references)
        ? references.map(String)
        : typeof references === "string"
          ? [references]
          : [],
    };
  });
  const assets = [...data.entries.values()].map((entry) => {
    const level = entry.properties["level"];
    const own = typeof level === "string" ? level : linking.levels.has(entry.key) ? entry.key : null;
    return { ...entity(entry), level: own };
  });
  return {
    threats: threats.sort(byKey),
    controls: [...control.entries.values()].map(entity).sort(byKey),
    data: assets.sort(byKey),
  };
}

/** Components, sorted by key; boundaries are filled in later. `bounded` are those that a boundary names. */
export function makeComponents(
  linking: Linking,
  claims: readonly Claim[],
  flows: readonly Flow[],
  bounded: ReadonlySet<string>,
): Component[] {
  const claimed = new Set(claims.flatMap((c) => [c.component, c.actor, c.target].filter((key) => key !== null)));
  const ends = new Set(flows.flatMap((flow) => [flow.from, flow.to]));
  const actors = new Set(claims.flatMap((claim) => claim.actor ?? []));
  const owners = ownersOf(claims);
  return [...linking.registries.component.entries.values()]
    .map((entry): Component => {
      const declared = roleOf(entry.properties["role"]) ?? (actors.has(entry.key) ? "actor" : null);
      const outside =
        declared === null &&
        entry.definitions.length === 0 &&
        ends.has(entry.key) &&
        !bounded.has(entry.key) &&
        !claimed.has(entry.key);
      const team = entry.properties["owner"];
      return {
        ...entity(entry),
        segments: entry.segments,
        role: declared ?? (outside ? "external-entity" : "process"),
        roleInferred: outside,
        boundaries: [],
        owners: [...new Set([...(owners.get(entry.key) ?? []), ...(typeof team === "string" ? [team] : [])])].sort(),
      };
    })
    .sort(byKey);
}

function ownersOf(claims: readonly Claim[]): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const claim of claims) {
    if (claim.kind !== "ownership" || claim.component === null || claim.subject === null) continue;
    owners.set(claim.component, [...(owners.get(claim.component) ?? []), claim.subject]);
  }
  return owners;
}
