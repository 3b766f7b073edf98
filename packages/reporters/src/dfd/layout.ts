import type { LayoutFormat, Report, ReporterOptions } from "@threatloom/model";
import { dotOf } from "./dot.js";
import { finishSvg } from "./finish.js";
import { drawings } from "./graph.js";
import type { Drawing, DrawingSummary } from "./types.js";

/** Width over height from which a layout is too wide for a page. */
const TOO_WIDE = 4;

/** A laid out drawing and what it shows; `svg` is a whole document. */
export interface RenderedSvg {
  svg: string;
  summary: DrawingSummary;
}

/**
 * Draws a report's data flow diagram. Where the layout runs out of time a smaller drawing is tried; where even the
 * smallest fails the answer is a picture that says so.
 */
export async function renderSvg(report: Report, options: ReporterOptions = {}): Promise<RenderedSvg> {
  const layout = options.layout ?? layoutHere;
  let last: Drawing | undefined;
  for (const drawing of drawings(report, options)) {
    last = drawing;
    const laidOut = await layout(dotOf(drawing));
    if (laidOut === null) continue;
    const svg = finishSvg(await squarer(laidOut, drawing, layout), drawing);
    return { svg, summary: drawing.summary };
  }
  const { summary } = last!;
  return { svg: apology(last!), summary: { ...summary, shown: 0, omittedNodes: summary.components } };
}

/** Long chains of flows are easier to read from top to bottom: a very wide layout is tried that way round too. */
async function squarer(
  wide: string,
  drawing: Drawing,
  layout: NonNullable<ReporterOptions["layout"]>,
): Promise<string> {
  if (proportion(wide) < TOO_WIDE) return wide;
  const tall = await layout(dotOf(drawing, "TB"));
  if (tall === null) return wide;
  return Math.abs(Math.log(proportion(tall))) < Math.abs(Math.log(proportion(wide))) ? tall : wide;
}

/** Width over height; 1 where an SVG does not say. */
function proportion(svg: string): number {
  const [, width, height] = /viewBox="[-0-9.]+ [-0-9.]+ ([0-9.]+) ([0-9.]+)"/.exec(svg) ?? [];
  return Number(width ?? 1) / Number(height ?? 1);
}

/** Lays a graph out in this thread, without a limit. */
export async function layoutHere(dot: string, format: LayoutFormat = "svg"): Promise<string> {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  return (await Graphviz.load()).layout(dot, format, "dot");
}

function apology(drawing: Drawing): string {
  const text = `No layout was found in time for ${drawing.summary.components} components.`;
  const drawn = `<svg width="520pt" height="60pt" viewBox="0 0 520 60" xmlns="http://www.w3.org/2000/svg"><text x="16" y="34" font-family="sans-serif" font-size="14">${text}</text></svg>`;
  return finishSvg(drawn, { ...drawing, nodes: [], edges: [] });
}
