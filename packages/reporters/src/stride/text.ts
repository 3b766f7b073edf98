import { namesOf, type Report, type StrideElement, type StrideReport } from "@threatloom/model";
import { codePoints } from "../collections.js";
import { escapeCommands, escapeTerminal } from "../escape.js";
import { cell, paint, type Paint } from "../text/style.js";
import { counted, place } from "../view.js";
import { cellOf, cellText, legend, LETTERS, STANDINGS, standingWords, type Standing, type Threat } from "./signs.js";
import { boundaryViews, DIRECTIONS, matrixRows, type BoundaryView, type CrossingView } from "./view.js";

/** Widths that keep a row within 80 columns. */
const NAME = 42;
const TYPE = 10;
const CELL = 4;
const END = (NAME - 4) / 2;
/** What is shown before the rest is only counted. */
const MOST_ROWS = 200;
const MOST_CROSSINGS = 40;
const MOST_THREATS = 8;
const MOST_RULES = 4;
const MOST_OTHERS = 40;

/** The STRIDE tables for a terminal: the matrix, a table per boundary, and what has no letter. */
export function strideText(report: Report, stride: StrideReport, color: boolean): string {
  const colors = paint(color);
  const blocks = [
    [`${colors.bold(`STRIDE of ${cell(report.project)}`)}: ${standingWords(stride)}`],
    matrixBlock(report, stride, colors),
    ...boundaryViews(stride).map((view) => boundaryBlock(view, colors)),
    othersBlock(stride, colors),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(escapeCommands).join("\n"))
    .join("\n\n")}\n`;
}

/** The end of a text: of a path, that is what tells it from its neighbours. */
function tail(text: string, most: number): string {
  const characters = codePoints(escapeTerminal(text));
  return characters.length > most ? `…${characters.slice(1 - most).join("")}` : characters.join("");
}

function tint(colors: Paint, standing: Standing | null): (text: string) => string {
  if (standing === "exposed" || standing === "open") return colors.red;
  if (standing === "partial" || standing === "possible") return colors.yellow;
  return standing === "mitigated" ? colors.green : colors.quiet;
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - codePoints(text).length));

function matrixBlock(report: Report, { elements }: StrideReport, colors: Paint): string[] {
  const { rows, left } = matrixRows(elements, MOST_ROWS);
  if (rows.length === 0) return [];
  const names = namesOf(report.model);
  const flows = new Map(report.model.flows.map((flow) => [flow.id, flow]));
  const nameOf = ({ kind, key, name }: StrideElement): string => {
    const flow = kind === "flow" ? flows.get(key) : undefined;
    if (flow === undefined) return tail(name, NAME);
    const arrow = flow.bidirectional ? "<->" : "->";
    return `${tail(names.component(flow.from), END - 1)} ${arrow} ${tail(names.component(flow.to), END)}`;
  };
  const lines = rows.map((element) => {
    const cells = LETTERS.map((letter) => {
      const found = cellOf(element, letter);
      return tint(colors, found.standing)(pad(cellText(found), CELL));
    });
    const type = element.type === "external-entity" ? "external" : element.type;
    return `${pad(nameOf(element), NAME)}  ${pad(type, TYPE)}  ${cells.join("")}`.trimEnd();
  });
  const head = `${" ".repeat(NAME + TYPE + 4)}${LETTERS.map((letter) => pad(letter, CELL)).join("")}`.trimEnd();
  const rest = left > 0 ? [colors.quiet(`and ${counted(left, "more element")}`)] : [];
  return [colors.bold(head), ...lines, ...rest, colors.quiet(legend())];
}

function threatLine(
  { letters, title, status, severity, rule, location }: Threat,
  at: string | null,
  colors: Paint,
): string {
  const [sign] = STANDINGS[status];
  const facts = [severity ?? "", rule ?? "", location === null ? "" : place(location)].filter((fact) => fact !== "");
  const where = at === null ? "" : ` at ${tail(at, 40)}`;
  const more = facts.length > 0 ? `  [${facts.map((fact) => cell(fact, 70)).join(", ")}]` : "";
  return `${tint(colors, status)(`${sign} ${status}`)} ${letters}: ${cell(title, 110)}${where}${colors.quiet(more)}`;
}

function possibleLine({ at, rules }: CrossingView["possible"][number], colors: Paint): string {
  const left = rules.length - MOST_RULES;
  const shown = rules.slice(0, MOST_RULES).map((rule) => cell(rule, 50));
  const where = at === null ? "" : ` at ${tail(at, 40)}`;
  const what = [...shown, ...(left > 0 ? [`${left} more`] : [])].join(", ");
  return `${colors.yellow(`${STANDINGS.possible[0]} possible`)}${where}: ${what}`;
}

function boundaryBlock({ boundary, crossings }: BoundaryView, colors: Paint): string[] {
  const lines = crossings.slice(0, MOST_CROSSINGS).flatMap(({ crossing, threats, possible }) => {
    const { direction, from, to, label, data } = crossing;
    const arrow = direction === "both" ? "<->" : "->";
    const carried = data.length > 0 ? `  {${data.map((name) => cell(name, 40)).join(", ")}}` : "";
    const said = label === null ? "" : `: ${cell(label)}`;
    const left = threats.length - MOST_THREATS;
    return [
      `  ${pad(DIRECTIONS[direction], 9)}  ${tail(from, 40)} ${arrow} ${tail(to, 40)}${said}${colors.cyan(carried)}`,
      ...threats.slice(0, MOST_THREATS).map(({ threat, at }) => `      ${threatLine(threat, at, colors)}`),
      ...(left > 0 ? [colors.quiet(`      and ${left} more`)] : []),
      ...possible.map((one) => `      ${possibleLine(one, colors)}`),
    ];
  });
  const left = crossings.length - MOST_CROSSINGS;
  const head = `${colors.bold(cell(boundary.name))}: ${counted(crossings.length, "flow")} across this boundary`;
  return [head, ...lines, ...(left > 0 ? [colors.quiet(`  and ${counted(left, "more flow")}`)] : [])];
}

function othersBlock({ others }: StrideReport, colors: Paint): string[] {
  if (others.length === 0) return [];
  const lines = others
    .slice(0, MOST_OTHERS)
    .map((other) => `  ${threatLine({ ...other, letters: "-" }, other.name, colors)}`);
  const left = others.length - MOST_OTHERS;
  const head = `${colors.bold("Without a letter")}: say \`stride:\` below the threat, or give it a CWE`;
  return [head, ...lines, ...(left > 0 ? [colors.quiet(`  and ${left} more`)] : [])];
}
