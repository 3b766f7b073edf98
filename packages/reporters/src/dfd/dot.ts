import type { Role } from "@threatloom/model";
import {
  Digraph,
  Subgraph,
  toDot,
  type GraphAttributesObject,
  type NodeAttributesObject,
  type NodeModel,
  type SubgraphModel,
} from "ts-graphviz";
import { escapeDot, escapeDotHtml } from "../escape.js";
import { invisibleEdges } from "./grid.js";
import { heading, legendTable } from "./legend.js";
import { LAYOUT_FONT, INK, STATUS_STYLES } from "./style.js";
import { edgeLines, edgeTooltip, nodeTooltip, partsLines, standingLines, wrap } from "./text.js";
import type { Drawing, DrawingCluster, DrawingEdge, DrawingNode } from "./types.js";

const SHAPES: Readonly<Record<Role, "box" | "cylinder" | "hexagon">> = {
  process: "box",
  "data-store": "cylinder",
  "external-entity": "box",
  actor: "hexagon",
};

/** Characters in a line of a label on an arrow. */
export const LABEL_WIDTH = 20;

/** Where flows run: to the right, or down. */
export type Direction = "LR" | "TB";

/**
 * A drawing in the DOT language, byte for byte the same for the same drawing.
 * @param bare only what has a place: no heading, legend or labels on arrows, and every arrow has the id `e` and its
 * number in the drawing.
 */
export function dotOf(drawing: Drawing, direction: Direction = "LR", bare = false): string {
  const graph = new Digraph("threatloom", graphAttributes(drawing, direction, bare));
  graph.attributes.node.apply({
    fontname: LAYOUT_FONT,
    fontsize: 12,
    fontcolor: INK.text,
    margin: "0.16,0.09",
    height: 0.5,
  });
  graph.attributes.edge.apply({
    fontname: LAYOUT_FONT,
    fontsize: 10,
    fontcolor: INK.quiet,
    color: INK.flow,
    arrowsize: 0.7,
  });
  const frame = graph.createSubgraph(bare ? "cluster_.frame" : "cluster_drawing", {
    ...(bare ? {} : { label: heading(drawing) }),
    fontname: LAYOUT_FONT,
    fontsize: 17,
    fontcolor: INK.text,
    labeljust: "l",
    labelloc: "t",
    peripheries: 0,
    margin: bare ? 0 : 12,
  });
  const placed = new Map<string, NodeModel>();
  const nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
  for (const cluster of drawing.clusters) addCluster(frame, cluster, nodes, placed);
  for (const node of drawing.nodes) if (!placed.has(node.id)) addNode(frame, node, placed);
  drawing.edges.forEach((edge, at) => {
    addEdge(graph, edge, nodes, placed, bare ? `e${at}` : null);
  });
  for (const [from, to] of invisibleEdges(drawing)) {
    graph.createEdge([placed.get(from)!, placed.get(to)!], { style: "invis" });
  }
  return toDot(graph);
}

function graphAttributes(drawing: Drawing, direction: Direction, bare: boolean): GraphAttributesObject {
  return {
    rankdir: direction,
    bgcolor: "white",
    fontname: LAYOUT_FONT,
    fontsize: 11,
    fontcolor: INK.text,
    ...(bare ? {} : { label: legendTable(drawing) }),
    labelloc: "b",
    labeljust: "l",
    nodesep: 0.3,
    ranksep: gap(drawing, direction),
    pad: 0.25,
  };
}

/** Inches between ranks: room for the longest line of a label, or for the one with most lines where flows run down. */
function gap(drawing: Drawing, direction: Direction): number {
  const labels = drawing.edges.map((edge) => edgeLines(edge, LABEL_WIDTH));
  const longest = Math.max(0, ...labels.flat().map((line) => line.length));
  const most = Math.max(0, ...labels.map((lines) => lines.length));
  const inches = direction === "LR" ? 0.45 + longest * 0.072 : 0.4 + most * 0.17;
  return Math.round(10 * Math.max(0.6, inches)) / 10;
}

