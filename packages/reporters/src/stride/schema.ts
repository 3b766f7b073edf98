import { strideNames } from "@threatloom/model";
import { definitions } from "../json/schema.js";
import { array, choice, list, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";
import { STANDINGS } from "./signs.js";

const letter = choice(...Object.keys(strideNames));

const threat = {
  title: text("For people"),
  status: {
    ...choice(...Object.keys(STANDINGS)),
    description:
      "open: found by a rule, and no claim speaks of it; possible: the same, resting on something nobody said",
  },
  severity: nullable(ref("severity")),
  rule: nullable(text("Id of the rule that looks for it")),
  threat: nullable(text("Key of the threat that claims name")),
  location: nullable(ref("location")),
};

const element = object({
  kind: choice("boundary", "component", "data", "flow"),
  key: text("Of the component, data asset or boundary, or the id of the flow"),
  name: text("For people"),
  type: choice("process", "data-store", "external-entity", "actor", "data-flow", "data-asset", "boundary"),
  applies: array(letter, "Letters that apply to elements of this type"),
  entries: array(ref("entry"), "By letter, gravest first"),
});

const crossing = object({
  flow: text("Id"),
  direction: { ...choice("between", "both", "in", "out"), description: "in: towards the inside" },
  from: text("For people"),
  to: text("For people"),
  receives: list("Keys of the components that receive; what threatens them stands with them"),
  label: nullable(text()),
  data: list("Names of the data carried"),
  entries: array(ref("entry"), "Threats to the flow itself"),
});

/** The JSON Schema of `stride --format json`; docs/schema/threatloom-stride.schema.json is written from it. */
export const strideSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom STRIDE tables",
  description:
    "The STRIDE-per-element matrix and a table per trust boundary, as `threatloom stride --format json` prints them.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    tool: object({ name: { const: "threatloom" }, version: text() }),
    project: text(),
    elements: array(element),
    boundaries: array(object({ key: text(), name: text(), crossings: array(crossing) })),
    others: array(
      object({ key: nullable(text()), name: nullable(text()), ...threat }),
      "Threats whose letter nobody knows, or that are about nothing of the model; gravest first",
    ),
  }),
  $defs: {
    location: definitions.location,
    severity: definitions.severity,
    entry: object({ letter, ...threat }),
  },
};
