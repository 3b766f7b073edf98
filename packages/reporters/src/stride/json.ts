import { version, type Report, type StrideReport } from "@threatloom/model";
import { jsonText } from "../escape.js";

/** Of the document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

/** The STRIDE tables as JSON; docs/schema/threatloom-stride.schema.json describes it. */
export function strideJson(report: Report, { elements, boundaries, others }: StrideReport): string {
  const tool = { name: "threatloom", version };
  return `${jsonText({ schemaVersion, tool, project: report.project, elements, boundaries, others }, 2)}\n`;
}
