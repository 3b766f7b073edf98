import type { Trend, TrendPoint } from "@threatloom/model";
import { FONT_FAMILIES, INK } from "../dfd/style.js";
import { escapeHtml, oneLine } from "../escape.js";
import { LOOKS } from "./marks.js";
import { daysBetween, spread, ticksTo } from "./scale.js";
import { countSeries, shareSeries, type Series } from "./series.js";
import type { HistoryView } from "./types.js";
import { headWords, spanWords } from "./words.js";

const WIDTH = 800;
const LEFT = 48;
const RIGHT = 180;
const TOP = 64;
const PLOT = 190;
const GAP = 62;
const LABEL = 15;
/** Marks on a line: more would hide it. */
const MOST_MARKS = 16;
const GRID = "#d5dae1";

const round = (n: number): string => String(Math.round(n * 10) / 10);

/** One chart: where it stands, what is drawn, and how values become places. */
interface Panel {
  title: string;
  top: number;
  series: readonly Series[];
  ticks: readonly number[];
  x: (point: TrendPoint) => number;
  y: (value: number) => number;
}

function placer(points: readonly TrendPoint[]): { at: (time: number) => number; first: number; last: number } {
  const times = points.map(({ date }) => Date.parse(date));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const width = WIDTH - LEFT - RIGHT;
  // What was committed within one second, or once, stands at the end.
  return { at: (time) => LEFT + (last === first ? width : ((time - first) / (last - first)) * width), first, last };
}

function panelOf(title: string, series: readonly Series[], ticks: readonly number[], top: number): Omit<Panel, "x"> {
  const greatest = ticks.at(-1)!;
  return { title, top, series, ticks, y: (value) => top + PLOT - (value / greatest) * PLOT };
}

function panelsOf(points: readonly TrendPoint[]): Panel[] {
  const counts = countSeries(points);
  const shares = shareSeries(points);
  const greatest = Math.max(...points.flatMap((point) => counts.map(({ value }) => value(point))));
  const { at } = placer(points);
  const panels = [panelOf("Threats by status", counts, ticksTo(greatest, 4), TOP)];
  if (shares.length > 0) panels.push(panelOf("Functions, in %", shares, [0, 25, 50, 75, 100], TOP + PLOT + GAP));
  return panels.map((panel) => ({ ...panel, x: ({ date }) => at(Date.parse(date)) }));
}

const text = (x: number, y: number, words: string, more: string): string =>
  `<text x="${round(x)}" y="${round(y)}" ${more}>${escapeHtml(oneLine(words))}</text>`;

function axes({ title, top, ticks, y }: Panel, points: readonly TrendPoint[]): string[] {
  const { at, first, last } = placer(points);
  const end = WIDTH - RIGHT;
  const bottom = top + PLOT;
  return [
    text(LEFT, top - 12, title, `class="title"`),
    ...ticks.flatMap((tick) => [
      `<path class="grid" d="M${LEFT} ${round(y(tick))}H${end}"/>`,
      text(LEFT - 8, y(tick) + 4, String(tick), `class="tick" text-anchor="end"`),
    ]),
    ...daysBetween(first, last, 6).flatMap((day) => [
      `<path class="axis" d="M${round(at(day))} ${bottom}v5"/>`,
      text(at(day), bottom + 19, new Date(day).toISOString().slice(0, 10), `class="tick" text-anchor="middle"`),
    ]),
    `<path class="axis" d="M${LEFT} ${bottom}H${end}"/>`,
  ];
}

/** The points of a line that bear a mark, the newest among them. */
function marked(points: readonly TrendPoint[]): TrendPoint[] {
  const step = Math.ceil(points.length / MOST_MARKS);
  return points.filter((_, at) => (points.length - 1 - at) % step === 0);
}

function line(series: Series, panel: Panel, points: readonly TrendPoint[], label: number): string[] {
  const { color, dashes, mark, filled } = LOOKS[series.id];
  const place = (point: TrendPoint): string => `${round(panel.x(point))} ${round(panel.y(series.value(point)))}`;
  const last = points.at(-1)!;
  const [x, y] = [panel.x(last), panel.y(series.value(last))];
  const dash = dashes === null ? "" : ` stroke-dasharray="${dashes}"`;
  const words = `${series.short} ${series.text(last)}`;
  const shape = (at: string): string =>
    `<path transform="translate(${at})" d="${mark}" fill="${filled ? color : "#ffffff"}" stroke="${color}"/>`;
  return [
    `<g><path d="M${points.map(place).join("L")}" fill="none" stroke="${color}" stroke-width="2" stroke-linejoin="round"${dash}/>`,
    ...marked(points).map((point) => shape(place(point))),
    `<path d="M${round(x + 7)} ${round(y)}L${round(x + 16)} ${round(label)}" stroke="${color}" fill="none"/>`,
    shape(`${round(x + 24)} ${round(label)}`),
    `${text(x + 33, label + 4, words, `class="label" fill="${color}"`)}</g>`,
  ];
}

function lines(panel: Panel, points: readonly TrendPoint[]): string[] {
  const last = points.at(-1)!;
  const wanted = panel.series.map(({ value }) => panel.y(value(last)));
  const labels = spread(wanted, LABEL, panel.top, panel.top + PLOT);
  // The worst is drawn last: where lines meet, it is on top.
  return panel.series
    .map((series, at) => line(series, panel, points, labels[at]!))
    .toReversed()
    .flat();
}

/** Of this picture alone, wherever it is put. */
const STYLE = [
  `.trend text{font-family:${FONT_FAMILIES};font-size:12px}`,
  `.trend .name{font-size:16px;font-weight:bold;fill:${INK.text}}`,
  `.trend .title{font-weight:bold;fill:${INK.text}}`,
  `.trend .tick{font-size:11px;fill:${INK.quiet}}`,
  `.trend .grid{stroke:${GRID};fill:none}`,
  `.trend .axis{stroke:${INK.quiet};fill:none}`,
].join("");

/** What the chart says, for who does not see it. */
function described({ points, every, shallow }: Trend): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "There is no commit yet.";
  const changes = [...countSeries(points), ...shareSeries(points)].map((series) => {
    const [from, to] = [first, last].map((point) => series.text(point));
    return `${series.title} from ${from!} to ${to!}`;
  });
  return `${spanWords({ points, every, shallow })}: ${changes.join(", ")}.`;
}

/** History as a chart over time: threats by status and, where functions were counted, what of them is covered and tested. */
export function historySvg({ project, trend }: HistoryView): string {
  const { points } = trend;
  const panels = points.length === 0 ? [] : panelsOf(points);
  const height = TOP + panels.length * (PLOT + GAP) - (panels.length === 0 ? 20 : 24);
  const title = `${oneLine(project)}: ${headWords(trend)}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" class="trend" role="img" aria-labelledby="trend-title trend-description">`,
    `<title id="trend-title">${escapeHtml(title)}</title>`,
    `<desc id="trend-description">${escapeHtml(described(trend))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(LEFT - 24, 28, title.length > 90 ? `${title.slice(0, 89)}…` : title, `class="name"`),
    ...panels.flatMap((panel) => [...axes(panel, points), ...lines(panel, points)]),
    "</svg>",
  ].join("\n")}\n`;
}
