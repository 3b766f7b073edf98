import type { Report, StrideBoundary, StrideReport } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { counted, place } from "../view.js";
import { cellOf, cellText, countWords, legend, LETTERS, STANDINGS, standingWords, type Threat } from "./signs.js";
import {
  boundaryViews,
  DIRECTIONS,
  matrixRows,
  type BoundaryView,
  type CrossingView,
  type ReachedView,
  type Threatened,
} from "./view.js";

/** What is shown before the rest is only counted. */
const MOST_ROWS = 100;
const MOST_BOUNDARIES = 20;
const MOST_CROSSINGS = 25;
const MOST_REACHED = 25;
const MOST_THREATS = 10;
const MOST_RULES = 4;
const MOST_OTHERS = 50;

/** The STRIDE tables as a Markdown document. */
export function strideMarkdown(report: Report, stride: StrideReport): string {
  const blocks = strideBlocks(stride, "##");
  const body = blocks.length > 0 ? blocks : ["Nothing to judge: the model has no elements."];
  return `# STRIDE of ${escapeMarkdown(report.project)}\n\n${body.join("\n")}\n`;
}

/** The STRIDE part of a report: the matrix, a table per boundary, and what has no letter. */
export function strideBlocks(stride: StrideReport, level: "##" | "###"): Section {
  const views = boundaryViews(stride, MOST_REACHED);
  const left = views.length - MOST_BOUNDARIES;
  const parts = [
    matrixPart(stride),
    ...views.slice(0, MOST_BOUNDARIES).map((view) => boundaryPart(view, level)),
    left > 0 ? [`And ${counted(left, "more boundary", "more boundaries")}: \`threatloom stride\` shows all.`] : [],
    othersPart(stride, level),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part, at) => (at === 0 ? part : ["", ...part]));
}

function matrixPart(stride: StrideReport): Section {
  const { rows, left } = matrixRows(stride.elements, MOST_ROWS);
  if (rows.length === 0) return [];
  const lines = rows.map((element) => [
    escapeMarkdown(element.name),
    element.type,
    ...LETTERS.map((letter) => cellText(cellOf(element, letter))),
  ]);
  const rest = left > 0 ? ["", `And ${counted(left, "more element")}.`] : [];
  const total = `${standingWords(stride)}. In the cells: ${legend()}; empty where a letter does not apply.`;
  return [total, "", ...table(["Element", "Type", ...LETTERS], lines), ...rest];
}

function threatText({ letters, title, status, severity, rule }: Threat): string {
  const [sign] = STANDINGS[status];
  const facts = [...(severity === null ? [] : [severity]), ...(rule === null ? [] : [codeSpan(rule)])];
  const more = facts.length > 0 ? ` (${facts.join(", ")})` : "";
  return `${sign} ${status} ${letters}: ${escapeMarkdown(title)}${more}`;
}

function flowText({ from, to, label, direction }: StrideBoundary["crossings"][number]): string {
  const arrow = direction === "both" ? "↔" : "→";
  return `${escapeMarkdown(from)} ${arrow} ${escapeMarkdown(to)}${label === null ? "" : `: ${escapeMarkdown(label)}`}`;
}

/** The threats to a flow or a component, in one cell of a table. */
function threatsText({ threats, possible }: Threatened): string {
  const left = threats.length - MOST_THREATS;
  const rules = possible.slice(0, MOST_RULES).map(escapeMarkdown);
  const asked = [...rules, ...(possible.length > MOST_RULES ? [`${possible.length - MOST_RULES} more`] : [])];
  const lines = [
    ...threats.slice(0, MOST_THREATS).map(threatText),
    ...(left > 0 ? [`and ${left} more`] : []),
    ...(asked.length > 0 ? [`${STANDINGS.possible[0]} possible: ${asked.join(", ")}`] : []),
  ];
  return lines.join("<br>") || "–";
}

function crossingRow(view: CrossingView): string[] {
  const { crossing } = view;
  return [
    DIRECTIONS[crossing.direction],
    flowText(crossing),
    crossing.data.map(escapeMarkdown).join(", ") || "–",
    threatsText(view),
  ];
}

/** What threatens a component is listed at the first boundary over which it is reached, and only counted at others. */
function reachedRow(view: ReachedView): string[] {
  const { name, threats, possible, listedAcross } = view;
  const counts = countWords([...threats.map(({ status }) => status), ...possible.map(() => "possible" as const)]);
  const text = listedAcross === null ? threatsText(view) : `${counts}, listed across ${escapeMarkdown(listedAcross)}`;
  return [escapeMarkdown(name), text];
}

function boundaryPart({ boundary, crossings, reached }: BoundaryView, level: string): Section {
  const rows = crossings.slice(0, MOST_CROSSINGS).map(crossingRow);
  const left = crossings.length - rows.length;
  const unreached = reached.length - MOST_REACHED;
  return section(
    `${level} Across ${escapeMarkdown(boundary.name)}`,
    table(["Direction", "Flow", "Data", "Threats to the flow"], rows),
    left > 0 ? [`And ${counted(left, "more flow")}.`] : [],
    table(["Reached", "Threats to what is reached"], reached.slice(0, MOST_REACHED).map(reachedRow)),
    unreached > 0 ? [`And ${counted(unreached, "more component")}.`] : [],
  );
}

function othersPart({ others }: StrideReport, level: string): Section {
  if (others.length === 0) return [];
  const rows = others
    .slice(0, MOST_OTHERS)
    .map(({ name, title, status, severity, rule, location }) => [
      `${STANDINGS[status][0]} ${status}`,
      escapeMarkdown(title),
      name === null ? "–" : escapeMarkdown(name),
      severity ?? "–",
      rule === null ? "–" : codeSpan(rule),
      location === null ? "–" : codeSpan(place(location)),
    ]);
  const left = others.length - rows.length;
  return section(
    `${level} Without a letter`,
    [
      "Their names and references do not tell what kind of threats they are: say `stride:` below the threat, or give it a CWE.",
    ],
    table(["Status", "Threat", "At", "Severity", "Rule", "Where"], rows),
    left > 0 ? [`And ${left} more.`] : [],
  );
}
