import type { DriftView } from "./types.js";

const formats = {
  json: async () => (await import("./json.js")).driftJson,
  markdown: async () => (await import("./markdown.js")).driftMarkdown,
  text: async () => (await import("./text.js")).driftText,
} satisfies Record<string, () => Promise<(view: DriftView) => string>>;

/** A format of `threatloom drift`. */
export type DriftFormat = keyof typeof formats;

/** All formats of drift, sorted. */
export const driftFormats: readonly DriftFormat[] = Object.keys(formats) as DriftFormat[];

/** The claims that may no longer hold, in one format, ending with a newline. Loads that format and nothing else. */
export async function renderDrift(view: DriftView, format: DriftFormat): Promise<string> {
  return (await formats[format]())(view);
}

/** The JSON Schema (draft 2020-12) of what the format `json` gives, as data. */
export async function driftSchema(): Promise<object> {
  return (await import("./schema.js")).schema;
}
