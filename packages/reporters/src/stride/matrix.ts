import { namesOf, type Report, type StrideElement, type StrideReport } from "@threatloom/model";
import { codePoints } from "../collections.js";
import { escapeTerminal } from "../escape.js";
import { fold, type Paint } from "../text/style.js";
import { counted } from "../view.js";
import { cellOf, cellText, legend, LETTERS, type Standing } from "./signs.js";
import { matrixRows } from "./view.js";

/** Widths that keep a row within 80 columns. */
const NAME = 42;
const TYPE = 10;
const CELL = 4;
const END = (NAME - 4) / 2;
/** What is shown before the rest is only counted. */
const MOST_ROWS = 200;

/** The end of a text: of a path, that is what tells it from its neighbours. */
export function tail(text: string, most: number): string {
  const characters = codePoints(escapeTerminal(text));
  return characters.length > most ? `…${characters.slice(1 - most).join("")}` : characters.join("");
}

/** The colour of a standing. */
export function tint(colors: Paint, standing: Standing | null): (text: string) => string {
  if (standing === "exposed" || standing === "open") return colors.red;
  if (standing === "partial" || standing === "possible") return colors.yellow;
  return standing === "mitigated" ? colors.green : colors.quiet;
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - codePoints(text).length));

/** The STRIDE-per-element matrix, one row for each element, and the legend. */
export function matrixBlock(report: Report, { elements }: StrideReport, colors: Paint): string[] {
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
  return [colors.bold(head), ...lines, ...rest, ...legendLines(colors)];
}

/** The legend, broken between its entries only. */
function legendLines(colors: Paint): string[] {
  const entries = legend().split(", ");
  const lines = fold("", [[entries.map((entry) => entry.replaceAll(" ", "\u00a0")).join(", "), undefined]], 0);
  return lines.map((line) => colors.quiet(line.replaceAll("\u00a0", " ")));
}
