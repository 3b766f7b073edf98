import { statuses } from "@threatloom/model";
import { array, choice, integer, list, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";
import { coveredFunction, definitions } from "../json/schema.js";

const { location, properties, severity, threatCount, functionCount, diagnostic } = definitions;
const { component, boundary, threat, control, data, claim, flow } = definitions;
const flag: Schema = { type: "boolean" };
const status = choice(...statuses);
const element = choice("added", "removed", "changed", "same");
const names: Schema = { type: "object", additionalProperties: { type: "string" }, description: "Names by key" };

/** One part on both sides: what is not there is null, and nothing else is. */
function change(part: string): Schema {
  const sides = (kind: Schema, before: Schema, after: Schema): Schema =>
    object({ id: text(), change: kind, before, after, fields: array(ref("fieldChange")) });
  const nothing: Schema = { type: "null" };
  return {
    anyOf: [
      sides(choice("added"), nothing, ref(part)),
      sides(choice("removed"), ref(part), nothing),
      sides(choice("changed", "moved"), ref(part), ref(part)),
    ],
  };
}

const parts = {
  symbol: object({
    name: text("Without package or module"),
    kind: choice("function", "method", "class", "type", "variable", "module"),
    line: integer(1),
    parent: nullable(text()),
    receiver: nullable(choice("pointer", "value")),
  }),
  fieldChange: object({ field: text(), before: nullable(text()), after: nullable(text()) }),
  coveredFunction,
  coverageNumbers: object({ functions: ref("functionCount"), threats: ref("threatCount") }),
  side: object({ name: text(), commit: nullable(text("The full id; null for what is no commit")) }),
  statusChange: object({
    id: text(),
    component: text("Key of a component"),
    threat: text("Key of a threat"),
    before: nullable(status),
    after: nullable(status),
    direction: choice("better", "worse", "same"),
    tested: object({ before: flag, after: flag }),
    severity: nullable(ref("severity")),
  }),
  codeChange: object({
    id: text(),
    symbol: ref("symbol"),
    location: ref("location"),
    before: ref("location"),
    claims: array(ref("claim"), "As they are after the change"),
  }),
  coverageChange: object({
    scope: choice("changed", "project"),
    before: ref("coverageNumbers"),
    after: ref("coverageNumbers"),
    uncovered: array(ref("coveredFunction"), "Had a claim of their own and have none now"),
    added: array(ref("coveredFunction"), "New, without a claim"),
  }),
  affectedComponent: object({
    key: text(),
    name: text(),
    segments: list(),
    role: choice("process", "data-store", "external-entity", "actor"),
    boundaries: list(),
    change: element,
    before: nullable(status),
    after: nullable(status),
  }),
  affectedFlow: object({
    from: text("Key of a component"),
    to: text("Key of a component"),
    label: nullable(text()),
    bidirectional: flag,
    crosses: list("Keys of the boundaries it crosses"),
    change: element,
  }),
};

/** The JSON Schema of the diff document; docs/schema/diff.schema.json is written from it, and `readDiff` holds to it. */
export const schema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom diff document",
  description: "What a change does to a threat model, as `threatloom diff --format json` prints it.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    tool: object({ name: choice("threatloom"), version: text() }),
    project: text(),
    folder: text("Of the project in its repository, with / at its end; empty at the top"),
    before: ref("side"),
    after: ref("side"),
    diff: object({
      components: array(change("component")),
      boundaries: array(change("boundary")),
      threats: array(change("threat")),
      controls: array(change("control")),
      data: array(change("data")),
      flows: array(change("flow")),
      claims: array(change("claim")),
      statuses: array(ref("statusChange")),
      code: array(ref("codeChange")),
      coverage: nullable(ref("coverageChange")),
    }),
    affected: object({ components: array(ref("affectedComponent")), flows: array(ref("affectedFlow")) }),
    names: object({ components: names, threats: names, controls: names, data: names, boundaries: names }),
    diagnostics: object({ added: array(ref("diagnostic")), removed: array(ref("diagnostic")) }),
    submodules: array(object({ path: text(), before: nullable(text()), after: nullable(text()) })),
  }),
  $defs: {
    ...{ location, properties, severity, threatCount, functionCount, diagnostic },
    ...{ component, boundary, threat, control, data, claim, flow },
    ...parts,
  },
};
