import { array, choice, integer, list, nullable, object, ref, text, type Schema } from "./schema-parts.js";

const flag: Schema = { type: "boolean" };

/** Requirements and their progress, as definitions of every document that holds them. */
export const requirementDefinitions = {
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
} satisfies Record<string, Schema>;

/** How far every component with requirements is. */
export const progressList = array(
  object({ component: text("Key"), name: text("For people"), progress: ref("progress") }),
);
