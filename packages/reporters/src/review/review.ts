import type { DiffReport } from "@threatloom/model";
import type { DiffOptions } from "./options.js";

type Render = (report: DiffReport, options: DiffOptions) => string;

const formats = {
  json: async () => (await import("./json.js")).render,
  markdown: async () => (await import("./markdown.js")).render,
  mermaid: async () => (await import("./mermaid.js")).render,
  text: async () => (await import("./text.js")).render,
} satisfies Record<string, () => Promise<Render>>;

/** A format in which a diff is told. */
export type DiffFormat = keyof typeof formats;

/** The formats of a diff, sorted. */
export const diffFormats: readonly DiffFormat[] = Object.keys(formats) as DiffFormat[];

/**
 * What a change does to the threat model: for a terminal, as JSON that `readDiff` reads back, as a Mermaid diagram of
 * what it touches, or as the Markdown of a comment. Ends with a line end. Rejects with a RangeError for another format.
 */
export async function renderDiff(report: DiffReport, format: DiffFormat, options: DiffOptions = {}): Promise<string> {
  if (!Object.hasOwn(formats, format))
    throw new RangeError(`there is no format "${format}"; known are ${diffFormats.join(", ")}`);
  const render: Render = await formats[format]();
  return render(report, options);
}

/** The JSON Schema (draft 2020-12) of the diff document, as data. */
export async function diffSchema(): Promise<object> {
  return (await import("./schema.js")).schema;
}
