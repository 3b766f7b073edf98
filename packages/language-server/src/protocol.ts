import type { Status } from "@threatloom/model";
import type { Location, Position, Range } from "vscode-languageserver";

/** What a node of the tree stands for. */
export type TreeNodeKind = "component" | "threat" | "claim";

/** A node of the tree components → threats → claims. */
export interface TreeNode {
  /** Unique in the tree, and the same from one answer to the next. */
  id: string;
  kind: TreeNodeKind;
  /** Text of the repository: show it literally. */
  label: string;
  /** One or two words beside the label: a role, `tested`, a file and line; empty for none. */
  description: string;
  /** Of a component the worst status of its threats; null where nothing is known. */
  status: Status | null;
  /** Where it is defined or said; null where no place says it. */
  location: Location | null;
  children: TreeNode[];
}

/** Request `threatloom/tree`: what the tree view shows, a node per component; one list for all folders of the workspace. */
export const treeRequest = "threatloom/tree";

/** What a place with room for a number shows. */
export interface Counts {
  /** Threats that are open on a component, wholly or partly, in all folders of the workspace. */
  open: number;
}

/** Request `threatloom/counts`: a few bytes where nobody looks at the tree, which may be large; null where it failed. */
export const countsRequest = "threatloom/counts";

/** Parameters of `threatloom/diagram`. */
export interface DiagramParams {
  /** The document whose components are drawn; null for the whole project of the first folder. */
  uri: string | null;
}

/** Answer to `threatloom/diagram`; null where the document is in no project or speaks of no component. */
export interface Diagram {
  /** For people: what is drawn. */
  title: string;
  /** A picture without scripts, links and outside references. */
  svg: string;
}

/** Request `threatloom/diagram`: the data flow diagram around the components that a document speaks of. */
export const diagramRequest = "threatloom/diagram";

/** Notification of the server: the model is another than before; no parameters. */
export const changedNotification = "threatloom/changed";

/**
 * The command behind code lenses, run by the client: shows places. Arguments: the uri of the document, the position of
 * the lens, and a list of locations. Clients that do not know it show the lens's text all the same.
 */
export const showPlacesCommand = "threatloom.showPlaces";

/** The arguments of `threatloom.showPlaces`. */
export type ShowPlacesArguments = [uri: string, at: Position, places: Location[]];

/** A stretch of a document, for clients that need the type. */
export type { Location, Position, Range };
