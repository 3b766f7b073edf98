import { version } from "@threatloom/model";
import { jsonText } from "../escape.js";
import { progressOf, requirementOf } from "../json/requirements.js";
import type { RequirementRenderer } from "./types.js";

/** Of the document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

/** The requirements as a JSON document; docs/schema/threatloom-requirements.schema.json describes it. */
export const json: RequirementRenderer = ({ project, model, list, ...report }) => {
  const document = {
    schemaVersion,
    tool: { name: "threatloom", version },
    project,
    ...progressOf(report, model),
    requirements: list.map(requirementOf),
  };
  return `${jsonText(document, 2)}\n`;
};
