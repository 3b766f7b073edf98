import type { Report, ReporterOptions } from "@threatloom/model";
import { renderSvg } from "../dfd/layout.js";
import { escapeHtml } from "../escape.js";

/** The report as markup for paper and for browsers that run no scripts. */
export async function documentOf(report: Report, options: Pick<ReporterOptions, "depth" | "layout">): Promise<string> {
  const { svg } = await renderSvg(report, options);
  return `<h1>${escapeHtml(`Threat model of ${report.project}`)}</h1>\n${svg}`;
}
