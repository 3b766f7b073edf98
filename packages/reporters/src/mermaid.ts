import type { Reporter } from "@threatloom/model";
import { drawingOf } from "./dfd/graph.js";
import { mermaidOf } from "./dfd/mermaid.js";

/** The data flow diagram as a Mermaid flowchart, for places that draw Mermaid themselves. */
export const mermaid: Reporter = {
  id: "mermaid",
  extension: ".mmd",
  render: (report, options = {}) => mermaidOf(drawingOf(report, options)),
};
