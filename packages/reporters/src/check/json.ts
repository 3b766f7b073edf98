import { version, type BaselineEntry, type CheckItem, type CheckReport } from "@threatloom/model";
import { jsonText } from "../escape.js";
import type { CheckOptions } from "./types.js";
import { checkCounts } from "./view.js";

/** Of the check document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

/** The result of a check as a JSON document; docs/schema/threatloom-check.schema.json describes it. */
export function json(report: CheckReport, options: CheckOptions): string {
  const { project, subject, failed, files, adopted } = report;
  const document = {
    schemaVersion,
    tool: { name: "threatloom", version: options.toolVersion ?? version },
    project,
    subject,
    failed,
    counts: checkCounts(report),
    files: { listed: files.listed, annotated: files.annotated, skipped: files.skipped },
    items: report.items.map(itemOf),
    adopted,
    stale: report.stale.map(entryOf),
  };
  return `${jsonText(document, 2)}\n`;
}

/** Field by field, so that the order is that of the documentation and nothing else slips in. */
function itemOf(item: CheckItem): CheckItem {
  const { expected, suggestion, references } = item;
  return {
    id: item.id,
    kind: item.kind,
    rule: item.rule,
    level: item.level,
    severity: item.severity,
    message: item.message,
    ...(expected === undefined ? {} : { expected }),
    ...(suggestion === undefined ? {} : { suggestion }),
    file: item.file,
    line: item.line,
    column: item.column,
    endLine: item.endLine,
    endColumn: item.endColumn,
    component: item.component,
    threat: item.threat,
    ...(references === undefined ? {} : { references }),
    fails: item.fails,
  };
}

function entryOf({ id, kind, rule, file, message }: BaselineEntry): BaselineEntry {
  return { id, kind, rule, file, message };
}
