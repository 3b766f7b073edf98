import type { Reporter } from "@threatloom/model";
import { dotOf } from "./dfd/dot.js";
import { drawingOf } from "./dfd/graph.js";

/** The data flow diagram in the DOT language, for other tools' layouts. */
export const dot: Reporter = {
  id: "dot",
  extension: ".dot",
  render: (report, options = {}) => dotOf(drawingOf(report, options)),
};
