import type { Report } from "@threatloom/model";

/** The formats of the flows. */
export const flowFormats = ["json", "markdown", "text"] as const;

/** A format of the flows. */
export type FlowFormat = (typeof flowFormats)[number];

/** How the flows are wanted. */
export interface FlowOptions {
  /** Only annotations that would declare what nobody did; JSON holds them anyway. */
  suggest?: boolean;
  /** Escape sequences for colours may be used. */
  color?: boolean;
}

/** Declared and observed flows of a report whose calls were read. */
export async function renderFlows(report: Report, format: FlowFormat, options: FlowOptions = {}): Promise<string> {
  const { suggest = false, color = false } = options;
  if (format === "json") return (await import("./json.js")).flowsJson(report);
  if (format === "markdown") {
    const { flowsMarkdown, suggestionMarkdown } = await import("./markdown.js");
    return suggest ? suggestionMarkdown(report) : flowsMarkdown(report);
  }
  const { flowsText, suggestionText } = await import("./text.js");
  return suggest ? suggestionText(report) : flowsText(report, color);
}

/** The JSON Schema (draft 2020-12) of the flows document, as data. */
export async function flowsSchema(): Promise<object> {
  return (await import("./schema.js")).flowsSchema;
}
