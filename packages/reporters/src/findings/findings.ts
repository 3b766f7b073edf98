import { namesOf, type Report } from "@threatloom/model";
import type { CheckOptions } from "../check/types.js";
import { sarifText } from "../sarif/document.js";
import type { SarifItem } from "../sarif/types.js";
import { compare, counted } from "../view.js";
import { areaItems } from "./areas.js";
import { driftResults } from "./drifted.js";
import { AREA, areaHelp } from "./help.js";
import { findingResults } from "./model-findings.js";

/** How findings are rendered: what rules say of themselves, and where the project lies in its repository. */
export type FindingsOptions = Pick<CheckOptions, "prefix" | "rules" | "toolVersion">;

/**
 * Everything about a project that somebody should act on, as SARIF 2.1.0: what rules find and no claim answers (open
 * exposures are among it), areas of concern, and drift. What rests on something that nobody said is only counted.
 */
export function findingsSarif(report: Report, options: FindingsOptions = {}): string {
  const names = namesOf(report.model, report.references);
  const { items, questions, placeless } = findingResults(report, names);
  const all = [...items, ...areaItems(report), ...driftResults(report, names)].sort(inOrder);
  const notes = [
    ...(questions > 0 ? [`${counted(questions, "question")} left out: what rules need to know and nobody said.`] : []),
    ...(placeless > 0 ? [`${counted(placeless, "finding")} left out: nothing says where they belong.`] : []),
  ];
  return sarifText(all, { ...options, rules: { ...options.rules, [AREA]: areaHelp }, rest: "model.json", notes });
}

function inOrder(a: SarifItem, b: SarifItem): number {
  return (
    compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule) || compare(a.id, b.id)
  );
}
