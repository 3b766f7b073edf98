import type { Boundary, Flow, FlowSource, ObservedFlow, Report } from "@threatloom/model";
import { push } from "../collections.js";
import type { NodeOf } from "./collapse.js";
import type { MergedEdge } from "./types.js";

/** A flow as it is drawn. */
export interface DrawnFlow extends Pick<Flow, "bidirectional" | "crosses" | "from" | "to"> {
  /** Of the flow, and of those that calls show of it. */
  ids: readonly string[];
  label: string;
  seen: FlowSource;
  calls: number;
}

function declaredFlow(flow: Flow, seen: readonly ObservedFlow[]): DrawnFlow {
  const { id, from, to, bidirectional, crosses } = flow;
  const ids = [id, ...seen.map((observed) => observed.id)];
  const calls = seen.reduce((sum, observed) => sum + observed.calls, 0);
  const source = calls > 0 ? "both" : "declared";
  return { ids, from, to, bidirectional, crosses, label: flowLabel(flow), seen: source, calls };
}

function observedFlow({ id, from, to, crosses, calls }: ObservedFlow): DrawnFlow {
  return { ids: [id], from, to, bidirectional: false, crosses, label: "", seen: "observed", calls };
}

/** The flows that a drawing shows: what people declared, what calls show, or both, merged where they agree. */
export function drawnFlows({ model, observed }: Report, source: FlowSource): DrawnFlow[] {
  const flows = observed?.flows ?? [];
  if (source === "declared") return model.flows.map((flow) => declaredFlow(flow, []));
  if (source === "observed") return flows.map(observedFlow);
  const behind = new Map<string, ObservedFlow[]>();
  for (const flow of flows) for (const id of flow.declared) push(behind, id, flow);
  const undeclared = flows.filter(({ declared }) => declared.length === 0);
  return [...model.flows.map((flow) => declaredFlow(flow, behind.get(flow.id) ?? [])), ...undeclared.map(observedFlow)];
}

/**
 * The flows between the nodes of a drawing, merged by their ends and by whether they run both ways.
 * Flows inside one node are left out, unless a component flows to itself.
 * @param coarse merge the two directions between a pair of nodes too, as a collapsed drawing does.
 */
export function mergeFlows(
  flows: readonly DrawnFlow[],
  boundaries: readonly Boundary[],
  nodeOf: NodeOf,
  coarse: boolean,
): MergedEdge[] {
  const between = new Map(boundaries.filter((b) => b.kind === "between").map((b) => [b.key, b.name]));
  const merged = new Map<string, MergedEdge>();
  for (const flow of flows) {
    const ends = order(nodeOf(flow.from), nodeOf(flow.to), flow.bidirectional);
    if (ends[0] === ends[1] && flow.from !== flow.to) continue;
    const key = `${ends[0]}\n${ends[1]}\n${flow.bidirectional}`;
    const edge = merged.get(key) ?? empty(ends, flow);
    merged.set(key, edge);
    add(edge, flow, between);
  }
  if (coarse) joinDirections(merged);
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

function order(from: string, to: string, bidirectional: boolean): [string, string] {
  return bidirectional && to < from ? [to, from] : [from, to];
}

function empty([from, to]: [string, string], { bidirectional, seen }: DrawnFlow): MergedEdge {
  return { from, to, bidirectional, flowIds: [], labels: [], flows: 0, marks: [], crosses: false, seen, calls: 0 };
}

/** Of an arrow that stands for several flows, some declared and some observed, both say so. */
const together = (a: FlowSource, b: FlowSource): FlowSource => (a === b ? a : "both");

function add(edge: MergedEdge, flow: DrawnFlow, between: ReadonlyMap<string, string>): void {
  edge.flows++;
  edge.flowIds.push(...flow.ids);
  edge.crosses ||= flow.crosses.length > 0;
  edge.seen = together(edge.seen, flow.seen);
  edge.calls += flow.calls;
  if (flow.label !== "" && !edge.labels.includes(flow.label)) edge.labels.push(flow.label);
  for (const key of flow.crosses) {
    const name = between.get(key);
    if (name !== undefined && !edge.marks.includes(name)) edge.marks.push(name);
  }
}

function joinDirections(merged: Map<string, MergedEdge>): void {
  const first = new Map<string, MergedEdge>();
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
    other.flowIds.push(...edge.flowIds);
    other.seen = together(other.seen, edge.seen);
    other.calls += edge.calls;
    other.labels = [...new Set([...other.labels, ...edge.labels])];
    other.marks = [...new Set([...other.marks, ...edge.marks])];
  }
}

/** What a flow carries and how, in words; empty where nobody said. */
export function flowLabel(flow: Flow): string {
  if (flow.medium === null) return flow.label ?? "";
  return flow.label === null ? `via ${flow.medium}` : `${flow.label} via ${flow.medium}`;
}
