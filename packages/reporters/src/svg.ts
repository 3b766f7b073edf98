import type { Reporter } from "@threatloom/model";
import { renderSvg } from "./dfd/layout.js";

/** The data flow diagram as an SVG document, laid out by `options.layout` or, without one, in this thread. */
export const svg: Reporter = {
  id: "svg",
  extension: ".svg",
  render: async (report, options) => (await renderSvg(report, options)).svg,
};
