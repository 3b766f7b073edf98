import { nodeLines, LABEL_WIDTH } from "../dfd/dot.js";
import { placeLabel, textBox, type Box as Taken } from "../dfd/labels.js";
import { edgeLines } from "../dfd/text.js";
import type { Drawing, DrawingCluster, MergedEdge } from "../dfd/types.js";
import { oneLine } from "../escape.js";
import type { Places } from "./places.js";
import type { Box, SiteCluster, SiteDrawing, SiteEdge, SiteNode } from "./types.js";

/** Where the title of a border stands in it, and how large it is. */
const TITLE = { x: 8, y: 16, size: 12 };

/**
 * A drawing whose labels leave room: where nodes stand for several components, an arrow that stands for several flows
 * says only how many.
 */
export function calmed(drawing: Drawing): Drawing {
  if (drawing.summary.depth === null) return drawing;
  const label = (edge: MergedEdge): string[] => (edge.labels.length > 1 ? [`${edge.flows} flows`] : edge.labels);
  return { ...drawing, edges: drawing.edges.map((edge) => ({ ...edge, labels: label(edge) })) };
}

/** The parts of a drawing with their places; what got none is left out. Names are spelled out for the eye. */
export function placed(
  drawing: Drawing,
  places: Places,
  inside: (node: string) => string[],
): Pick<SiteDrawing, "clusters" | "edges" | "height" | "nodes" | "width"> {
  const nodes = drawing.nodes.flatMap((node): SiteNode[] => {
    const box = places.nodes.get(node.id);
    if (box === undefined) return [];
    const { name: lines, small } = nodeLines(node);
    const names = { name: oneLine(node.name), fullName: oneLine(node.fullName) };
    return [{ ...node, ...names, ...box, lines, small, opens: null, components: inside(node.id) }];
  });
  const clusters = drawing.clusters.flatMap((cluster) => placedCluster(cluster, places));
  const taken = [...nodes.map(corners), ...titles(clusters)];
  const calm = calmed(drawing).edges;
  const edges = drawing.edges.flatMap((edge, at): SiteEdge[] => {
    const way = places.edges.get(at);
    if (way === undefined) return [];
    const lines = edgeLines(calm[at]!, LABEL_WIDTH);
    const label = lines.length > 0 ? labelAt(way.points, lines, taken) : null;
    const texts = { labels: edge.labels.map(oneLine), marks: edge.marks.map(oneLine) };
    return [{ ...edge, ...texts, ...way, id: `e${at}`, lines, label }];
  });
  return { width: places.width, height: places.height, nodes, clusters, edges };
}

function placedCluster(cluster: DrawingCluster, places: Places): SiteCluster[] {
  const box = places.clusters.get(cluster.id);
  if (box === undefined) return [];
  const clusters = cluster.clusters.flatMap((inner) => placedCluster(inner, places));
  return [{ ...cluster, name: oneLine(cluster.name), ...box, clusters, opens: null }];
}

function labelAt(points: SiteEdge["points"], lines: readonly string[], taken: Taken[]): SiteEdge["label"] {
  const path = points.map(({ x, y }) => `${x},${y}`).join(" ");
  const lengths = lines.map((line) => Array.from(line).length);
  const middle = placeLabel(path, lengths, taken);
  return middle === null ? null : { x: Math.round(middle[0] * 10) / 10, y: Math.round(middle[1] * 10) / 10 };
}

function corners({ x, y, width, height }: Box): Taken {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function titles(clusters: readonly SiteCluster[]): Taken[] {
  return clusters.flatMap(({ x, y, name, clusters: inner }) => [
    textBox(x + TITLE.x, y + TITLE.y, Math.min(40, name.length), TITLE.size),
    ...titles(inner),
  ]);
}