function addCluster(
  parent: SubgraphModel,
  cluster: DrawingCluster,
  nodes: ReadonlyMap<string, DrawingNode>,
  placed: Map<string, NodeModel>,
): void {
  const [name] = wrap(cluster.name, 40, 1);
  const label = `<<b>${escapeDotHtml(name!)}</b>>`;
  const subgraph = new Subgraph(`cluster_${cluster.id}`, {
    label,
    tooltip: escapeDot(cluster.name),
    fontname: LAYOUT_FONT,
    fontsize: 12,
    labeljust: "l",
    labelloc: "t",
    peripheries: 1,
    margin: 14,
    ...clusterLook(cluster.kind),
  });
  parent.addSubgraph(subgraph);
  for (const inner of cluster.clusters) addCluster(subgraph, inner, nodes, placed);
  for (const id of cluster.nodes) addNode(subgraph, nodes.get(id)!, placed);
}

function clusterLook(kind: DrawingCluster["kind"]) {
  if (kind === "group") return { style: "rounded", color: INK.group, fontcolor: INK.quiet, penwidth: 0.8 } as const;
  const color = kind === "zone" ? INK.zone : INK.mark;
  return { style: "dashed", color, fontcolor: color, penwidth: 1.4 } as const;
}

function addNode(parent: SubgraphModel, node: DrawingNode, placed: Map<string, NodeModel>): void {
  const style = STATUS_STYLES[node.status];
  const rounded = node.role === "process" ? "rounded," : "";
  const attributes: NodeAttributesObject = {
    label: nodeLabel(node),
    tooltip: escapeDot(nodeTooltip(node)),
    shape: SHAPES[node.role],
    style: `${rounded}filled${style.border === "dashed" ? ",dashed" : ""}`,
    fillcolor: style.fill,
    color: style.line,
    penwidth: node.status === "none" ? 1 : 1.5,
    ...(style.border === "double" ? { peripheries: 2 } : {}),
  };
  placed.set(node.id, parent.createNode(node.id, attributes));
}

/** The lines in a node: its name, and below it, in small print, what it stands for and how its pairs stand. */
export function nodeLines(node: DrawingNode): { name: string[]; small: string[] } {
  return { name: wrap(node.name, 22, 3), small: [...partsLines(node), ...standingLines(node, 30)] };
}

function nodeLabel(node: DrawingNode): string {
  const lines = nodeLines(node);
  const name = lines.name.map(escapeDotHtml).join("<br/>");
  // The inner lid of a store with a double border would run through its name.
  const lid = node.role === "data-store" && node.status === "exposed" ? `<font point-size="8"> </font><br/>` : "";
  const below = lines.small.map(
    (line) => `<br/><font point-size="10" color="${INK.quiet}">${escapeDotHtml(line)}</font>`,
  );
  return `<${lid}<b>${name}</b>${below.join("")}>`;
}

function addEdge(
  graph: Digraph,
  edge: DrawingEdge,
  nodes: ReadonlyMap<string, DrawingNode>,
  placed: ReadonlyMap<string, NodeModel>,
  id: string | null,
): void {
  const lines = edgeLines(edge, LABEL_WIDTH).map(escapeDot);
  const marked = edge.marks.length > 0;
  const dotted = edge.seen === "observed";
  graph.createEdge([placed.get(edge.from)!, placed.get(edge.to)!], {
    // Labels that take part in the layout push nodes out of nested clusters; these are put in their place afterwards.
    ...(id !== null ? { id } : lines.length > 0 ? { xlabel: lines.join("\\n") } : {}),
    ...(marked ? { color: INK.mark, fontcolor: INK.mark, style: "bold" } : {}),
    ...(dotted ? { style: "dotted", penwidth: marked ? 2.4 : 1.6 } : {}),
    ...(edge.bidirectional ? { dir: "both" } : {}),
    tooltip: escapeDot(edgeTooltip(edge, (id) => nodes.get(id)?.fullName ?? id)),
  });
}
