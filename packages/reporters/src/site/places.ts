import type { Point, Box } from "./types.js";

/** Space around the whole. */
const MARGIN = 12;
/** Of borders. */
const INSET = 3;
const POINTS_PER_INCH = 72;

/** The way of an arrow as a layout has it. */
export interface Way {
  points: Point[];
  tip: Point;
  tail: Point | null;
}

/** Where a layout put the parts of a drawing: nodes and clusters by id, arrows by their number. */
export interface Places {
  width: number;
  height: number;
  nodes: ReadonlyMap<string, Box>;
  clusters: ReadonlyMap<string, Box>;
  edges: ReadonlyMap<number, Way>;
}

interface Laid {
  bb?: string;
  objects?: { name: string; bb?: string; pos?: string; width?: string; height?: string }[];
  edges?: { id?: string; pos?: string }[];
}

/** Reads the places out of Graphviz's JSON for a bare graph; null where it is no such thing. */
export function placesOf(json: string): Places | null {
  const laid = parsed(json);
  const whole = numbers(laid?.bb ?? "");
  if (laid === null || whole.length !== 4) return null;
  const [left, , right, top] = whole as [number, number, number, number];
  const point = (x: number, y: number): Point => ({ x: round(x - left + MARGIN), y: round(top - y + MARGIN) });
  const nodes = new Map<string, Box>();
  const clusters = new Map<string, Box>();
  for (const { name, bb, pos, width, height } of laid.objects ?? []) {
    if (pos !== undefined) nodes.set(name, nodeBox(numbers(pos), inches(width), inches(height), point));
    else if (bb !== undefined) clusters.set(name.replace(/^cluster_/, ""), clusterBox(numbers(bb), point));
  }
  const edges = new Map<number, Way>();
  for (const { id, pos } of laid.edges ?? []) {
    const number = /^e(\d+)$/.exec(id ?? "")?.[1];
    const way = wayOf(pos ?? "", point);
    if (number !== undefined && way !== null) edges.set(Number(number), way);
  }
  const height = top - whole[1]!;
  return { width: round(right - left + 2 * MARGIN), height: round(height + 2 * MARGIN), nodes, clusters, edges };
}

function parsed(json: string): Laid | null {
  try {
    return JSON.parse(json) as Laid;
  } catch {
    return null;
  }
}

type ToPoint = (x: number, y: number) => Point;

function nodeBox([x = 0, y = 0]: readonly number[], width: number, height: number, point: ToPoint): Box {
  const corner = point(x - width / 2, y + height / 2);
  return { ...corner, width: round(width), height: round(height) };
}

/** A little smaller than it was laid out, for borders side by side would touch. */
function clusterBox([left = 0, bottom = 0, right = 0, top = 0]: readonly number[], point: ToPoint): Box {
  const corner = point(left + INSET, top - INSET);
  return { ...corner, width: round(right - left - 2 * INSET), height: round(top - bottom - 2 * INSET) };
}

/** `s,x,y e,x,y` before the points say where arrow heads end. */
function wayOf(pos: string, point: ToPoint): Way | null {
  const points: Point[] = [];
  let tip: Point | null = null;
  let tail: Point | null = null;
  for (const part of pos.split(/\s+/)) {
    const [x, y] = numbers(part.replace(/^[es],/, ""));
    if (x === undefined || y === undefined) continue;
    const place = point(x, y);
    if (part.startsWith("e,")) tip = place;
    else if (part.startsWith("s,")) tail = place;
    else points.push(place);
  }
  const end = points.at(-1);
  return end === undefined || points.length % 3 !== 1 ? null : { points, tip: tip ?? end, tail };
}

function numbers(text: string): number[] {
  return text
    .split(",")
    .map(Number)
    .filter((value) => Number.isFinite(value));
}

function inches(text = "0"): number {
  return Number(text) * POINTS_PER_INCH;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
