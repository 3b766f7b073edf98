import { version, type Report } from "@threatloom/model";
import { jsonText } from "../escape.js";
import { suggestionsFor } from "./suggest.js";

/** Of the document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

/** Declared and observed flows as JSON; docs/schema/threatloom-flows.schema.json describes it. */
export function flowsJson(report: Report): string {
  const { flows = [], unseen = [], bypasses = [], owners = [] } = report.observed ?? {};
  const seen = new Set(flows.flatMap(({ declared }) => declared));
  const wanted = new Set(unseen);
  const declared = report.model.flows.map(({ id, from, to, label, bidirectional, crosses, location }) => {
    const standing = seen.has(id) ? "observed" : wanted.has(id) ? "unseen" : "not-in-calls";
    return { id, from, to, label, bidirectional, crosses, location, standing };
  });
  const document = {
    schemaVersion,
    tool: { name: "threatloom", version },
    project: report.project,
    functions: report.observed?.functions ?? { found: 0, owned: 0 },
    owners,
    observed: flows,
    declared,
    bypasses,
    suggestions: suggestionsFor(report),
  };
  return `${jsonText(document, 2)}\n`;
}
