import { version, type CheckItem, type CheckReport } from "@threatloom/model";
import { jsonText } from "../escape.js";
import { cell } from "../text/style.js";
import { counted } from "../view.js";
import { LEVELS, rulesOf, type RuleReference } from "./sarif-rules.js";
import type { CheckOptions } from "./types.js";
import { fingerprints, fullMessage, gravestFirst, MESSAGE, rangeOf, repositoryPath } from "./view.js";

/** What an upload may hold: results per run, and bytes (the limit is on the packed file; the plain one is safe). */
const MOST = { results: 25_000, bytes: 10_000_000 };

/** For the notification about results that were left out, and the commas and line ends between the others. */
const RESERVE = 1000;

const NO_RESULTS = '"results": []';

/**
 * SARIF 2.1.0 as GitHub code scanning reads it, one result per line. What is beyond the limits of an upload, the least
 * grave first, is left out and counted in a notification.
 */
export function sarif(report: CheckReport, options: CheckOptions): string {
  const { rules, references } = rulesOf(report.items, options);
  const ids = fingerprints(report.items);
  const results = report.items.map((item, at) => jsonText(resultOf(item, references[at]!, ids[at]!, options)));
  const frame = Buffer.byteLength(documentText(rules, 0, options));
  const kept = keep(report.items, results, MOST.bytes - frame - RESERVE);
  const left = results.length - kept.length;
  const whole = documentText(rules, left, options);
  if (kept.length === 0) return whole;
  const at = whole.lastIndexOf(NO_RESULTS) + NO_RESULTS.length - 1;
  return `${whole.slice(0, at)}\n${kept.join(",\n")}\n${whole.slice(at)}`;
}

/** The gravest results that fit, in the order of the report. */
function keep(items: readonly CheckItem[], results: readonly string[], bytes: number): string[] {
  const kept = new Set<number>();
  let room = bytes;
  for (const { at } of gravestFirst(items.map((item, at) => ({ ...item, at })))) {
    room -= Buffer.byteLength(results[at]!) + 2;
    if (room < 0 || kept.size === MOST.results) break;
    kept.add(at);
  }
  return results.filter((_, at) => kept.has(at));
}

/** The document without its results, which stand last so that they can be put in. */
function documentText(rules: readonly object[], left: number, options: CheckOptions): string {
  const invocation = { executionSuccessful: true, ...(left === 0 ? {} : notifications(left)) };
  const run = {
    tool: { driver: { name: "Threatloom", semanticVersion: options.toolVersion ?? version, rules } },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    invocations: [invocation],
    results: [],
  };
  const document = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${jsonText(document, 1)}\n`;
}

function notifications(left: number): object {
  const text = `${counted(left, "more result")} left out, to stay within what code scanning accepts; --format json has all.`;
  return { toolExecutionNotifications: [{ level: "warning", message: { text } }] };
}

function resultOf(item: CheckItem, rule: RuleReference, fingerprint: string, options: CheckOptions): object {
  const { line, column, endLine, endColumn } = rangeOf(item);
  const uri = uriOf(repositoryPath(item.file, options.prefix));
  return {
    ...rule,
    level: LEVELS[item.level],
    message: { text: messageText(cell(fullMessage(item), MESSAGE)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    properties: propertiesOf(item),
  };
}

function propertiesOf({ kind, fails, component, threat }: CheckItem): object {
  return { kind, fails, ...(component === null ? {} : { component }), ...(threat === null ? {} : { threat }) };
}

/**
 * Text for a plain text message: braces are doubled, as the standard wants it, lest they be placeholders. A link is a
 * closing bracket with a parenthesis right behind it; viewers do not agree on backslashes, so a blank parts the two.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
function messageText(text: string): string {
  return text.replace(/[{}]/g, "$&$&").replaceAll("](", "] (");
}

/** A path as a relative reference. Half a surrogate pair has no bytes, and becomes the sign for that. */
function uriOf(path: string): string {
  return path
    .split("/")
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd")))
    .join("/");
}
