import type { Report } from "@threatloom/model";
import type { Rendered, TemplateSource } from "./render.js";

/** Fills a template of the user's own in with a report; loads the library only here. */
export async function renderTemplate(report: Report, file: string, source: TemplateSource): Promise<Rendered> {
  return (await import("./render.js")).renderTemplate(report, file, source);
}
