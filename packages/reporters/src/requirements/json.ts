import { namesOf, version, type Requirement } from "@threatloom/model";
import { jsonText } from "../escape.js";
import type { RequirementRenderer } from "./types.js";

/** Of the document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

/** The requirements as a JSON document; docs/schema/threatloom-requirements.schema.json describes it. */
export const json: RequirementRenderer = ({ project, model, overall, components, list }) => {
  const names = namesOf(model);
  const document = {
    schemaVersion,
    tool: { name: "threatloom", version },
    project,
    overall,
    components: components.map(({ component, progress }) => ({
      component,
      name: names.component(component),
      progress,
    })),
    requirements: list.map(requirementOf),
  };
  return `${jsonText(document, 2)}\n`;
};

/** Field by field, so that the order is that of the documentation and nothing else slips in. */
function requirementOf(one: Requirement): Requirement {
  return {
    key: one.key,
    component: one.component,
    id: one.id,
    name: one.name,
    level: one.level,
    status: one.status,
    verified: one.verified,
    owner: one.owner,
    note: one.note,
    threats: one.threats,
    rules: one.rules,
    evidence: one.evidence.map(({ kind, text, location: { file, line, column } }) => ({
      kind,
      text,
      location: { file, line, column },
    })),
  };
}
