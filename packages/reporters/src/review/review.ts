import type { DiffReport } from "@threatloom/model";
import type { DiffOptions, ReadDiff } from "./options.js";

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

/**
 * Reads what `renderDiff(report, "json")` wrote: gives an equal report. The text may come from a job that ran a
 * stranger's code: it is measured before it is parsed, and every field is held against the published schema. Never
 * rejects; `problem` says where in the document something else was expected.
 *
 * @mitigates #reporters against #exhaustion with #linear-reading
 */
export async function readDiff(text: string): Promise<ReadDiff> {
  return (await import("./read.js")).read(text);
}

/** The JSON Schema (draft 2020-12) of the diff document, as data. */
export async function diffSchema(): Promise<object> {
  return (await import("./schema.js")).schema;
}
