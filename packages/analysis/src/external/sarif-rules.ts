import type { Severity } from "@threatloom/model";
import { parseReference } from "@threatloom/catalog";
import { listOf, objectOf, textOf, wholeOf, type Json } from "./json.js";

/** The rule of a result, in the driver of its run or in an extension; an empty object where the file has none. */
export type RuleOf = (result: Json) => Json;

/** Opens the rules of a run. */
export function rulesIn(run: Json): RuleOf {
  const tool = objectOf(run["tool"]);
  const parts = [objectOf(tool["driver"]), ...listOf(tool["extensions"]).map(objectOf)];
  const lists = parts.map((part) => listOf(part["rules"]).map(objectOf));
  const byId = new Map<string, Json>();
  for (const rule of lists.flat()) {
    const id = textOf(rule["id"]);
    if (id !== null && !byId.has(id)) byId.set(id, rule);
  }
  return (result) => {
    const reference = objectOf(result["rule"]);
    const part = wholeOf(objectOf(reference["toolComponent"])["index"], 0);
    const index = wholeOf(reference["index"], 0) ?? wholeOf(result["ruleIndex"], 0);
    const indexed = index === null ? undefined : lists[part === null ? 0 : part + 1]?.[index];
    const id = idOf(result);
    // An index that points to a rule of another name is wrong; names are not.
    const fits = id === null || id === indexed?.["id"] || id.startsWith(`${textOf(indexed?.["id"]) ?? id}/`);
    if (indexed !== undefined && fits) return indexed;
    return (id === null ? undefined : (byId.get(id) ?? byId.get(id.slice(0, id.lastIndexOf("/"))))) ?? {};
  };
}

/** The id that a result gives for its rule. */
export function idOf(result: Json): string | null {
  return textOf(result["ruleId"]) ?? textOf(objectOf(result["rule"])["id"]);
}

/** `external/cwe/cwe-089`, `CWE-89`, `CWE-89: what it is called`; a word of its own, wherever it stands. */
const CWE = /(?<![0-9a-z])cwe[-:_ ]?(\d{1,5})(?![0-9a-z])/gi;
const LONGEST = 500;

function numbersIn(value: unknown): number[] {
  const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === "string");
  return texts.flatMap((text) => [...text.slice(0, LONGEST).matchAll(CWE)].map(([, digits]) => Number(digits)));
}

/** What a reference to a taxon names, where its taxonomy is that of weaknesses. */
function taxon(reference: Json, taxonomies: readonly Json[]): number[] {
  const component = objectOf(reference["toolComponent"]);
  const taxonomy = taxonomies[wholeOf(component["index"], 0) ?? -1] ?? {};
  const name = textOf(component["name"]) ?? textOf(taxonomy["name"]) ?? "";
  const entry = objectOf(listOf(taxonomy["taxa"])[wholeOf(reference["index"], 0) ?? -1]);
  const id = textOf(reference["id"]) ?? textOf(entry["id"]);
  if (id === null) return [];
  const meant = parseReference(/^cwe$/i.test(name) ? `cwe:${id.replace(/^cwe[-:]?/i, "")}` : id);
  return meant?.catalog === "cwe" ? [Number(meant.id.slice("CWE-".length))] : [];
}

/** The weaknesses of a result: from tags and properties of it and its rule, and from the taxa both refer to. Sorted. */
export function weaknessesOf(result: Json, rule: Json, run: Json): number[] {
  const taxonomies = listOf(run["taxonomies"]).map(objectOf);
  const stated = [result, rule].flatMap((part) => {
    const { tags, cwe, CWE: capitals } = objectOf(part["properties"]);
    return [tags, cwe, capitals].flatMap(numbersIn);
  });
  const related = [
    ...listOf(result["taxa"]).map(objectOf),
    ...listOf(rule["relationships"]).map((one) => objectOf(objectOf(one)["target"])),
  ];
  const all = [...stated, ...related.flatMap((reference) => taxon(reference, taxonomies))];
  return [...new Set(all)].filter((number) => number > 0).sort((a, b) => a - b);
}

const LEVELS: Readonly<Record<string, Severity>> = { error: "high", warning: "medium", note: "low", none: "low" };

/** From a score of CVSS, as the forges read it. */
function scored(value: unknown): Severity | null {
  const score = typeof value === "number" || textOf(value) !== null ? Number(value) : Number.NaN;
  if (!(score > 0 && score <= 10)) return null;
  return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : "low";
}

/** How grave a result is: by its score where there is one, else by its level. */
export function severityOfResult(result: Json, rule: Json): Severity {
  const scores = [result, rule].map((part) => scored(objectOf(part["properties"])["security-severity"]));
  const level = textOf(result["level"]) ?? textOf(objectOf(rule["defaultConfiguration"])["level"]) ?? "warning";
  return scores[0] ?? scores[1] ?? (Object.hasOwn(LEVELS, level) ? LEVELS[level]! : "medium");
}
