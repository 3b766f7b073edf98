import { escapeCommands } from "../escape.js";
import { cell, columns, paint, type Paint } from "../text/style.js";
import { counted } from "../view.js";
import { pointRows, seriesRows } from "./rows.js";
import type { SeriesId } from "./series.js";
import type { HistoryView } from "./types.js";
import { ageWords, dayOf, eventsOf, exposureWords, headWords, shortId, spanWords } from "./words.js";

/** Blocks in a row: what fits beside the numbers. */
const WIDTH = 40;
/** The columns that fit beside each other. */
const COLUMNS: ReadonlySet<SeriesId> = new Set(["exposed", "partial", "mitigated", "covered"]);
const MOST_POINTS = 12;
const MOST_LISTED = 20;

const short = (text: string): string => cell(text, 40);

/** A list with a heading, cut where it gets long. */
function listed(heading: string, lines: readonly string[], colors: Paint): string[] {
  if (lines.length === 0) return [];
  const left = lines.length - MOST_LISTED;
  const rest = left > 0 ? [colors.quiet(`  and ${left} more`)] : [];
  return [colors.bold(heading), ...lines.slice(0, MOST_LISTED).map((line) => `  ${line}`), ...rest];
}

function pointLines({ trend }: HistoryView, colors: Paint): string[] {
  const { head, rows } = pointRows(trend, MOST_POINTS, COLUMNS);
  if (rows.length < 2) return [];
  const numbers = head.map((_, at) => at).slice(2);
  const [first = "", ...lines] = columns([head, ...rows], numbers);
  const left = trend.points.length - rows.length;
  const rest = left > 0 ? [colors.quiet(`and ${counted(left, "older point")}: --format csv has all`)] : [];
  return [colors.bold(first), ...lines, ...rest];
}

/** History for a terminal: every line of numbers as a row of blocks, the newest points, what changed, and what is open. */
export function historyText(view: HistoryView): string {
  const { project, trend, color = false } = view;
  const colors = paint(color);
  const events = eventsOf(trend).map(({ point, kind, exposure }) => {
    const mark = kind === "opened" ? colors.red("+ opened") : colors.green("- closed");
    return `${dayOf(point)}  ${shortId(point)}  ${mark}  ${exposureWords(exposure, short)}`;
  });
  const open = trend.open.map((one) => {
    return `${ageWords(one)}, since ${dayOf(one)} (${shortId(one)})  ${exposureWords(one, short)}`;
  });
  const blocks = [
    [`${colors.bold(cell(project))}: ${headWords(trend)}`, colors.quiet(spanWords(trend))],
    columns(seriesRows(trend, WIDTH), [1, 3]),
    pointLines(view, colors),
    listed("Opened and closed lately", events, colors),
    listed("Open for longest", open, colors),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(escapeCommands).join("\n"));
  return `${text.join("\n\n")}\n`;
}
