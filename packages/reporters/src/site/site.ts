import type { Excerpt, Origin, Report, ReporterOptions } from "@threatloom/model";
import { siteData } from "./data.js";
import { documentOf } from "./document.js";
import { siteDrawings } from "./drawings.js";
import { pageOf } from "./html.js";
import type { PageAssets } from "./types.js";

/** What the page is made from besides the report. */
export interface SiteOptions extends Pick<ReporterOptions, "depth" | "flows" | "layout"> {
  assets: PageAssets;
  origin?: Origin | null;
  excerpts?: readonly Excerpt[];
}

/** The page of a report: one HTML file with everything inside, the same bytes for the same report and options. */
export async function renderSite(report: Report, options: SiteOptions): Promise<string> {
  const drawings = await siteDrawings(report, options);
  return pageOf({
    data: siteData(report, options.origin ?? null, drawings),
    code: options.excerpts ?? [],
    document: await documentOf(report, options),
    assets: options.assets,
  });
}
