import { namesOf, type CallPath, type Flow, type Names, type ObservedFlow, type Report } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { cell, paint, type Paint } from "../text/style.js";
import { counted, place } from "../view.js";
import { suggestionLines, suggestionsFor } from "./suggest.js";
import { callWords, doubt, flowsView, flowWords, stepPlace, type FlowsView } from "./view.js";

/** What is shown of each part before the rest is only counted. */
const MOST = 100;

function evidenceLines(path: CallPath, colors: Paint): string[] {
  const unsure = doubt(path);
  const lines = path.steps.map(
    (step, at) => `      ${at === 0 ? "" : "→ "}${cell(step.name)}  ${colors.quiet(cell(stepPlace(step), 120))}`,
  );
  return [...lines, ...(unsure === null ? [] : [`      ${colors.yellow(cell(unsure, 120))}`])];
}

function observedLines(flow: ObservedFlow, names: Names, colors: Paint): string[] {
  const { from, to, calls, crosses, evidence } = flow;
  const borders = crosses.map((key) => cell(names.boundary(key), 40)).join(", ");
  const across = crosses.length === 0 ? "" : `  ${colors.cyan(`across ${borders}`)}`;
  const ends = `${cell(names.component(from))} -> ${cell(names.component(to))}`;
  return [`  ${ends}  (${callWords(calls)})${across}`, ...evidenceLines(evidence, colors)];
}

function declaredLine(flow: Flow, names: Names, colors: Paint): string {
  const { from, to, bidirectional, label, location } = flow;
  const said = label === null ? "" : `: ${cell(label)}`;
  const ends = `${cell(names.component(from))} ${bidirectional ? "<->" : "->"} ${cell(names.component(to))}`;
  return `  ${ends}${said}  ${colors.quiet(cell(place(location), 120))}`;
}

function block<T>(head: string, list: readonly T[], lines: (item: T) => string[]): string[] {
  if (list.length === 0) return [];
  const left = list.length - MOST;
  return [head, ...list.slice(0, MOST).flatMap(lines), ...(left > 0 ? [`  and ${left} more`] : [])];
}

function bypassBlock({ bypasses }: FlowsView, names: Names, colors: Paint): string[] {
  return block(colors.red("Around a mitigation"), bypasses, ({ component, threat, guard, evidence }) => [
    `  ${cell(guard.name)} mitigates ${cell(names.threat(threat))} on ${cell(names.component(component))}, and is not passed:`,
    ...evidenceLines(evidence, colors),
  ]);
}

/** Declared and observed flows for a terminal, with the evidence. */
export function flowsText(report: Report, color: boolean): string {
  const colors = paint(color);
  const names = namesOf(report.model);
  const view = flowsView(report);
  const { found, owned } = view.functions;
  const head = `${colors.bold(`Flows of ${cell(report.project)}`)}: ${flowWords(view)}`;
  const owning = `${owned} of ${counted(found, "function")} belong to a component`;
  const hint = "; claims in the code, or `code:` of a component in threatloom.yaml, say whose a function is";
  const blocks = [
    [head, colors.quiet(`${owning}${owned === 0 ? hint : ""}`)],
    block(colors.yellow("Observed, and not declared"), view.undeclared, (flow) => observedLines(flow, names, colors)),
    bypassBlock(view, names, colors),
    block(colors.green("Observed and declared"), view.agreed, (flow) => observedLines(flow, names, colors)),
    block("Declared, and no call shows it", view.unseen, (flow) => [declaredLine(flow, names, colors)]),
    block("Declared, where calls cannot show it", view.declaredOnly, (flow) => [declaredLine(flow, names, colors)]),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(escapeCommands).join("\n"));
  return `${text.join("\n\n")}\n`;
}

/** Annotations for the flows that nobody declared, to be pasted. */
export function suggestionText(report: Report): string {
  const lines = suggestionLines(suggestionsFor(report)).map(escapeCommands);
  return `${lines.length === 0 ? "Every observed flow is declared." : lines.join("\n")}\n`;
}
