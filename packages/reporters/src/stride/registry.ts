import type { Report } from "@threatloom/model";
import { selectStride, type StrideSelection } from "./select.js";

/** The formats of the STRIDE tables. */
export const strideFormats = ["csv", "json", "markdown", "text"] as const;

/** A format of the STRIDE tables. */
export type StrideFormat = (typeof strideFormats)[number];

/** How the STRIDE tables are wanted. */
export interface StrideOptions extends StrideSelection {
  /** Escape sequences for colours may be used. */
  color?: boolean;
}

/** The STRIDE tables of a report, or the wanted part of them. A report that was not analysed gives empty tables. */
export async function renderStride(report: Report, format: StrideFormat, options: StrideOptions = {}): Promise<string> {
  const stride = selectStride(report.analysis.stride, report.model, options);
  switch (format) {
    case "csv":
      return (await import("./csv.js")).strideCsv(stride);
    case "json":
      return (await import("./json.js")).strideJson(report, stride);
    case "markdown":
      return (await import("./markdown.js")).strideMarkdown(report, stride);
    case "text":
      return (await import("./text.js")).strideText(report, stride, options.color === true);
  }
}

/** The JSON Schema (draft 2020-12) of the STRIDE document, as data. */
export async function strideSchema(): Promise<object> {
  return (await import("./schema.js")).strideSchema;
}
