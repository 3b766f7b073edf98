import type { Flow, ThreatModel } from "@threatloom/model";
import { nodeKey } from "./collapse.js";
import type { DrawingEdge } from "./types.js";

/**
 * The flows between the nodes of a drawing of that depth, merged by their ends and by whether they run both ways.
 * Flows inside one node are left out, unless a component flows to itself.
 * @param coarse merge the two directions between a pair of nodes too, as a collapsed drawing does.
 */
export function mergeFlows(model: ThreatModel, depth: number, coarse: boolean): DrawingEdge[] {
  const between = new Map(model.boundaries.filter((b) => b.kind === "between").map((b) => [b.key, b.name]));
  const merged = new Map<string, DrawingEdge>();
  for (const flow of model.flows) {
    const ends = order(nodeKey(flow.from, depth), nodeKey(flow.to, depth), flow.bidirectional);
    if (ends[0] === ends[1] && flow.from !== flow.to) continue;
    const key = `${ends[0]}\n${ends[1]}\n${flow.bidirectional}`;
    const edge = merged.get(key) ?? empty(ends, flow.bidirectional);
    merged.set(key, edge);
    add(edge, flow, between);
  }
  if (coarse) joinDirections(merged);
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

function order(from: string, to: string, bidirectional: boolean): [string, string] {
  return bidirectional && to < from ? [to, from] : [from, to];
}

function empty([from, to]: [string, string], bidirectional: boolean): DrawingEdge {
  return { from, to, bidirectional, labels: [], flows: 0, marks: [], crosses: false };
}

function add(edge: DrawingEdge, flow: Flow, between: ReadonlyMap<string, string>): void {
  edge.flows++;
  edge.crosses ||= flow.crosses.length > 0;
  const label = flowLabel(flow);
  if (label !== "" && !edge.labels.includes(label)) edge.labels.push(label);
  for (const key of flow.crosses) {
    const name = between.get(key);
    if (name !== undefined && !edge.marks.includes(name)) edge.marks.push(name);
  }
}

function joinDirections(merged: Map<string, DrawingEdge>): void {
  const first = new Map<string, DrawingEdge>();
  for (const [key, edge] of merged) {
    const pair = order(edge.from, edge.to, true).join("\n");
    const other = first.get(pair);
    if (other === undefined) {
      first.set(pair, edge);
      continue;
    }
    merged.delete(key);
    other.bidirectional ||= edge.bidirectional || edge.from !== other.from;
    other.crosses ||= edge.crosses;
    other.flows += edge.flows;
    other.labels = [...new Set([...other.labels, ...edge.labels])];
    other.marks = [...new Set([...other.marks, ...edge.marks])];
  }
}

/** What a flow carries and how, in words; empty where nobody said. */
export function flowLabel(flow: Flow): string {
  if (flow.medium === null) return flow.label ?? "";
  return flow.label === null ? `via ${flow.medium}` : `${flow.label} via ${flow.medium}`;
}
