import {
  statuses,
  worstStatus,
  type AffectedComponent,
  type AffectedFlow,
  type DiffReport,
  type ElementChange,
  type Names,
} from "@threatloom/model";
import { groupBy } from "../collections.js";
import { clusters, type Border } from "../dfd/clusters.js";
import { countStatuses } from "../dfd/collapse.js";
import { relativeNames } from "../dfd/graph.js";
import type { DrawingCluster, DrawingEdge, DrawingNode } from "../dfd/types.js";

/** A node of the picture, and what became of it. */
export interface PictureNode extends DrawingNode {
  change: ElementChange;
  before: AffectedComponent["before"];
  after: AffectedComponent["after"];
}

/** An arrow of the picture: flows with the same ends of which the same became. */
export interface PictureEdge extends DrawingEdge {
  change: ElementChange;
}

/** The part of the data flow diagram that a change touches, as plain data. Sorted. */
export interface Picture {
  nodes: PictureNode[];
  clusters: DrawingCluster[];
  edges: PictureEdge[];
  /** Components for which there was no room, and arrows. */
  omitted: { nodes: number; edges: number };
  /** Unchanged components that stand together in one node per zone. */
  gathered: number;
}

/** What a stranger's document may ask for before the drawing would take too long: no real key or arrow comes near. */
const LONGEST_KEY = 500;
const MOST_BORDERS = 24;
const MOST_LABELS = 10;

const order: readonly ElementChange[] = ["added", "changed", "removed", "same"];

/**
 * The picture of a change with at most `most` nodes. Where there are more, unchanged components gather in one node per
 * zone first; then nodes are left out, the unchanged ones and those that stand best before the others.
 */
export function pictureOf(report: DiffReport, names: Names, most: number): Picture {
  const components = report.affected.components.filter(({ key }) => key.length <= LONGEST_KEY);
  const unfit = report.affected.components.length - components.length;
  const same = components.filter((component) => component.change === "same");
  const gather = components.length > most;
  const single = gather ? components.filter((component) => component.change !== "same") : components;
  const zones = gather ? [...groupBy(same, zoneOf)] : [];
  const nodes = [
    ...single.map((component) => nodeOf(component.key, [component])),
    ...zones.map(([zone, inside]) => nodeOf(inside.length === 1 ? inside[0]!.key : `${zone}:+`, inside)),
  ];
  const ranked = [...nodes].sort((a, b) => rank(a) - rank(b) || compare(a.id, b.id));
  const kept = ranked.slice(0, most).sort((a, b) => compare(a.id, b.id));
  const homes = homesOf(kept, single, zones);
  const merged = mergeFlows(report.affected.flows, homes, bordersBetween(components, names));
  const edges = merged.length > 2 * most ? [...merged].sort(tellingFirst).slice(0, 2 * most) : merged;
  const trees = clusters(bordersOf(components, names), kept);
  return {
    nodes: relativeNames(kept, trees),
    clusters: trees,
    edges,
    omitted: { nodes: nodes.length - kept.length + unfit, edges: merged.length - edges.length },
    gathered: zones.reduce((sum, [, inside]) => sum + (inside.length > 1 ? inside.length : 0), 0),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function zoneOf({ key }: AffectedComponent): string {
  return key.split(":", 1)[0]!;
}

function rank(node: PictureNode): number {
  const worst = node.status === "none" ? statuses.length : statuses.indexOf(node.status);
  return order.indexOf(node.change) * 10 + worst;
}

/** One component by itself, or several unchanged ones together. */
function nodeOf(id: string, inside: readonly AffectedComponent[]): PictureNode {
  const first = inside[0]!;
  const alone = inside.length === 1;
  const after = worstStatus(inside.flatMap((component) => component.after ?? []));
  const shown = first.change === "removed" ? null : after;
  return {
    id,
    name: alone ? (first.segments.at(-1) ?? first.name) : "unchanged",
    fullName: alone ? first.segments.join(":") || first.name : `${first.segments[0] ?? first.name}:unchanged`,
    role: alone ? first.role : "process",
    status: shown ?? "none",
    counts: countStatuses([]),
    tested: 0,
    parts: inside.length,
    change: first.change,
    before: alone ? first.before : after,
    after,
  };
}

/** Which node each component is drawn in; none for those that are left out. */
function homesOf(
  kept: readonly PictureNode[],
  single: readonly AffectedComponent[],
  zones: readonly (readonly [string, readonly AffectedComponent[]])[],
): Map<string, string> {
  const ids = new Set(kept.map((node) => node.id));
  const homes = new Map(single.map(({ key }) => [key, key]));
  for (const [zone, inside] of zones)
    for (const { key } of inside) homes.set(key, inside.length === 1 ? key : `${zone}:+`);
  return new Map([...homes].filter(([, id]) => ids.has(id)));
}

/** The zones and declared boundaries around the components. */
function bordersOf(components: readonly AffectedComponent[], names: Names): Border[] {
  const inside = groupBy(
    components.flatMap(({ key, boundaries }) => boundaries.map((boundary) => ({ boundary, key }))),
    ({ boundary }) => boundary,
  );
  const zones = new Set(components.map(zoneOf));
  const largest = [...inside].sort(([a, x], [b, y]) => y.length - x.length || compare(a, b)).slice(0, MOST_BORDERS);
  return largest.map(([key, found]) => ({
    key,
    name: names.boundary(key),
    kind: zones.has(key) ? "zone" : "declared",
    contains: found.map((item) => item.key),
  }));
}

/** Names the boundaries that stand around no component, and so between two. */
function bordersBetween(components: readonly AffectedComponent[], names: Names): (key: string) => string | null {
  const around = new Set(components.flatMap(({ key, boundaries }) => [...boundaries, key.split(":", 1)[0]!]));
  return (key) => (around.has(key) ? null : names.boundary(key));
}

function mergeFlows(
  flows: readonly AffectedFlow[],
  homes: ReadonlyMap<string, string>,
  between: (key: string) => string | null,
): PictureEdge[] {
  const merged = new Map<string, PictureEdge>();
  for (const flow of flows) {
    const [from, to] = [homes.get(flow.from), homes.get(flow.to)];
    if (from === undefined || to === undefined || (from === to && flow.from !== flow.to)) continue;
    const key = [from, to, flow.bidirectional, flow.change].join("\n");
    const edge = merged.get(key) ?? emptyEdge(from, to, flow);
    merged.set(key, edge);
    edge.flows++;
    edge.crosses ||= flow.crosses.length > 0;
    addTo(edge.labels, flow.label);
    for (const name of flow.crosses.map(between))
      if (name !== null && !edge.marks.includes(name)) edge.marks.push(name);
  }
  return [...merged].sort(([a], [b]) => compare(a, b)).map(([, edge]) => edge);
}

/** Adds a text that is not there yet, as long as so many can be shown. */
function addTo(texts: string[], text: string | null): void {
  if (text !== null && texts.length < MOST_LABELS && !texts.includes(text)) texts.push(text);
}

function emptyEdge(from: string, to: string, { bidirectional, change }: AffectedFlow): PictureEdge {
  return {
    from,
    to,
    bidirectional,
    change,
    labels: [],
    flows: 0,
    marks: [],
    crosses: false,
    seen: "declared",
    calls: 0,
  };
}

function tellingFirst(a: PictureEdge, b: PictureEdge): number {
  return order.indexOf(a.change) - order.indexOf(b.change) || Number(b.crosses) - Number(a.crosses);
}
