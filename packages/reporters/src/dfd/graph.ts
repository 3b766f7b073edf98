import { statuses, type Report, type ReporterOptions } from "@threatloom/model";
import { clusters } from "./clusters.js";
import { atDepth, collapse, countNodes, deepest } from "./collapse.js";
import { drawnFlows, mergeFlows, type DrawnFlow } from "./edges.js";
import type { Drawing, DrawingCluster, DrawingNode, MergedEdge } from "./types.js";

/** Above this many nodes a drawing is collapsed without being asked, to the deepest one that is within both bounds. */
export const COMFORTABLE = 60;
export const COMFORTABLE_ARROWS = 120;
/** What a layout can take; beyond, it would run for minutes. */
const MOST_NODES = 150;
const MOST_EDGES = 300;
/** Nodes that are kept, try after try, when even the shallowest drawing is too much for the layout. */
const LAST_RESORTS = [MOST_NODES, 70, 30, 10];

/** What a drawing is asked for. */
export type DrawingOptions = Pick<ReporterOptions, "depth" | "flows">;

/**
 * The drawings of a report from the wanted one down to ever smaller ones; at least one. Each is made when it is asked
 * for, so a layout that succeeds at once costs one drawing.
 * @param options depth in path segments, where it is absent the deepest one that stays readable is chosen; and whose
 * flows are drawn, by default those that people declared.
 */
export function* drawings(report: Report, options: DrawingOptions = {}): Generator<Drawing, void> {
  const { depth: wished, flows: source = "declared" } = options;
  const flows = drawnFlows(report, source);
  const full = deepest(report.model);
  const asked = wished !== undefined && Number.isFinite(wished);
  const start = asked ? Math.min(full, Math.max(1, Math.floor(wished))) : readableDepth(report, flows, full);
  for (let depth = start; depth >= 1; depth--) {
    if (countNodes(report.model, depth) > MOST_NODES) continue;
    const drawing = draw(report, flows, depth, asked && depth === start ? "asked" : "chosen");
    if (drawing.edges.length <= MOST_EDGES) yield drawing;
  }
  for (const limit of LAST_RESORTS)
    yield trim(draw(report, flows, 1, asked && start === 1 ? "asked" : "chosen"), limit);
}

/** The drawing for formats that need no layout of ours. */
export function drawingOf(report: Report, options: DrawingOptions = {}): Drawing {
  const [drawing] = drawings(report, options);
  return drawing!;
}

function readableDepth(report: Report, flows: readonly DrawnFlow[], full: number): number {
  if (countNodes(report.model, full) <= COMFORTABLE) return full;
  for (let depth = full - 1; depth > 1; depth--) {
    if (countNodes(report.model, depth) > COMFORTABLE) continue;
    if (mergeFlows(flows, report.model.boundaries, atDepth(depth), true).length <= COMFORTABLE_ARROWS) return depth;
  }
  return 1;
}

function draw(report: Report, flows: readonly DrawnFlow[], depth: number, reason: "asked" | "chosen"): Drawing {
  const { model } = report;
  const nodes = collapse(model, atDepth(depth));
  const trees = clusters(model.boundaries, nodes);
  const collapsed = nodes.some((node) => node.parts > 1) || nodes.length < model.components.length;
  return {
    title: report.project,
    nodes: relativeNames(nodes, trees),
    clusters: trees,
    edges: mergeFlows(flows, model.boundaries, atDepth(depth), collapsed),
    summary: {
      depth: collapsed ? depth : null,
      depthChosen: collapsed && reason === "chosen",
      components: model.components.length,
      shown: nodes.length,
      omittedNodes: 0,
      omittedEdges: 0,
    },
  };
}

/** Names without the segments that the groups around a node already show. */
export function relativeNames<N extends DrawingNode>(nodes: readonly N[], trees: readonly DrawingCluster[]): N[] {
  const around = new Map<string, number>();
  const visit = (cluster: DrawingCluster, depth: number): void => {
    const own = cluster.kind === "declared" ? depth : cluster.id.split(":").length;
    for (const id of cluster.nodes) around.set(id, own);
    for (const inner of cluster.clusters) visit(inner, own);
  };
  for (const cluster of trees) visit(cluster, 0);
  return nodes.map((node) => {
    const segments = node.id.split(":").length;
    const shown = Math.min(around.get(node.id) ?? 0, segments - 1);
    const names = node.fullName.split(":");
    return names.length === segments && shown < segments - 1 ? { ...node, name: names.slice(shown).join(" › ") } : node;
  });
}

/** Keeps the worst and best connected nodes, and the flows that cross boundaries before those that do not. */
export function trim(drawing: Drawing, limit: number): Drawing {
  const degree = new Map<string, number>();
  for (const edge of drawing.edges) {
    for (const end of [edge.from, edge.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const ranked = [...drawing.nodes].sort(
    (a, b) => rank(a) - rank(b) || (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0),
  );
  const kept = new Set(ranked.slice(0, limit).map((node) => node.id));
  const inside = drawing.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to));
  const edges = mostTelling(inside, limit * 2);
  return {
    ...drawing,
    nodes: drawing.nodes.filter((node) => kept.has(node.id)),
    clusters: drawing.clusters.flatMap((cluster) => prune(cluster, kept)),
    edges,
    summary: {
      ...drawing.summary,
      shown: kept.size,
      omittedNodes: drawing.nodes.length - kept.size,
      omittedEdges: drawing.edges.length - edges.length,
    },
  };
}

function rank(node: DrawingNode): number {
  return node.status === "none" ? statuses.length : statuses.indexOf(node.status);
}

function mostTelling(edges: readonly MergedEdge[], limit: number): MergedEdge[] {
  if (edges.length <= limit) return [...edges];
  const weight = (edge: MergedEdge): number => (edge.marks.length > 0 ? 2 : 0) + (edge.crosses ? 1 : 0);
  const kept = new Set([...edges].sort((a, b) => weight(b) - weight(a) || b.flows - a.flows).slice(0, limit));
  return edges.filter((edge) => kept.has(edge));
}

function prune(cluster: DrawingCluster, kept: ReadonlySet<string>): DrawingCluster[] {
  const nodes = cluster.nodes.filter((id) => kept.has(id));
  const inner = cluster.clusters.flatMap((child) => prune(child, kept));
  return nodes.length + inner.length === 0 ? [] : [{ ...cluster, nodes, clusters: inner }];
}
