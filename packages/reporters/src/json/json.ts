import type { Report, Reporter } from "@threatloom/model";
import { documentOf } from "./document.js";

/** The output document as JSON; docs/schema/threatloom.schema.json describes it. */
export const json: Reporter = { id: "json", extension: ".json", render };

function render(report: Report): string {
  return `${JSON.stringify(documentOf(report), null, 2)}\n`;
}
