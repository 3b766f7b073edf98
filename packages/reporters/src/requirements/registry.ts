import type { Report } from "@threatloom/model";
import type { RequirementOptions, RequirementRenderer } from "./types.js";
import { viewOf } from "./view.js";

const formats = {
  csv: async () => (await import("./csv.js")).csv,
  json: async () => (await import("./json.js")).json,
  markdown: async () => (await import("./markdown.js")).markdown,
  text: async () => (await import("./text.js")).text,
} satisfies Record<string, () => Promise<RequirementRenderer>>;

/** A format of `threatloom requirements`. */
export type RequirementFormat = keyof typeof formats;

/** All formats of the requirements, sorted. */
export const requirementFormats: readonly RequirementFormat[] = Object.keys(formats) as RequirementFormat[];

/** The security requirements of a report in one format, ending with a newline; loads that format and nothing else. */
export async function renderRequirements(
  report: Report,
  format: RequirementFormat,
  options: RequirementOptions = {},
): Promise<string> {
  return (await formats[format]())(viewOf(report, options), options);
}

/** The JSON Schema (draft 2020-12) of what the format `json` gives, as data. */
export async function requirementsSchema(): Promise<object> {
  return (await import("./schema.js")).schema;
}
