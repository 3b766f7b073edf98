import type { Boundary } from "@threatloom/model";
import { liesIn } from "@threatloom/reporters/view";
import type { Site } from "../../data/site.js";
import { flowRows, type FlowRow } from "../flows/rows.js";

/** A flow over a boundary, as seen from its inside. */
export interface Crossing {
  flow: FlowRow;
  direction: "across" | "both ways" | "in" | "out";
}

/** Flows by the boundaries that they cross, found once for all of them. */
const crossings = new WeakMap<Site, ReadonlyMap<string, FlowRow[]>>();

/** What crosses a boundary. */
export function crossingsOf(site: Site, boundary: Boundary): Crossing[] {
  let all = crossings.get(site);
  if (all === undefined) crossings.set(site, (all = byBoundary(site)));
  return (all.get(boundary.key) ?? []).map((flow) => ({ flow, direction: directionOf(boundary, flow) }));
}

function byBoundary(site: Site): Map<string, FlowRow[]> {
  const found = new Map<string, FlowRow[]>();
  for (const flow of flowRows(site)) {
    for (const key of flow.crosses) {
      const list = found.get(key);
      if (list) list.push(flow);
      else found.set(key, [flow]);
    }
  }
  return found;
}

function directionOf(boundary: Boundary, { bidirectional, to }: FlowRow): Crossing["direction"] {
  if (boundary.between !== null) return "across";
  if (bidirectional) return "both ways";
  return liesIn(boundary, to) ? "in" : "out";
}
