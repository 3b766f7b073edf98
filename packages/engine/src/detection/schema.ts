import type { Field, Fields } from "./fields.js";
import { logFields, scenarioFields } from "./shapes.js";

type Schema = Readonly<Record<string, unknown>>;

const scalar = ["string", "number", "boolean", "null"];

function fieldSchema(field: Field): Schema {
  const { about: description } = field;
  switch (field.kind) {
    case "text":
      return { type: "required" in field ? scalar.slice(0, 3) : scalar, description };
    case "texts": {
      const items = { type: ["string", "number"] };
      return { type: ["array", "string", "number", "null"], items, description };
    }
    case "grade":
      return { type: "integer", minimum: 0, maximum: field.most, description };
    case "duration":
      return { type: ["string", "null"], examples: ["30 days", "1 year", "forever"], description };
    case "free":
      return { description };
    case "maps": {
      const item = mapSchema(field.of);
      const bare = { type: "string" };
      return { anyOf: [item, bare, { type: "array", items: { anyOf: [item, bare] } }, { type: "null" }], description };
    }
  }
}

function mapSchema(fields: Fields): Schema {
  const properties = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)]));
  const required = Object.keys(fields).filter((key) => "required" in fields[key]!);
  return { type: "object", additionalProperties: false, ...(required.length > 0 && { required }), properties };
}

function document(title: string, description: string, fields: Fields, required: readonly string[]): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title,
    description,
    ...mapSchema(fields),
    required,
  };
}

/** The JSON Schemas of definition files, by the names under which docs/schema has them. */
export function detectionSchemas(): Record<"threatloom-logs" | "threatloom-scenario", Schema> {
  return {
    "threatloom-scenario": document(
      "*.tds.yaml",
      "A threat detection scenario: what somebody would do, step by step, and what could notice it.",
      scenarioFields,
      ["name", "surfaces"],
    ),
    "threatloom-logs": document(
      "log-sources.yaml",
      "The log sources there are, for scenarios to be held against.",
      logFields,
      ["log-sources"],
    ),
  };
}
