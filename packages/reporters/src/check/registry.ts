import type { CheckReport } from "@threatloom/model";
import type { CheckOptions, CheckRenderer } from "./types.js";

const formats = {
  github: async () => (await import("./github.js")).github,
  gitlab: async () => (await import("./gitlab.js")).gitlab,
  json: async () => (await import("./json.js")).json,
  junit: async () => (await import("./junit.js")).junit,
  sarif: async () => (await import("./sarif.js")).sarif,
  text: async () => (await import("./text.js")).text,
} satisfies Record<string, () => Promise<CheckRenderer>>;

/** A format of `threatloom check`. */
export type CheckFormat = keyof typeof formats;

/** All formats of a check, sorted. */
export const checkFormats: readonly CheckFormat[] = Object.keys(formats) as CheckFormat[];

/**
 * The result of a check in one format, ending with a newline. Loads that format and what it needs, and nothing else.
 * Rejects with a RangeError for a format that is not in `checkFormats`; nothing a report holds makes it fail.
 */
export async function renderCheck(
  report: CheckReport,
  format: CheckFormat,
  options: CheckOptions = {},
): Promise<string> {
  if (!Object.hasOwn(formats, format))
    throw new RangeError(`there is no check format "${format as string}"; known are ${checkFormats.join(", ")}`);
  const render = await formats[format]();
  return render(report, options);
}

/** The JSON Schema (draft 2020-12) of what the format `json` gives, as data. */
export async function checkSchema(): Promise<object> {
  return (await import("./schema.js")).schema;
}
