import { progressList, requirementDefinitions } from "../json/requirement-schema.js";
import { array, object, ref, text, type Schema } from "../json/schema-parts.js";

/** The JSON Schema of the requirements document; docs/schema/threatloom-requirements.schema.json is written from it. */
export const schema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom requirements document",
  description:
    "The security requirements of the components of a project, as `threatloom requirements --format json` prints them.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    tool: object({ name: { const: "threatloom" }, version: text() }),
    project: text(),
    overall: ref("progress"),
    components: progressList,
    requirements: array(ref("requirement"), "By component and number"),
  }),
  $defs: requirementDefinitions,
};
