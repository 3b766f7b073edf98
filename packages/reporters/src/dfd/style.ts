import type { Role } from "@threatloom/model";
import type { NodeStatus } from "./types.js";

/** Graphviz knows the widths of this family, and of no list of families: it would reckon with a narrow serif face. */
export const LAYOUT_FONT = "Helvetica";

/** Families about as wide as the one the layout reckons with, the generic one last, so that any browser finds one. */
export const FONT_FAMILIES = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans Condensed', 'DejaVu Sans', sans-serif";

/** Colours of text and lines; on their backgrounds all reach a contrast of 4.5 for text and 3 for lines. */
export const INK = {
  text: "#1f2937",
  quiet: "#4b5563",
  flow: "#475569",
  mark: "#6d28d9",
  zone: "#5b6b82",
  group: "#7f8c9e",
} as const;

/** How a status looks. The border differs as well as the colour. */
export interface StatusStyle {
  fill: `#${string}`;
  line: `#${string}`;
  border: "solid" | "double" | "dashed";
  title: string;
}

/** The look of each status. */
export const STATUS_STYLES: Readonly<Record<NodeStatus, StatusStyle>> = {
  exposed: { fill: "#fde8e8", line: "#c81e1e", border: "double", title: "exposed" },
  partial: { fill: "#fff1dc", line: "#b45309", border: "dashed", title: "partial" },
  accepted: { fill: "#eceef1", line: "#6b7280", border: "solid", title: "accepted" },
  transferred: { fill: "#e1effe", line: "#1c64f2", border: "solid", title: "transferred" },
  mitigated: { fill: "#def7ec", line: "#057a55", border: "solid", title: "mitigated" },
  none: { fill: "#ffffff", line: "#7b8798", border: "solid", title: "no threats named" },
};

/** How a role is called in the legend, worst surprises last. */
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  process: "process",
  "data-store": "data store",
  "external-entity": "external entity",
  actor: "actor",
};
