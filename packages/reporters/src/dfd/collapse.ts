import { statuses, type Component, type PairStatus, type Role, type Status, type ThreatModel } from "@threatloom/model";
import { groupBy } from "../collections.js";
import type { DrawingNode, NodeStatus } from "./types.js";

/** The key of the node a component is drawn in when paths are told apart down to `depth` segments. */
export function nodeKey(component: string, depth: number): string {
  return component.split(":").slice(0, depth).join(":");
}

/** Says in which node a component is drawn. */
export type NodeOf = (component: string) => string;

/** Draws components in nodes that tell paths apart down to `depth` segments. */
export function atDepth(depth: number): NodeOf {
  return (component) => nodeKey(component, depth);
}

/** The length of the longest path, at least 1. */
export function deepest(model: ThreatModel): number {
  return model.components.reduce((longest, component) => Math.max(longest, component.key.split(":").length), 1);
}

/** How many nodes a drawing of that depth has. */
export function countNodes(model: ThreatModel, depth: number): number {
  return new Set(model.components.map((component) => nodeKey(component.key, depth))).size;
}

/** The nodes of a drawing, sorted by id; several components become one node, as bad as its worst part. */
export function collapse(model: Pick<ThreatModel, "components" | "pairs">, nodeOf: NodeOf): DrawingNode[] {
  const members = groupBy(model.components, (component) => nodeOf(component.key));
  const pairs = groupBy(model.pairs, (pair) => nodeOf(pair.component));
  return [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, components]) => node(id, components, pairs.get(id) ?? []));
}

function node(id: string, components: readonly Component[], pairs: readonly PairStatus[]): DrawingNode {
  const first = components[0]!;
  const names = first.segments.slice(0, id.split(":").length);
  const mitigated = pairs.filter((pair) => pair.status === "mitigated");
  return {
    id,
    name: names.at(-1) ?? first.name,
    fullName: names.join(":") || first.name,
    role: commonRole(components),
    status: worst(pairs.map((pair) => pair.status)),
    counts: countStatuses(pairs),
    tested: mitigated.filter((pair) => pair.tested).length,
    parts: components.length,
  };
}

function commonRole(components: readonly Component[]): Role {
  const role = components[0]!.role;
  return components.every((component) => component.role === role) ? role : "process";
}

/** The worst of some statuses; `none` where there are none. */
export function worst(found: readonly Status[]): NodeStatus {
  return statuses.find((status) => found.includes(status)) ?? "none";
}

/** How many pairs have each status. */
export function countStatuses(pairs: readonly PairStatus[]): Record<Status, number> {
  const counts: Record<Status, number> = { exposed: 0, partial: 0, accepted: 0, transferred: 0, mitigated: 0 };
  for (const pair of pairs) counts[pair.status]++;
  return counts;
}
