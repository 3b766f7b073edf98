import type { Excerpt, Origin, Report, ThreatModel } from "@threatloom/model";
import type { DrawingCluster, DrawingNode, MergedEdge } from "../dfd/types.js";
import type { Verdict } from "../view.js";

/** A rectangle of a drawing; `x` and `y` are its upper left corner. In points, as all lengths of a drawing. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A point of a drawing. */
export interface Point {
  x: number;
  y: number;
}

/** A component, or several in one, with its place. */
export interface SiteNode extends DrawingNode, Box {
  /** The drawing that shows what is inside; null where nothing is. */
  opens: string | null;
  /** Keys of the components inside; of a component drawn by itself its own. */
  components: string[];
  /** Its name, broken into lines for its shape, and what stands below in small print. For the eye: spelled out. */
  lines: string[];
  small: string[];
}

/** A border or group with its place. Its parts lie inside. */
export interface SiteCluster extends Omit<DrawingCluster, "clusters">, Box {
  clusters: SiteCluster[];
  /** The drawing that shows it alone; null where there is none. */
  opens: string | null;
}

/** An arrow with its way: points of cubic Bézier curves, first the start, then three for each curve. */
export interface SiteEdge extends MergedEdge {
  /** Stable within its drawing. */
  id: string;
  points: Point[];
  /** Where the arrow head points; the points end where it begins. */
  tip: Point;
  /** The same at the start of an arrow that runs both ways; null for others. */
  tail: Point | null;
  /** The middle of its label; null where it has none. */
  label: Point | null;
  /** The lines of its label, spelled out. */
  lines: string[];
}

/** One level of the data flow diagram, laid out. */
export interface SiteDrawing {
  /**
   * `.all`; `.system` for the whole with paths collapsed, mostly to their zones; the key of a path for what is inside it;
   * `+` and the key of a declared boundary. No key starts with either sign.
   */
  id: string;
  /** For people: the name of the project, boundary or component. */
  name: string;
  /** The drawing one level up; null for the topmost. */
  parent: string | null;
  width: number;
  height: number;
  nodes: SiteNode[];
  clusters: SiteCluster[];
  edges: SiteEdge[];
  /** Keys of the components it is about; the others are their neighbours. Null where it is about all. */
  about: string[] | null;
  /** What is left out, and why the depth is what it is, for people. */
  notes: string[];
}

/** The model without the annotations as they were written: claims and definitions hold what they say. */
export type SiteModel = Omit<ThreatModel, "annotations">;

/** What the page is made from: a report, what was laid out for it, and where its code can be read. Plain JSON. */
export interface SiteData {
  /** Raised when a page of an older build could not read it. */
  version: 1;
  /** Of the tool. */
  tool: string;
  report: Omit<Report, "model"> & { model: SiteModel };
  verdict: Verdict;
  origin: Origin | null;
  /** The topmost drawing first. */
  drawings: SiteDrawing[];
  /** Said above everything else: what could not be embedded, or how far history reaches. */
  notes: string[];
}

/** Code around claims, embedded apart so that the page starts without it. */
export type SiteCode = readonly Excerpt[];

/** What the page needs besides data: it runs as it is, between script and style tags. */
export interface PageAssets {
  script: string;
  style: string;
}
