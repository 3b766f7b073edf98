import type { Report } from "@threatloom/model";
import type { SiteOptions } from "./site.js";

/** The nightly page: one HTML file with everything inside, the same bytes for the same report and options. */
export async function renderSite(report: Report, options: SiteOptions): Promise<string> {
  return (await import("./site.js")).renderSite(report, options);
}
