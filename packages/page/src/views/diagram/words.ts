import { statuses, type FlowSource, type Role } from "@threatloom/model";
import type { SiteEdge, SiteNode } from "@threatloom/reporters/site";

/** How a role is called. */
export const ROLES: Readonly<Record<Role, string>> = {
  process: "process",
  "data-store": "data store",
  "external-entity": "external entity",
  actor: "actor",
};

/** Who says that something flows. */
export const SOURCES: Readonly<Record<FlowSource, string>> = {
  declared: "declared",
  observed: "observed in calls",
  both: "declared, and seen in calls",
};

/** How a node's pairs stand: `1 exposed, 2 mitigated`. */
export function standingWords(node: SiteNode): string {
  const parts = statuses.flatMap((status) => (node.counts[status] > 0 ? [`${node.counts[status]} ${status}`] : []));
  if (node.tested > 0) parts.push(`${node.tested} tested`);
  return parts.length === 0 ? "no threats named" : parts.join(", ");
}

/** A node in words: full name, role, what it stands for, and its standing. */
export function nodeWords(node: SiteNode): string {
  const parts = node.parts > 1 ? [`${node.parts} components inside`] : [];
  return [`${node.fullName}: ${ROLES[node.role]}`, ...parts, standingWords(node)].join(", ");
}

/** An arrow in words: its ends, what flows, what it crosses, and who says so. */
export function edgeWords(edge: SiteEdge, nameOf: (id: string) => string): string {
  const way = edge.bidirectional ? " to and from " : " to ";
  const labels = edge.labels.length > 0 ? `: ${edge.labels.join("; ")}` : "";
  const crossed = edge.crosses
    ? `, crosses ${edge.marks.length > 0 ? edge.marks.join(" and ") : "a trust boundary"}`
    : "";
  return `Flow from ${nameOf(edge.from)}${way}${nameOf(edge.to)}${labels}${crossed}, ${SOURCES[edge.seen]}`;
}
