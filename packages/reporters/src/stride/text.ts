import type { Report, StrideBoundary, StrideReport } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { cell, fold, paint, type Paint, type Piece } from "../text/style.js";
import { counted, place } from "../view.js";
import { matrixBlock, tail, tint } from "./matrix.js";
import { countWords, STANDINGS, standingWords, type Threat } from "./signs.js";
import { boundaryViews, DIRECTIONS, type BoundaryView, type ReachedView, type Threatened } from "./view.js";

type Crossing = StrideBoundary["crossings"][number];

/** What is shown before the rest is only counted. */
const MOST_CROSSINGS = 40;
const MOST_REACHED = 40;
const MOST_THREATS = 12;
const MOST_RULES = 4;
const MOST_OTHERS = 40;

/** The STRIDE tables for a terminal: the matrix, a table per boundary, and what has no letter. */
export function strideText(report: Report, stride: StrideReport, color: boolean): string {
  const colors = paint(color);
  const blocks = [
    fold("", [[`STRIDE of ${cell(report.project)}:`, colors.bold], [standingWords(stride)]], 2),
    matrixBlock(report, stride, colors),
    ...boundaryViews(stride, MOST_REACHED).map((view) => boundaryBlock(view, colors)),
    othersBlock(stride, colors),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(escapeCommands).join("\n"))
    .join("\n\n")}\n`;
}

function threatLines(
  { letters, title, status, severity, rule, location }: Threat,
  at: string | null,
  colors: Paint,
  indent: string,
): string[] {
  const [sign] = STANDINGS[status];
  const facts = [severity ?? "", rule ?? "", location === null ? "" : place(location)].filter((fact) => fact !== "");
  const where = at === null ? "" : ` at ${tail(at, 40)}`;
  const more = `[${facts.map((fact) => cell(fact, 60)).join(", ")}]`;
  const said: Piece[] = [
    [`${sign} ${status}`, tint(colors, status)],
    [`${letters}: ${cell(title, 200)}${where}`],
    ...(facts.length > 0 ? [[more, colors.quiet] as const] : []),
  ];
  return fold(indent, said, 4);
}

function threatenedLines({ threats, possible }: Threatened, colors: Paint): string[] {
  const indent = " ".repeat(6);
  const left = threats.length - MOST_THREATS;
  const rules = possible.slice(0, MOST_RULES).map((rule) => cell(rule, 50));
  const asked = [...rules, ...(possible.length > MOST_RULES ? [`${possible.length - MOST_RULES} more`] : [])];
  const question: Piece[] = [[`${STANDINGS.possible[0]} possible:`, colors.yellow], [asked.join(", ")]];
  return [
    ...threats.slice(0, MOST_THREATS).flatMap((threat) => threatLines(threat, null, colors, indent)),
    ...(left > 0 ? [colors.quiet(`${indent}and ${left} more`)] : []),
    ...(asked.length > 0 ? fold(indent, question, 4) : []),
  ];
}

function flowLines({ direction, from, to, label, data }: Crossing, colors: Paint): string[] {
  const arrow = direction === "both" ? "<->" : "->";
  const said = label === null ? "" : `: ${cell(label)}`;
  const carried = `{${data.map((name) => cell(name, 40)).join(", ")}}`;
  const pieces: Piece[] = [
    [`${tail(from, 40)} ${arrow} ${tail(to, 40)}${said}`],
    ...(data.length > 0 ? [[carried, colors.cyan] as const] : []),
  ];
  return fold(`  ${DIRECTIONS[direction].padEnd(9)}  `, pieces, 2);
}

/** What threatens a component is listed at the first boundary over which it is reached, and only counted at others. */
function reachedLines(view: ReachedView, colors: Paint): string[] {
  const { name, threats, possible, listedAcross } = view;
  const counts = countWords([...threats.map(({ status }) => status), ...possible.map(() => "possible" as const)]);
  return listedAcross === null
    ? [`    at ${tail(name, 70)}`, ...threatenedLines(view, colors)]
    : fold("    ", [[`at ${tail(name, 40)}: ${counts}`], [`(listed across ${cell(listedAcross)})`, colors.quiet]], 4);
}

function boundaryBlock({ boundary, crossings, reached }: BoundaryView, colors: Paint): string[] {
  const left = crossings.length - MOST_CROSSINGS;
  const unreached = reached.length - MOST_REACHED;
  const lines = crossings
    .slice(0, MOST_CROSSINGS)
    .flatMap((view) => [...flowLines(view.crossing, colors), ...threatenedLines(view, colors)]);
  return [
    `${colors.bold(cell(boundary.name))}: ${counted(crossings.length, "flow")} across this boundary`,
    ...lines,
    ...(left > 0 ? [colors.quiet(`  and ${counted(left, "more flow")}`)] : []),
    ...(reached.length > 0 ? ["  and what they reach"] : []),
    ...reached.slice(0, MOST_REACHED).flatMap((view) => reachedLines(view, colors)),
    ...(unreached > 0 ? [colors.quiet(`    and ${counted(unreached, "more component")}`)] : []),
  ];
}

function othersBlock({ others }: StrideReport, colors: Paint): string[] {
  if (others.length === 0) return [];
  const lines = others
    .slice(0, MOST_OTHERS)
    .flatMap((other) => threatLines({ ...other, letters: "-" }, other.name, colors, "  "));
  const left = others.length - MOST_OTHERS;
  const head = `${colors.bold("Without a letter")}: say \`stride:\` at the threat or rule, or give it a CWE`;
  return [head, ...lines, ...(left > 0 ? [colors.quiet(`  and ${left} more`)] : [])];
}
