import type { VisibilityView } from "./types.js";

const formats = {
  json: async () => (await import("./json.js")).visibilityJson,
  markdown: async () => (await import("./markdown.js")).visibilityMarkdown,
  text: async () => (await import("./text.js")).visibilityText,
} satisfies Record<string, () => Promise<(view: VisibilityView) => string>>;

/** A format of `threatloom visibility`. */
export type VisibilityFormat = keyof typeof formats;

/** All formats of visibility, sorted. */
export const visibilityFormats: readonly VisibilityFormat[] = Object.keys(formats) as VisibilityFormat[];

/** What can be seen of the threats, in one format, ending with a newline. Loads that format and nothing else. */
export async function renderVisibility(view: VisibilityView, format: VisibilityFormat): Promise<string> {
  return (await formats[format]())(view);
}

/** The JSON Schema (draft 2020-12) of what the format `json` gives, as data. */
export async function visibilitySchema(): Promise<object> {
  return (await import("./schema.js")).schema;
}
