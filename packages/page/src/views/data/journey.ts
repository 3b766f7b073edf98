import type { Claim, Flow } from "@threatloom/model";
import type { Site } from "../../data/site.js";

/** Where a data asset goes. */
export interface Journey {
  /** Keys of the components that handle it, by claims and by their properties; sorted. */
  components: string[];
  handling: readonly Claim[];
  /** Flows that say that they carry it. */
  flows: Flow[];
}

/** Where the data assets of a site go, found once for all of them. */
const journeys = new WeakMap<Site, ReadonlyMap<string, { components: Set<string>; flows: Flow[] }>>();

/** Where a data asset goes. */
export function journeyOf(site: Site, key: string): Journey {
  let all = journeys.get(site);
  if (all === undefined) journeys.set(site, (all = carried(site)));
  const handling = site.find.claimsOfData(key);
  const { components, flows } = all.get(key) ?? { components: [], flows: [] };
  const claimed = handling.flatMap(({ component }) => component ?? []);
  return { components: [...new Set([...claimed, ...components])].sort(), handling, flows };
}

function carried({ report, find }: Site): Map<string, { components: Set<string>; flows: Flow[] }> {
  const found = new Map<string, { components: Set<string>; flows: Flow[] }>();
  for (const { on, key, property, value } of report.model.facts) {
    if (property !== "data" || typeof value === "string") continue;
    for (const asset of value) {
      const one = found.get(asset) ?? { components: new Set(), flows: [] };
      found.set(asset, one);
      const flow = on === "flow" ? find.flow(key) : null;
      if (on === "component") one.components.add(key);
      else if (flow !== null) one.flows.push(flow);
    }
  }
  return found;
}
