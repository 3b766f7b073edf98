import type { Report, Trend, TrendPoint } from "@threatloom/model";
import { reachWords, totalWords, whatWords } from "../../critical/words.js";
import { percent, place, share } from "../../view.js";
import { element, row, said, type Markup } from "./markup.js";
import { part } from "./tables.js";

/** Coverage in whole and by folder. */
export function coveragePart({ coverage }: Report, room: number): Markup[] {
  if (coverage === null) return [];
  const { threats, folders } = coverage;
  const rows = folders.map(({ folder, functions: { found, covered, byType, tested } }) =>
    row([
      element("code", said(folder)),
      said(String(found)),
      said(`${covered} (${percent(covered, found)})`),
      said(String(byType)),
      said(`${tested} (${percent(tested, found)})`),
    ]),
  );
  const words = [
    `Threats: ${share(threats.mitigated, threats.total)} mitigated`,
    `${threats.tested} tested`,
    `${threats.detectable} detectable`,
  ];
  const table = part("Coverage by folder", ["Folder", "Functions", "Covered", "By type", "Tested"], rows, room);
  return [...table, element("p", said(`${words.join(", ")}.`))];
}

/** Critical functions that nobody speaks for. */
export function concernPart({ coverage }: Report, room: number): Markup[] {
  const critical = coverage?.critical ?? null;
  if (critical === null || critical.areas.length === 0) return [];
  const same = (text: string): string => text;
  const rows = critical.areas
    .slice(0, 30)
    .map((area) =>
      row([
        said(area.severity),
        element("code", said(area.name)),
        element("code", said(place({ ...area, column: 1 }))),
        said(`${whatWords(area, same)}; ${reachWords(area, same)}`),
        element("code", said(area.suggestion.annotation)),
      ]),
    );
  const table = part("Areas of concern", ["Severity", "Function", "Where", "Why", "To say so"], rows, room);
  return [...table, element("p", said(totalWords(critical)))];
}

/** The points of history, newest first, and since when what is open is open. */
export function trendPart(trend: Trend | null, room: number): Markup[] {
  if (trend === null) return [];
  const points = [...trend.points].reverse().map((point) => row(pointCells(point).map(said)));
  const open = [...trend.open].map((one) =>
    row(
      [
        `${one.threatName} on ${one.componentName}`,
        one.severity ?? "–",
        `${one.atLeast ? "at least " : ""}${one.days} days`,
        one.date.slice(0, 10),
      ].map(said),
    ),
  );
  return [
    ...part("Trend", ["Date", "Commit", "Exposed", "Partial", "Mitigated", "Accepted", "Covered"], points, room / 2),
    ...part("Open threats by age", ["Threat", "Severity", "Open for", "Since"], open, room / 2),
  ];
}

function pointCells({ date, commit, open, partial, mitigated, accepted, functions }: TrendPoint): string[] {
  const covered = functions === null ? "–" : percent(functions.covered, functions.found);
  return [date.slice(0, 10), commit.slice(0, 8), ...[open, partial, mitigated, accepted].map(String), covered];
}
