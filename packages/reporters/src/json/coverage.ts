import type { Report } from "@threatloom/model";
import { schemaVersion } from "./document.js";

/** Functions in one piece of text: large enough to write at once, small enough to forget. */
const PIECE = 500;

/** What stands between two functions; quotes in names are escaped, so that none of them holds this. */
const BETWEEN = '},{"file":';

/**
 * The coverage of a report as JSON: `{ schemaVersion, project, coverage }`, `coverage` null where nobody counted. In
 * pieces, for the list of a large tree is longer than everything else in memory; one function per line.
 */
export function* coverageJson(report: Report): Generator<string> {
  const { project, coverage } = report;
  const head = coverage && { ...coverage, list: [] };
  const text = `${JSON.stringify({ schemaVersion, project, coverage: head }, null, 2)}\n`;
  // No name can hold this: line ends in names are escaped.
  const empty = '\n    "list": []';
  const at = text.indexOf(empty);
  if (coverage === null || coverage.list.length === 0) {
    yield text;
    return;
  }
  yield `${text.slice(0, at)}\n    "list": [`;
  for (let from = 0; from < coverage.list.length; from += PIECE) {
    const lines = JSON.stringify(coverage.list.slice(from, from + PIECE)).slice(1, -1);
    yield `${from === 0 ? "" : ","}\n      ${lines.replaceAll(BETWEEN, '},\n      {"file":')}`;
  }
  yield `\n    ]${text.slice(at + empty.length)}`;
}
