import { version } from "@threatloom/model";
import type { CheckOptions } from "../check/types.js";
import { fingerprints, gravestFirst, MESSAGE, rangeOf, repositoryPath } from "../check/view.js";
import { jsonText } from "../escape.js";
import { cell } from "../text/style.js";
import { counted } from "../view.js";
import { LEVELS, rulesOf, type RuleReference } from "./rules.js";
import type { SarifItem, SarifPlace } from "./types.js";

/** What an upload may hold: results per run, and bytes (the limit is on the packed file; the plain one is safe). */
const MOST = { results: 25_000, bytes: 10_000_000 };

/** For the notification about results that were left out, and the commas and line ends between the others. */
const RESERVE = 1000;

const NO_RESULTS = '"results": []';

/** What SARIF is made with, besides the items. */
export interface SarifOptions extends Pick<CheckOptions, "prefix" | "rules" | "toolVersion"> {
  /** Where all of what does not fit is found. */
  rest: string;
  /** What else there is to say about the run, as sentences of ours. */
  notes?: readonly string[];
}

/**
 * SARIF 2.1.0 as GitHub code scanning reads it, one result per line. What is beyond the limits of an upload, the least
 * grave first, is left out and counted in a notification.
 */
export function sarifText(items: readonly SarifItem[], options: SarifOptions): string {
  const { rules, references } = rulesOf(items, options);
  const ids = fingerprints(items);
  const results = items.map((item, at) => jsonText(resultOf(item, references[at]!, ids[at]!, options)));
  const frame = Buffer.byteLength(documentText(rules, 0, options));
  const kept = keep(items, results, MOST.bytes - frame - RESERVE);
  const left = results.length - kept.length;
  const whole = documentText(rules, left, options);
  if (kept.length === 0) return whole;
  const at = whole.lastIndexOf(NO_RESULTS) + NO_RESULTS.length - 1;
  return `${whole.slice(0, at)}\n${kept.join(",\n")}\n${whole.slice(at)}`;
}

/** The gravest results that fit, in the order of the report. */
function keep(items: readonly SarifItem[], results: readonly string[], bytes: number): string[] {
  const kept = new Set<number>();
  let room = bytes;
  for (const { at } of gravestFirst(items.map(({ fails, level, severity }, at) => ({ fails, level, severity, at })))) {
    room -= Buffer.byteLength(results[at]!) + 2;
    if (room < 0 || kept.size === MOST.results) break;
    kept.add(at);
  }
  return results.filter((_, at) => kept.has(at));
}

/** The document without its results, which stand last so that they can be put in. */
function documentText(rules: readonly object[], left: number, options: SarifOptions): string {
  const notes = notesOf(left, options);
  const run = {
    tool: { driver: { name: "Threatloom", semanticVersion: options.toolVersion ?? version, rules } },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    invocations: [{ executionSuccessful: true, ...(notes.length > 0 && { toolExecutionNotifications: notes }) }],
    results: [],
  };
  const document = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${jsonText(document, 1)}\n`;
}

function notesOf(left: number, { rest, notes = [] }: SarifOptions): object[] {
  const more = `${counted(left, "more result")} left out, to stay within what code scanning accepts; ${rest} has all.`;
  return [
    ...(left === 0 ? [] : [{ level: "warning", message: { text: more } }]),
    ...notes.map((text) => ({ level: "note", message: { text } })),
  ];
}

function resultOf(item: SarifItem, rule: RuleReference, fingerprint: string, options: SarifOptions): object {
  const related = item.related.map((place, at) => ({
    id: at + 1,
    physicalLocation: physical(place, options),
    message: { text: messageText(cell(place.message, MESSAGE)) },
  }));
  return {
    ...rule,
    level: LEVELS[item.level],
    message: { text: messageText(cell(item.message, MESSAGE)) },
    locations: [{ physicalLocation: physical(item, options) }],
    ...(related.length > 0 && { relatedLocations: related }),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    properties: item.properties,
  };
}

function physical(item: SarifPlace, { prefix }: SarifOptions): object {
  const { line, column, endLine, endColumn } = rangeOf(item);
  return {
    artifactLocation: { uri: uriOf(repositoryPath(item.file, prefix)), uriBaseId: "%SRCROOT%" },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
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
