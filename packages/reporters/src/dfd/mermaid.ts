import { statuses, type Role } from "@threatloom/model";
import { escapeMermaid } from "../escape.js";
import { INK, STATUS_STYLES } from "./style.js";
import { captions, describe, edgeLines, partsLines, standing, standingLines, wrap } from "./text.js";
import type { Drawing, DrawingCluster, DrawingEdge, DrawingNode, NodeStatus } from "./types.js";

/** The brackets that give a node the shape of its role. */
export const SHAPES: Readonly<Record<Role, readonly [string, string]>> = {
  process: ["(", ")"],
  "data-store": ["[(", ")]"],
  "external-entity": ["[", "]"],
  actor: ["{{", "}}"],
};
const BORDERS = {
  solid: "stroke-width:1.5px",
  double: "stroke-width:4px",
  dashed: "stroke-width:2px,stroke-dasharray:6 3",
};

/**
 * A drawing as a Mermaid flowchart. Nodes are numbered, so that no text of the repository is ever syntax; double
 * borders become thick ones, for Mermaid has none.
 */
export function mermaidOf(drawing: Drawing): string {
  const ids = numbered(drawing.nodes);
  const lines = [
    ...nodeLines(drawing, (node) => nodeLine(ids.get(node.id)!, node)),
    ...drawing.edges.map((edge) => `  ${edgeLine(edge, ids)}`),
    ...markStyles(drawing.edges),
  ];
  return `${[...header(drawing), ...lines, ...classes(drawing)].join("\n")}\n`;
}

/** The names of nodes in a flowchart, by their ids. */
export function numbered(nodes: readonly DrawingNode[]): Map<string, string> {
  return new Map(nodes.map((node, at) => [node.id, `n${at + 1}`]));
}

/** The nodes of a flowchart in the subgraphs of their clusters; then those that stand in none. */
export function nodeLines<N extends DrawingNode>(
  drawing: { nodes: readonly N[]; clusters: readonly DrawingCluster[] },
  line: (node: N) => string,
): string[] {
  const nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
  const inside = new Set<string>();
  let next = 0;
  const lines: string[] = [];
  const addNode = (id: string, indent: string): void => {
    inside.add(id);
    lines.push(`${indent}${line(nodes.get(id)!)}`);
  };
  const addCluster = (cluster: DrawingCluster, indent: string): void => {
    const id = `c${++next}`;
    lines.push(`${indent}subgraph ${id}["${label(wrap(cluster.name, 60, 1))}"]`);
    cluster.clusters.forEach((inner) => {
      addCluster(inner, `${indent}  `);
    });
    cluster.nodes.forEach((node) => {
      addNode(node, `${indent}  `);
    });
    lines.push(`${indent}end`, `${indent}style ${id} ${clusterStyle(cluster.kind)}`);
  };
  drawing.clusters.forEach((cluster) => {
    addCluster(cluster, "  ");
  });
  for (const node of drawing.nodes) if (!inside.has(node.id)) addNode(node.id, "  ");
  return lines;
}

function header(drawing: Drawing): string[] {
  const notes = captions(drawing.summary).map((note) => `%% ${note}`);
  const description = describe(drawing.nodes, drawing.edges, drawing.summary);
  return [
    "flowchart LR",
    ...notes,
    `  accTitle: Data flow diagram of ${accessible(drawing.title)}`,
    `  accDescr: ${accessible(description)}`,
  ];
}

/** A title, which ends with its line; entity codes are not decoded there, so what is special in Mermaid is left out. */
export function accessible(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,()-]/gu, " ")
    .replace(/ +/g, " ")
    .trim();
}

/** The lines of a label, for the inside of quotation marks. */
export function label(lines: readonly string[]): string {
  const text = lines.map(escapeMermaid).join("<br/>");
  return text === "" ? " " : text;
}

function nodeLine(id: string, node: DrawingNode): string {
  const [open, close] = SHAPES[node.role];
  const small = standing(node).length > 0 ? standingLines(node, 30) : [];
  const text = label([...wrap(node.name, 24, 3), ...partsLines(node), ...small]);
  return `${id}${open}"${text}"${close}:::${node.status === "none" ? "neutral" : node.status}`;
}

function edgeLine(edge: DrawingEdge, ids: ReadonlyMap<string, string>): string {
  const lines = edgeLines(edge, 28);
  // Mermaid has no thick dotted lines; the colour marks those that cross.
  const line = edge.seen === "observed" ? "-.-" : edge.marks.length > 0 ? "==" : "--";
  const arrow = `${edge.bidirectional ? "<" : ""}${line}>`;
  const text = lines.length > 0 ? `|"${label(lines)}"|` : "";
  return `${ids.get(edge.from)!} ${arrow}${text} ${ids.get(edge.to)!}`;
}

function markStyles(edges: readonly DrawingEdge[]): string[] {
  const marked = edges.flatMap((edge, at) => (edge.marks.length > 0 ? [at] : []));
  return marked.length > 0 ? [`  linkStyle ${marked.join(",")} stroke:${INK.mark},color:${INK.mark}`] : [];
}

function clusterStyle(kind: DrawingCluster["kind"]): string {
  if (kind === "group") return `fill:none,stroke:${INK.group},stroke-width:1px`;
  return `fill:none,stroke:${kind === "zone" ? INK.zone : INK.mark},stroke-width:1.5px,stroke-dasharray:5 4`;
}

function classes(drawing: Drawing): string[] {
  const order: NodeStatus[] = [...statuses, "none"];
  const used = order.filter((status) => drawing.nodes.some((node) => node.status === status));
  return used.map((status) => {
    const style = STATUS_STYLES[status];
    const name = status === "none" ? "neutral" : status;
    return `  classDef ${name} fill:${style.fill},stroke:${style.line},color:${INK.text},${BORDERS[style.border]}`;
  });
}
