import { namesOf, type CallPath, type Names, type ObservedFlow, type Report } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, source, table, type Section } from "../markdown/parts.js";
import { share } from "../view.js";
import { suggestionsFor } from "./suggest.js";
import { callWords, doubt, flowsView, flowWords, stepPlace, type FlowsView } from "./view.js";

/** Rows of each table before the rest is only counted. */
const MOST = 50;

function evidenceCell(path: CallPath): string {
  const unsure = doubt(path);
  const steps = path.steps.map((step) => `${codeSpan(step.name)} in ${codeSpan(stepPlace(step))}`);
  return [...steps, ...(unsure === null ? [] : [escapeMarkdown(unsure)])].join("<br>");
}

function observedRow({ from, to, calls, crosses, evidence }: ObservedFlow, names: Names): string[] {
  return [
    `${escapeMarkdown(names.component(from))} → ${escapeMarkdown(names.component(to))}`,
    crosses.map((key) => escapeMarkdown(names.boundary(key))).join(", ") || "–",
    callWords(calls),
    evidenceCell(evidence),
  ];
}

function bounded<T>(head: readonly string[], list: readonly T[], row: (item: T) => string[]): Section {
  const more = list.length > MOST ? ["", `And ${list.length - MOST} more.`] : [];
  return [...table(head, list.slice(0, MOST).map(row)), ...more];
}

const OBSERVED = ["Flow", "Crosses", "Calls", "Evidence"];

function parts(view: FlowsView, names: Names, level: string): Section[] {
  const observed = (list: readonly ObservedFlow[]): Section =>
    bounded(OBSERVED, list, (flow) => observedRow(flow, names));
  return [
    section(`${level} Not declared`, observed(view.undeclared)),
    section(
      `${level} Around a mitigation`,
      bounded(["Guard", "Threat", "Way"], view.bypasses, ({ component, threat, guard, evidence }) => [
        codeSpan(guard.name),
        `${escapeMarkdown(names.threat(threat))} on ${escapeMarkdown(names.component(component))}`,
        evidenceCell(evidence),
      ]),
    ),
    section(`${level} Declared and observed`, observed(view.agreed)),
    section(
      `${level} Declared, and no call shows it`,
      bounded(["Flow", "What", "Where"], view.unseen, (flow) => [
        `${escapeMarkdown(names.component(flow.from))} ${flow.bidirectional ? "↔" : "→"} ${escapeMarkdown(names.component(flow.to))}`,
        escapeMarkdown(flow.label ?? "–"),
        source(flow),
      ]),
    ),
  ];
}

/** The part of a report about observed flows; nothing where calls were not read, or no function belongs to anybody. */
export function observedSection(report: Report): Section {
  const view = flowsView(report);
  const { found, owned } = view.functions;
  if (report.observed === null || owned === 0) return [];
  const summary = `${flowWords(view)}. ${share(owned, found)} functions belong to a component.`;
  return section("## Observed flows", [summary], ...parts(view, namesOf(report.model), "###"));
}

/** Declared and observed flows as a Markdown document. */
export function flowsMarkdown(report: Report): string {
  const view = flowsView(report);
  const { found, owned } = view.functions;
  const summary = `${flowWords(view)}. ${share(owned, found)} functions belong to a component.`;
  const head = `# Flows of ${escapeMarkdown(report.project)}`;
  return `${section(head, [summary], ...parts(view, namesOf(report.model), "##")).join("\n")}\n`;
}

/** Annotations for the flows that nobody declared, as a Markdown list of blocks. */
export function suggestionMarkdown(report: Report): string {
  const rows = suggestionsFor(report).map((one) => [
    codeSpan(`${one.file}:${one.line}`),
    codeSpan(one.function),
    codeSpan(one.annotation),
  ]);
  const body = rows.length === 0 ? ["Every observed flow is declared."] : table(["Where", "Above", "Annotation"], rows);
  return `${section(`# Flows to declare in ${escapeMarkdown(report.project)}`, body).join("\n")}\n`;
}
