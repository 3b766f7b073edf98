import { array, choice, integer, list, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";

const flag: Schema = { type: "boolean" };

const definitions: Record<string, Schema> = {
  progress: object({
    total: integer(),
    done: integer(),
    verified: { ...integer(), description: "Done, and named by tests" },
    running: integer(),
    notAccording: integer(),
    notApplicable: integer(),
    toDo: integer(),
  }),
  evidence: object({
    kind: choice("acceptance", "exposure", "mitigation", "test"),
    text: text("What the claim says"),
    location: object({ file: text("Relative to the root, with `/`"), line: integer(1), column: integer(1) }),
  }),
  requirement: object({
    key: text("Made of the component and the number: stays the same whatever becomes of the requirement"),
    component: text("Key of the component"),
    id: text("Of OWASP ASVS, with its version: `v5.0.0-1.2.4`"),
    name: text("What it asks for, in short"),
    level: nullable(text("The lowest level that asks for it")),
    status: choice("to do", "running", "not according", "not applicable", "done"),
    verified: { ...flag, description: "Done, and test claims name a control of every threat behind it" },
    owner: nullable(text("Who works on it, else who owns the component")),
    note: nullable(text("From threatloom.yaml")),
    threats: list("Keys of the threats that ask for it"),
    rules: list("Rules that ask for it: what `threatloom explain` takes"),
    evidence: array(ref("evidence"), "What the status rests on"),
  }),
};

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
    components: array(object({ component: text("Key"), name: text("For people"), progress: ref("progress") })),
    requirements: array(ref("requirement"), "By component and number"),
  }),
  $defs: definitions,
};
