import type { FlowSource, Role, Status } from "@threatloom/model";

/** How a node stands: the worst status of the pairs behind it, or `none` where nobody named a threat. */
export type NodeStatus = Status | "none";

/** One shape of a drawing: a component, or several that are collapsed into one. */
export interface DrawingNode {
  /** The key of the component, or of the path the collapsed ones share. */
  id: string;
  /** Relative to the clusters around it. As in the repository: escape it. */
  name: string;
  fullName: string;
  role: Role;
  status: NodeStatus;
  /** How many pairs have each status. */
  counts: Readonly<Record<Status, number>>;
  /** Of the mitigated pairs, how many are tested. */
  tested: number;
  /** How many components are inside; 1 for a component drawn by itself. */
  parts: number;
}

/** A border or group around nodes. Clusters form trees; a node stands in at most one of them directly. */
export interface DrawingCluster {
  id: string;
  name: string;
  /** Zones and declared boundaries are trust boundaries; groups only follow the names. */
  kind: "zone" | "declared" | "group";
  nodes: string[];
  clusters: DrawingCluster[];
}

/** The flows between two nodes, merged. */
export interface DrawingEdge {
  from: string;
  to: string;
  bidirectional: boolean;
  /** What flows, each text once, in file order. */
  labels: string[];
  /** How many flows are merged. */
  flows: number;
  /** Names of the boundaries between two components that it crosses. */
  marks: string[];
  /** It crosses a trust boundary of any kind. */
  crosses: boolean;
  /** Who says so: people, calls, or both. */
  seen: FlowSource;
  /** Calls behind what is observed. */
  calls: number;
}

/** Flows between two nodes, merged, with what they were merged from. */
export interface MergedEdge extends DrawingEdge {
  /** Ids of the declared and observed flows behind it, in the order of the model. */
  flowIds: string[];
}

/** A data flow diagram as plain data, before any format. Sorted. */
export interface Drawing {
  title: string;
  nodes: DrawingNode[];
  /** Outermost clusters. */
  clusters: DrawingCluster[];
  edges: MergedEdge[];
  summary: DrawingSummary;
}

/** What a drawing shows and what it leaves out. */
export interface DrawingSummary {
  /** Path segments that are told apart; null where nothing had to be collapsed. */
  depth: number | null;
  /** The depth was chosen for the reader, not by one. */
  depthChosen: boolean;
  components: number;
  shown: number;
  /** Nodes and merged flows for which there was no room. */
  omittedNodes: number;
  omittedEdges: number;
}
