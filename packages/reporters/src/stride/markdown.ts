import type { Report, StrideBoundary, StrideReport } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { counted, place } from "../view.js";
import { cellOf, cellText, legend, LETTERS, STANDINGS, standingWords, type Threat } from "./signs.js";
import { boundaryViews, DIRECTIONS, matrixRows, type BoundaryView, type CrossingView } from "./view.js";

/** What is shown before the rest is only counted. */
const MOST_ROWS = 100;
const MOST_BOUNDARIES = 20;
const MOST_CROSSINGS = 25;
const MOST_THREATS = 6;
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
  const views = boundaryViews(stride);
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

function threatText({ letters, title, status, severity, rule }: Threat, at: string | null): string {
  const [sign] = STANDINGS[status];
  const facts = [...(severity === null ? [] : [severity]), ...(rule === null ? [] : [codeSpan(rule)])];
  const where = at === null ? "" : ` at ${escapeMarkdown(at)}`;
  const more = facts.length > 0 ? ` (${facts.join(", ")})` : "";
  return `${sign} ${status} ${letters}: ${escapeMarkdown(title)}${where}${more}`;
}

function flowText({ from, to, label, direction }: StrideBoundary["crossings"][number]): string {
  const arrow = direction === "both" ? "↔" : "→";
  return `${escapeMarkdown(from)} ${arrow} ${escapeMarkdown(to)}${label === null ? "" : `: ${escapeMarkdown(label)}`}`;
}

function possibleText({ at, rules }: CrossingView["possible"][number]): string {
  const left = rules.length - MOST_RULES;
  const shown = rules.slice(0, MOST_RULES).map(escapeMarkdown);
  const where = at === null ? "" : ` at ${escapeMarkdown(at)}`;
  return `${STANDINGS.possible[0]} possible${where}: ${[...shown, ...(left > 0 ? [`${left} more`] : [])].join(", ")}`;
}

function crossingRow({ crossing, threats, possible }: CrossingView): string[] {
  const left = threats.length - MOST_THREATS;
  const shown = threats.slice(0, MOST_THREATS).map(({ threat, at }) => threatText(threat, at));
  return [
    DIRECTIONS[crossing.direction],
    flowText(crossing),
    crossing.data.map(escapeMarkdown).join(", ") || "–",
    [...shown, ...(left > 0 ? [`and ${left} more`] : []), ...possible.map(possibleText)].join("<br>") || "–",
  ];
}

function boundaryPart({ boundary, crossings }: BoundaryView, level: string): Section {
  const rows = crossings.slice(0, MOST_CROSSINGS).map(crossingRow);
  const left = crossings.length - rows.length;
  return section(
    `${level} Across ${escapeMarkdown(boundary.name)}`,
    table(["Direction", "Flow", "Data", "Threats"], rows),
    left > 0 ? [`And ${counted(left, "more flow")}.`] : [],
  );
}

function othersPart({ others }: StrideReport, level: string): Section {
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
