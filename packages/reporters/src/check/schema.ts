import { checkKinds } from "@threatloom/model";
import { array, choice, integer, nullable, object, ref, text, type Schema } from "../json/schema-parts.js";

const flag: Schema = { type: "boolean" };
const kind = choice(...checkKinds);

const definitions: Record<string, Schema> = {
  item: object(
    {
      id: text("Identity made of meaning; stays the same when lines shift or files move"),
      kind,
      rule: text("The diagnostic code or rule: what `threatloom explain` takes"),
      level: choice("error", "warning", "info"),
      severity: nullable(choice("critical", "high", "medium", "low")),
      message: text(),
      expected: text(),
      suggestion: text(),
      file: text("Relative to the root, with `/`"),
      line: integer(),
      column: integer(),
      endLine: integer(),
      endColumn: integer(),
      component: nullable(text("Key of a component")),
      threat: nullable(text("Key of a threat")),
      references: array(text(), "What the claims and their threats refer to, as it is written"),
      fails: flag,
    },
    ["expected", "suggestion", "references"],
  ),
  entry: object({ id: text(), kind, rule: text(), file: text(), message: text() }),
};

/** The JSON Schema of the check document; docs/schema/threatloom-check.schema.json is written from it. */
export const schema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Threatloom check document",
  description: "What the gate says about a project or a change, as `threatloom check --format json` prints it.",
  ...object({
    schemaVersion: { type: "string", pattern: "^1\\.[0-9]+$" },
    tool: object({ name: { const: "threatloom" }, version: text() }),
    project: text(),
    subject: text("What was judged, for people"),
    failed: { ...flag, description: "At least one item fails" },
    counts: object({ errors: integer(), warnings: integer(), infos: integer(), failing: integer() }),
    files: object({ listed: integer(), annotated: integer(), skipped: integer() }),
    items: array(ref("item"), "In file order"),
    adopted: { ...integer(), description: "How many items the baseline hides" },
    stale: array(ref("entry"), "Entries of the baseline that no longer occur"),
  }),
  $defs: definitions,
};
