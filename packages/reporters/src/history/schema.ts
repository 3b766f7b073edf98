import { array, choice, integer, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";

const exposure: Record<string, Schema> = {
  key: text("The identity of the pair, the same at every point and in `threatloom diff`"),
  component: text("Key of a component"),
  threat: text("Key of a threat"),
  componentName: text(),
  threatName: text(),
  severity: nullable(choice("critical", "high", "medium", "low")),
};

const moment: Record<string, Schema> = {
  commit: text("The full id"),
  date: text("When it was committed: ISO 8601 in UTC, to the second"),
};

const definitions: Record<string, Schema> = {
  exposure: object(exposure),
  point: object({
    ...moment,
    open: { ...integer(), description: "Pairs of component and threat that are exposed" },
    partial: integer(),
    mitigated: integer(),
    accepted: integer(),
    transferred: integer(),
    expired: { ...integer(), description: "Acceptances past their date on the day of the commit" },
    functions: {
      ...nullable(object({ found: integer(), covered: integer(), tested: integer() })),
      description: "Null where functions were not counted",
    },
    opened: array(ref("exposure"), "Exposed or partial here, and not at the point before; sorted by key"),
    closed: array(ref("exposure"), "The reverse"),
  }),
  openSince: object({
    ...exposure,
    ...moment,
    days: { ...integer(), description: "Whole days from then to `until`" },
    atLeast: { type: "boolean", description: "It was open at the first point already: it may be older" },
  }),
};

/** The JSON Schema of the history document; docs/schema/threatloom-history.schema.json is written from it. */
export const schema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom history document",
  description: "How a threat model went over time, as `threatloom history --format json` prints it.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    project: text(),
    every: choice("commit", "day", "week"),
    since: nullable(text("As it was asked for; null for all of history")),
    until: nullable(text("The day ages are counted to, YYYY-MM-DD; null before the first commit")),
    shallow: { type: "boolean", description: "The clone ends before what was asked for" },
    points: array(ref("point"), "Oldest first"),
    open: array(ref("openSince"), "What is open at the last point, oldest first"),
  }),
  $defs: definitions,
};
