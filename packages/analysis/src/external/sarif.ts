import type { Location, ScannerResult } from "@threatloom/model";
import { entryOf, isObject, listOf, objectOf, placesIn, textOf, wholeOf, type Json, type Place } from "./json.js";
import { pathOf, type ProjectPlace } from "./places.js";
import { idOf, rulesIn, severityOfResult, weaknessesOf } from "./sarif-rules.js";

/** What a file of another scanner may hold, and how much of a text is kept. */
export const sarifLimits = { results: 100_000, locations: 20, message: 1000, name: 200 } as const;

/** What is wrong with a file as a whole, and where. */
export interface SarifProblem extends Place {
  message: string;
}

/** Something is wrong at a path of the document; a path that is not there stands for its start. */
class Wrong extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

const HINT = "give a file in the format SARIF 2.1.0";

/**
 * Reads the results of another tool from SARIF 2.1.0. The file may come from anywhere: what is no SARIF is a problem with
 * its place, never an exception. Left out is what the tool itself takes back: results that passed, that were suppressed,
 * and that are gone since its baseline. A place outside of the project is none.
 */
export async function readSarif(text: string, project: ProjectPlace): Promise<ScannerResult[] | SarifProblem> {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let document: unknown;
  try {
    document = JSON.parse(source);
  } catch {
    const { fault } = await placesIn(source);
    return { ...(fault ?? { line: 1, column: 1 }), message: `this is no JSON; ${HINT}` };
  }
  try {
    return resultsIn(document, project);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { ...(await placesIn(source, [error.path])).of(error.path), message: error.message };
  }
}

function resultsIn(document: unknown, project: ProjectPlace): ScannerResult[] {
  if (!isObject(document)) throw new Wrong("$", `this is no object with version and runs; ${HINT}`);
  const { version, runs } = document;
  if (version !== "2.1.0") throw new Wrong("$.version", `version is not "2.1.0"; ${HINT}`);
  if (!Array.isArray(runs)) throw new Wrong("$.runs", "runs is no list");
  const results: ScannerResult[] = [];
  runs.forEach((run: unknown, at) => {
    if (!isObject(run)) throw new Wrong(`$.runs.${at}`, `runs[${at}] is no object`);
    const list = run["results"] ?? [];
    if (!Array.isArray(list)) throw new Wrong(`$.runs.${at}.results`, `results of runs[${at}] is no list`);
    const read = readerOf(run, at, project);
    list.forEach((result: unknown, index) => {
      const path = `$.runs.${at}.results.${index}`;
      if (!isObject(result)) throw new Wrong(path, `results[${index}] of runs[${at}] is no object`);
      if (!stands(result)) return;
      const most = sarifLimits.results;
      if (results.length === most) throw new Wrong(path, `more than ${most} results are not read; filter the file`);
      results.push(read(result));
    });
  });
  return results;
}

/** Whether a result is something the tool found and still stands by. */
function stands(result: Json): boolean {
  if ((textOf(result["kind"]) ?? "fail") !== "fail" || result["baselineState"] === "absent") return false;
  const suppressions = listOf(result["suppressions"]).map((one) => textOf(objectOf(one)["status"]) ?? "accepted");
  return !suppressions.includes("accepted");
}

function readerOf(run: Json, at: number, project: ProjectPlace): (result: Json) => ScannerResult {
  const driver = objectOf(objectOf(run["tool"])["driver"]);
  const tool = textOf(driver["name"]);
  if (tool === null) throw new Wrong(`$.runs.${at}.tool`, `the tool of runs[${at}] has no name`);
  const ruleOf = rulesIn(run);
  const placeOf = placesOf(run, project);
  return (result) => {
    const rule = ruleOf(result);
    return {
      tool: cut(tool, sarifLimits.name),
      rule: cut(idOf(result) ?? textOf(rule["id"]) ?? "unnamed", sarifLimits.name),
      message: messageOf(result, rule),
      severity: severityOfResult(result, rule),
      cwe: weaknessesOf(result, rule, run),
      location: placeOf(result),
    };
  };
}

/** The first place of a result that lies in the project. */
function placesOf(run: Json, project: ProjectPlace): (result: Json) => Location | null {
  const bases = objectOf(run["originalUriBaseIds"]);
  const artifacts = listOf(run["artifacts"]);
  return (result) => {
    for (const one of listOf(result["locations"]).slice(0, sarifLimits.locations)) {
      const physical = objectOf(objectOf(one)["physicalLocation"]);
      const artifact = objectOf(physical["artifactLocation"]);
      const index = wholeOf(artifact["index"], 0);
      const listed = index === null ? {} : objectOf(objectOf(artifacts[index])["location"]);
      const file = pathOf(textOf(artifact["uri"]) === null ? listed : artifact, bases, project);
      if (file === null) continue;
      const { startLine, startColumn } = objectOf(physical["region"]);
      return { file, line: wholeOf(startLine, 1) ?? 1, column: wholeOf(startColumn, 1) ?? 1 };
    }
    return null;
  };
}

/** The text of a message, its placeholders filled in: `{0}` stands for an argument, `{{` for a brace. */
function messageOf(result: Json, rule: Json): string {
  const message = objectOf(result["message"]);
  const named = objectOf(entryOf(objectOf(rule["messageStrings"]), textOf(message["id"]) ?? ""));
  const text =
    [message["text"], message["markdown"], named["text"], objectOf(rule["shortDescription"])["text"], rule["name"]]
      .map(textOf)
      .find((one) => one !== null) ?? "";
  const args = listOf(message["arguments"]).map((one) => cut(textOf(one) ?? "", sarifLimits.message));
  const filled = cut(text, sarifLimits.message).replace(/\{\{|\}\}|\{(\d{1,2})\}/g, (found, digits?: string) =>
    digits === undefined ? found[0]! : (args[Number(digits)] ?? found),
  );
  return cut(filled.trim(), sarifLimits.message);
}

/** The start of a text; never half a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
