import type { Boundary, Component, Report } from "@threatloom/model";
import { clusters } from "../dfd/clusters.js";
import { collapse, nodeKey, type NodeOf } from "../dfd/collapse.js";
import { mergeFlows, type DrawnFlow } from "../dfd/edges.js";
import { COMFORTABLE, COMFORTABLE_ARROWS, relativeNames, trim } from "../dfd/graph.js";
import type { Drawing } from "../dfd/types.js";

/** More drawings than this nobody opens, and they would take long to lay out. */
const MOST_LEVELS = 200;
/** Nodes that are kept where even a level's shallowest drawing is too large. */
const LAST_RESORTS = [COMFORTABLE, 30, 10];

/** What one drawing below the whole is about: a path, or a declared boundary. */
export interface Level {
  /** As in `SiteDrawing`. */
  id: string;
  name: string;
  /** Keys of the components inside; at least two. */
  about: ReadonlySet<string>;
  /** Segments of the path; 0 for a declared boundary, which follows no path. */
  depth: number;
}

/**
 * What can be looked into, the outermost first: paths and declared boundaries around more than one component, but not
 * around all of them, for that is the whole. Of paths around the same components the outermost counts.
 */
export function levelsOf({ model }: Report): { levels: Level[]; omitted: number } {
  const { components, boundaries } = model;
  const found = [...pathLevels(components), ...declaredLevels(boundaries, components)];
  const levels = found.filter(({ about }) => about.size > 1 && about.size < components.length);
  return { levels: levels.slice(0, MOST_LEVELS), omitted: Math.max(0, levels.length - MOST_LEVELS) };
}

function pathLevels(components: readonly Component[]): Level[] {
  const inside = new Map<string, Level>();
  for (const { key, segments } of components) {
    const depth = key.split(":").length;
    for (let at = 1; at <= depth; at++) {
      const id = nodeKey(key, at);
      const level = inside.get(id) ?? { id, name: segments.slice(0, at).join(":"), about: new Set(), depth: at };
      inside.set(id, level);
      (level.about as Set<string>).add(key);
    }
  }
  const repeats = ({ id, about, depth }: Level): boolean =>
    depth > 1 && inside.get(nodeKey(id, depth - 1))?.about.size === about.size;
  return [...inside.values()]
    .filter((level) => !repeats(level))
    .sort((a, b) => a.depth - b.depth || (a.id < b.id ? -1 : 1));
}

function declaredLevels(boundaries: readonly Boundary[], components: readonly Component[]): Level[] {
  return boundaries
    .filter(({ kind }) => kind === "declared")
    .map(({ key, name, contains }) => {
      const wanted = new Set(contains);
      const within = (path: string): boolean => path.split(":").some((_, at) => wanted.has(nodeKey(path, at + 1)));
      const about = new Set(components.map((component) => component.key).filter(within));
      return { id: `+${key}`, name, about, depth: 0 };
    });
}

/** A drawing with the node of every component that it could show. */
export interface LevelDrawing {
  drawing: Drawing;
  nodeOf: NodeOf;
}

/**
 * The drawings of a level from the deepest readable one down to ever smaller ones: what is inside with its neighbours,
 * of which those in other zones stand together in one node per zone. Flows between neighbours are left out.
 */
export function* levelDrawings(
  report: Report,
  flows: readonly DrawnFlow[],
  level: Level,
): Generator<LevelDrawing, void> {
  const touching = flows.filter(({ from, to }) => level.about.has(from) || level.about.has(to));
  let last: LevelDrawing | null = null;
  for (const depth of depths(level)) {
    const nodeOf = placesIn(level, depth);
    last = { drawing: drawn(report, touching, level, depth, nodeOf), nodeOf };
    const { nodes, edges } = last.drawing;
    if (nodes.length <= COMFORTABLE && edges.length <= COMFORTABLE_ARROWS) yield last;
  }
  if (last === null) return;
  for (const limit of LAST_RESORTS) yield { ...last, drawing: trim(last.drawing, limit) };
}

/** Depths at which there is something to tell apart, deepest first. */
function depths({ about, depth }: Level): number[] {
  const deepest = Math.max(...[...about].map((key) => key.split(":").length));
  return Array.from({ length: Math.max(1, deepest - depth) }, (_, at) => deepest - at);
}

/** Inside, paths are told apart down to `depth`; siblings as deep as the level itself; others by their zones. */
function placesIn({ about, depth: own }: Level, depth: number): NodeOf {
  const zones = new Set([...about].map((key) => nodeKey(key, 1)));
  return (key) => {
    if (about.has(key)) return nodeKey(key, depth);
    return nodeKey(key, zones.has(nodeKey(key, 1)) ? Math.max(own, 2) : 1);
  };
}

function drawn(
  { model }: Report,
  flows: readonly DrawnFlow[],
  { name, about }: Level,
  depth: number,
  nodeOf: NodeOf,
): Drawing {
  const wanted = new Set([...about, ...flows.flatMap(({ from, to }) => [from, to])].map(nodeOf));
  const components = model.components.filter(({ key }) => wanted.has(nodeOf(key)));
  const pairs = model.pairs.filter(({ component }) => wanted.has(nodeOf(component)));
  const nodes = collapse({ components, pairs }, nodeOf);
  const shown = new Set([...about].map(nodeOf)).size;
  const collapsed = shown < about.size;
  const trees = clusters(model.boundaries, nodes);
  const summary = { components: about.size, shown, omittedNodes: 0, omittedEdges: 0 };
  return {
    title: name,
    nodes: relativeNames(nodes, trees),
    clusters: trees,
    edges: mergeFlows(flows, model.boundaries, nodeOf, true),
    summary: { ...summary, depth: collapsed ? depth : null, depthChosen: collapsed },
  };
}
