import { exposureKinds, strideNames } from "@threatloom/model";
import { array, choice, integer, nullable, object, ref, text, type Schema } from "./schema-parts.js";

const functionPlace = object({ file: text(), line: integer(1), name: text() });

/** Critical functions, by name. */
export const criticalDefinitions = {
  critical: object({
    found: integer(),
    covered: integer(),
    byType: integer(),
    commits: nullable(integer()),
    areas: array(ref("areaOfConcern"), "Critical functions that no claim covers, the most worrying first"),
  }),
  areaOfConcern: object({
    file: text(),
    line: integer(1),
    name: text(),
    kind: choice("function", "method"),
    exported: { type: "boolean" },
    severity: ref("severity"),
    score: integer(),
    sinks: array(ref("sink"), "Gravest first"),
    exposure: object({ kind: choice(...exposureKinds), from: nullable(functionPlace), steps: integer() }),
    churn: nullable(integer()),
    suggestion: object({ component: nullable(text()), threat: nullable(text()), annotation: text() }),
  }),
  sink: object({
    category: text(),
    title: text(),
    stride: array(choice(...Object.keys(strideNames))),
    cwe: array(integer(1)),
    severity: ref("severity"),
    target: text("Full name of what is called"),
    line: integer(1),
    through: nullable(functionPlace),
  }),
} satisfies Record<string, Schema>;
