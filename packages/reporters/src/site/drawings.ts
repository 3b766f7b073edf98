import type { Report, ReporterOptions } from "@threatloom/model";
import { layoutHere } from "../dfd/layout.js";
import { dotOf } from "../dfd/dot.js";
import { drawingOf } from "../dfd/graph.js";
import type { SiteDrawing } from "./types.js";

/** The levels of the data flow diagram, laid out, the topmost first. */
export async function siteDrawings(
  report: Report,
  options: Pick<ReporterOptions, "depth" | "flows" | "layout">,
): Promise<SiteDrawing[]> {
  const layout = options.layout ?? layoutHere;
  const drawing = drawingOf(report, options);
  await layout(dotOf(drawing), "json");
  return [];
}
