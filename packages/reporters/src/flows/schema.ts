import { definitions } from "../json/schema.js";
import { array, choice, integer, list, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";

const key = text("Key of a component");

/** A way that calls take, and its steps. */
export const pathDefinitions: Readonly<Record<string, Schema>> = {
  step: object({
    name: text("Without package or module"),
    file: text(),
    line: integer(1),
    callLine: nullable({ ...integer(1), description: "Where the next one is called" }),
  }),
  path: object({
    steps: array(ref("step"), "First and last belong to components, those between to none"),
    confidence: { ...choice("high", "medium", "low"), description: "Of the weakest call" },
    reason: text("Why the weakest call leads where it is said to lead"),
  }),
};

/** The JSON Schema of `flows --format json`; docs/schema/threatloom-flows.schema.json is written from it. */
export const flowsSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom flows",
  description: "Declared and observed flows with their evidence, as `threatloom flows --format json` prints them.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    tool: object({ name: { const: "threatloom" }, version: text() }),
    project: text(),
    functions: object({ found: integer(), owned: integer() }),
    owners: array(object({ component: key, functions: integer() }), "Components with code"),
    observed: array(
      object({
        id: text("Made of its ends"),
        from: key,
        to: key,
        calls: integer(1),
        evidence: ref("path"),
        crosses: list("Keys of the boundaries between the two"),
        declared: list("Ids of the flows that declare it, whichever way they point"),
      }),
    ),
    declared: array(
      object({
        id: text(),
        from: key,
        to: key,
        label: nullable(text()),
        bidirectional: { type: "boolean" },
        crosses: list("Keys of the boundaries it crosses"),
        location: ref("location"),
        standing: {
          ...choice("observed", "unseen", "not-in-calls"),
          description: "unseen: calls should show it; not-in-calls: they cannot (network, outsiders, no code)",
        },
      }),
    ),
    bypasses: array(
      object({
        component: key,
        threat: text("Key of a threat"),
        control: nullable(text()),
        guard: ref("step"),
        from: key,
        evidence: ref("path"),
        exposed: { type: "boolean" },
      }),
      "Ways around a function that mitigates",
    ),
    suggestions: array(
      object({ file: text(), line: integer(1), function: text(), annotation: text() }),
      "Annotations that would declare what nobody did",
    ),
  }),
  $defs: {
    location: definitions.location,
    ...pathDefinitions,
  },
};
