import type { Boundary } from "@threatloom/model";
import { groupBy, push } from "../collections.js";
import type { DrawingCluster, DrawingNode } from "./types.js";

/** What of a boundary the borders of a drawing depend on. */
export type Border = Pick<Boundary, "key" | "name" | "kind" | "contains">;

/** A set of nodes that wants a border; `rank` decides who is outside where two sets are equal. */
interface Group {
  id: string;
  name: string;
  kind: DrawingCluster["kind"];
  rank: number;
  nodes: Set<string>;
}

/**
 * The borders around the nodes, as trees. Zones and groups follow the paths and always nest. A declared boundary that
 * does not nest with them is drawn once per zone it reaches into, under the same name.
 */
export function clusters(boundaries: readonly Border[], nodes: readonly DrawingNode[]): DrawingCluster[] {
  const accepted = pathGroups(boundaries, nodes);
  const declared = declaredGroups(boundaries, nodes);
  for (const group of declared) {
    if (accepted.every((other) => nests(group, other))) accepted.push(group);
    else accepted.push(...split(group, accepted));
  }
  return tree(accepted);
}

function pathGroups(boundaries: readonly Border[], nodes: readonly DrawingNode[]): Group[] {
  const inside = new Map<string, DrawingNode[]>();
  for (const node of nodes) for (const prefix of prefixes(node.id)) push(inside, prefix, node);
  const groups: Group[] = [];
  for (const [path, members] of inside) {
    const level = path.split(":").length;
    if (!members.some((node) => node.id !== path)) continue;
    if (level > 1 && members.length < 2) continue;
    const named = members.find((node) => node.id !== path)!;
    const zone = boundaries.find((boundary) => boundary.kind === "zone" && boundary.key === path);
    const name = zone?.name ?? named.fullName.split(":")[level - 1] ?? path;
    const ids = new Set(members.map((node) => node.id));
    groups.push({
      id: path,
      name,
      kind: level === 1 ? "zone" : "group",
      rank: level === 1 ? 0 : 1 + level,
      nodes: ids,
    });
  }
  return groups.sort(outerFirst);
}

function prefixes(key: string): string[] {
  const segments = key.split(":");
  return segments.map((_, at) => segments.slice(0, at + 1).join(":"));
}

function declaredGroups(boundaries: readonly Border[], nodes: readonly DrawingNode[]): Group[] {
  const groups: Group[] = [];
  for (const boundary of boundaries) {
    if (boundary.kind !== "declared") continue;
    const wanted = new Set(boundary.contains);
    // A collapsed node stands inside where the boundary holds one of its parts: its flows cross the border all the same.
    const collapsed = new Set(boundary.contains.flatMap(prefixes));
    const inside = nodes.filter(
      (node) => prefixes(node.id).some((prefix) => wanted.has(prefix)) || (node.parts > 1 && collapsed.has(node.id)),
    );
    if (inside.length === 0) continue;
    const ids = new Set(inside.map((node) => node.id));
    groups.push({ id: `+${boundary.key}`, name: boundary.name, kind: "declared", rank: 1, nodes: ids });
  }
  return groups.sort(outerFirst);
}

function outerFirst(a: Group, b: Group): number {
  return b.nodes.size - a.nodes.size || a.rank - b.rank || (a.id < b.id ? -1 : 1);
}

function nests(a: Group, b: Group): boolean {
  const [small, large] = a.nodes.size <= b.nodes.size ? [a, b] : [b, a];
  let shared = 0;
  for (const id of small.nodes) if (large.nodes.has(id)) shared++;
  return shared === 0 || shared === small.nodes.size;
}

function split(group: Group, accepted: readonly Group[]): Group[] {
  const zones = groupBy(group.nodes, (id) => id.split(":")[0]!);
  return [...zones].flatMap(([zone, ids]) => {
    const part: Group = { ...group, id: `${group.id}+${zone}`, nodes: new Set(ids) };
    if (accepted.every((other) => nests(part, other))) return [part];
    return ids.map((id): Group => ({ ...group, id: `${group.id}+${id}`, nodes: new Set([id]) }));
  });
}

function tree(groups: readonly Group[]): DrawingCluster[] {
  const roots: DrawingCluster[] = [];
  const innermost = new Map<string, DrawingCluster>();
  for (const group of [...groups].sort(outerFirst)) {
    const cluster: DrawingCluster = { id: group.id, name: group.name, kind: group.kind, nodes: [], clusters: [] };
    const [any] = group.nodes;
    const parent = innermost.get(any!);
    (parent ? parent.clusters : roots).push(cluster);
    for (const id of group.nodes) innermost.set(id, cluster);
  }
  for (const [id, cluster] of innermost) cluster.nodes.push(id);
  return roots.map(sorted).sort(byId);
}

function sorted(cluster: DrawingCluster): DrawingCluster {
  return { ...cluster, nodes: cluster.nodes.sort(), clusters: cluster.clusters.map(sorted).sort(byId) };
}

function byId(a: DrawingCluster, b: DrawingCluster): number {
  return a.id < b.id ? -1 : 1;
}
