import type { Report } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { problemsLine } from "../actions/problems.js";

const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

/** What `report` prints when it is done; `written` are the files. */
export function summaryOf(content: Report, written: readonly string[]): string {
  const { model, coverage, diagnostics } = content;
  const open = model.pairs.filter(({ status }) => status === "exposed" || status === "partial").length;
  const lines = [
    `${visible(content.project)}: ${count(open, "open threat")}, ${count(model.components.length, "component")}, ${count(model.claims.length, "claim")}`,
  ];
  if (coverage) {
    const { covered, found, tested } = coverage.functions;
    lines.push(`functions: ${covered} of ${found} covered, ${tested} tested`);
  }
  const problems = problemsLine(diagnostics);
  if (problems !== null) lines.push(problems);
  if (model.annotations.length === 0)
    lines.push("no annotations were found; `threatloom explain @mitigates` shows how they are written");
  lines.push(...written.map((path) => `wrote ${visible(path)}`));
  return `${lines.join("\n")}\n`;
}
