import type { Drawing, DrawingCluster } from "./types.js";

/** A pair of nodes between which an invisible edge keeps the drawing from becoming one long column. */
type Pair = [from: string, to: string];

/** Ends of a cluster that are tied to the next one; more would only slow the layout down. */
const MOST_TIES = 8;

/**
 * Invisible edges for parts of a drawing that no flow orders: nodes without flows stand in rows inside their cluster,
 * and clusters without flows to others in rows beside each other.
 */
export function invisibleEdges(drawing: Drawing): Pair[] {
  const connected = new Set(drawing.edges.flatMap((edge) => [edge.from, edge.to]));
  const pairs: Pair[] = [];
  const visit = (cluster: DrawingCluster): void => {
    pairs.push(...inRows(cluster.nodes.filter((id) => !connected.has(id))));
    cluster.clusters.forEach(visit);
  };
  drawing.clusters.forEach(visit);
  const inside = new Set(drawing.clusters.flatMap(members));
  const free = drawing.nodes.map((node) => node.id).filter((id) => !inside.has(id) && !connected.has(id));
  return [...pairs, ...inRows(free), ...tieClusters(drawing, pairs)];
}

/** Rows of about as many nodes as there are rows. */
function inRows(nodes: readonly string[]): Pair[] {
  const length = rowLength(nodes.length);
  return nodes.slice(1).flatMap((id, at): Pair[] => ((at + 1) % length === 0 ? [] : [[nodes[at]!, id]]));
}

function rowLength(count: number): number {
  return Math.max(2, Math.ceil(Math.sqrt(count)));
}

/** Clusters without flows to others in rows: where one ends, the next begins. */
function tieClusters(drawing: Drawing, rows: readonly Pair[]): Pair[] {
  const lonely = lonelyClusters(drawing).map(members);
  const edges: Pair[] = [...rows, ...drawing.edges.map((edge): Pair => [edge.from, edge.to])];
  const left = new Set(edges.map(([from]) => from));
  const entered = new Set(edges.map(([, to]) => to));
  const length = rowLength(lonely.length);
  return lonely.slice(1).flatMap((next, at): Pair[] => {
    if ((at + 1) % length === 0) return [];
    const ends = someOf(lonely[at]!, left);
    return ends.flatMap((end) => someOf(next, entered).map((start): Pair => [end, start]));
  });
}

/** A few nodes outside of a set; the first node where all are in it. */
function someOf(nodes: readonly string[], except: ReadonlySet<string>): string[] {
  const found = nodes.filter((id) => !except.has(id)).slice(0, MOST_TIES);
  return found.length > 0 ? found : nodes.slice(0, 1);
}

function lonelyClusters(drawing: Drawing): DrawingCluster[] {
  const home = new Map<string, DrawingCluster>();
  for (const cluster of drawing.clusters) for (const id of members(cluster)) home.set(id, cluster);
  const busy = new Set<DrawingCluster | undefined>();
  for (const { from, to } of drawing.edges) {
    if (home.get(from) !== home.get(to)) busy.add(home.get(from)).add(home.get(to));
  }
  return drawing.clusters.filter((cluster) => !busy.has(cluster));
}

function members(cluster: DrawingCluster): string[] {
  return [...cluster.nodes, ...cluster.clusters.flatMap(members)];
}
