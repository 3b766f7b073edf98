import type { HistoryView } from "./types.js";

const formats = {
  csv: async () => (await import("./csv.js")).historyCsv,
  json: async () => (await import("./json.js")).historyJson,
  markdown: async () => (await import("./markdown.js")).historyMarkdown,
  svg: async () => (await import("./svg.js")).historySvg,
  text: async () => (await import("./text.js")).historyText,
} satisfies Record<string, () => Promise<(view: HistoryView) => string>>;

/** A format of `threatloom history`. */
export type HistoryFormat = keyof typeof formats;

/** All formats of history, sorted. */
export const historyFormats: readonly HistoryFormat[] = Object.keys(formats) as HistoryFormat[];

/** How a threat model went over time, in one format, ending with a newline. Loads that format and nothing else. */
export async function renderHistory(view: HistoryView, format: HistoryFormat): Promise<string> {
  return (await formats[format]())(view);
}

/** The JSON Schema (draft 2020-12) of what the format `json` gives, as data. */
export async function historySchema(): Promise<object> {
  return (await import("./schema.js")).schema;
}
