import { jsonText } from "../escape.js";
import type { HistoryView } from "./types.js";

/** Of this document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

/** History as a JSON document; docs/schema/threatloom-history.schema.json describes it. */
export function historyJson({ project, trend }: HistoryView): string {
  const { every, since, until, shallow, points, open } = trend;
  return `${jsonText({ schemaVersion, project, every, since, until, shallow, points, open }, 2)}\n`;
}
