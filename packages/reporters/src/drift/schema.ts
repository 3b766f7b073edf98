import { pathDefinitions } from "../flows/schema.js";
import { array, choice, integer, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";

const maybe = (description?: string): Schema => nullable(text(description));

const definitions: Record<string, Schema> = {
  location: object({ file: text("Relative to the root, with `/`"), line: integer(1), column: integer(1) }),
  point: object({
    commit: maybe("The full id; null for what is not committed yet"),
    date: maybe("The day of the commit, YYYY-MM-DD; null for what is not committed yet"),
  }),
  item: object({
    kind: choice("changed", "vanished", "moved", "untested", "uncalled", "expired"),
    claim: object({
      id: text("What `threatloom confirm` takes"),
      kind: text(),
      component: maybe("Key of a component"),
      threat: maybe("Key of a threat"),
      control: maybe("Key of a control"),
      symbol: maybe("What it speaks for; null for a module"),
      location: ref("location"),
    }),
    lost: maybe("The function it was written for, or names, that is gone"),
    to: { ...nullable(ref("location")), description: "Where that function stands now" },
    written: { ...nullable(ref("point")), description: "Null where history does not reach back that far" },
    changes: object({ count: integer(), newest: nullable(ref("point")) }),
    advice: text(),
  }),
  flow: object({
    flow: object({
      id: text("What `threatloom confirm` takes"),
      from: text("Key of a component"),
      to: text("Key of a component"),
      label: maybe(),
      location: ref("location"),
    }),
    was: ref("path"),
    at: ref("point"),
    advice: text(),
  }),
  ...pathDefinitions,
};

/** The JSON Schema of the drift document; docs/schema/threatloom-drift.schema.json is written from it. */
export const schema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom drift document",
  description: "The claims that may no longer hold, as `threatloom drift --format json` prints them.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    project: text(),
    since: maybe("The revision that was asked for"),
    history: object({
      reach: choice("found", "whole", "since", "limit", "shallow", "missing"),
      commits: integer(),
      oldest: nullable(ref("point")),
    }),
    evidence: object({
      points: array(ref("point"), "The older points whose calls were looked at"),
      asked: integer(),
      left: integer(),
    }),
    confirmed: integer(),
    items: array(ref("item"), "By place"),
    flows: array(ref("flow"), "Declared flows that calls showed once and show no more, by place"),
  }),
  $defs: definitions,
};
