import type { Report, Trend } from "@threatloom/model";
import { escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { counted } from "../view.js";
import { pointRows, seriesRows } from "./rows.js";
import type { HistoryView } from "./types.js";
import { ageWords, dayOf, eventsOf, exposureWords, headWords, shortId, spanWords } from "./words.js";

const WIDTH = 40;
const MOST_POINTS = 12;
const MOST_LISTED = 20;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const rest = (left: number, noun: string): Section => (left > 0 ? [`And ${counted(left, noun)}.`] : []);

function blocks(trend: Trend, level: string): Section {
  const points = pointRows(trend, MOST_POINTS);
  const events = eventsOf(trend);
  return section(
    `${capital(headWords(trend))}; ${spanWords(trend)}.`,
    table(["", "First", "Trend", "Now"], seriesRows(trend, WIDTH)),
    points.rows.length < 2 ? [] : table(points.head.map(capital), points.rows),
    rest(trend.points.length - points.rows.length, "older point"),
    section(
      `${level} Opened and closed lately`,
      table(
        ["Date", "Commit", "", "Exposure"],
        events
          .slice(0, MOST_LISTED)
          .map(({ point, kind, exposure }) => [
            dayOf(point),
            shortId(point),
            kind === "opened" ? "🔴 opened" : "🟢 closed",
            exposureWords(exposure, escapeMarkdown),
          ]),
      ),
      rest(events.length - MOST_LISTED, "older change"),
    ),
    section(
      `${level} Open for longest`,
      table(
        ["Age", "Since", "Commit", "Exposure"],
        trend.open
          .slice(0, MOST_LISTED)
          .map((one) => [ageWords(one), dayOf(one), shortId(one), exposureWords(one, escapeMarkdown)]),
      ),
      rest(trend.open.length - MOST_LISTED, "younger exposure"),
    ),
  );
}

/** History as a Markdown document. */
export function historyMarkdown({ project, trend }: HistoryView): string {
  const found = blocks(trend, "##");
  const lines = found.length === 0 ? [`${capital(headWords(trend))}.`] : found;
  return `${section(`# History of ${escapeMarkdown(project)}`, lines).join("\n")}\n`;
}

/** What the report about everything says of history: nothing where nobody asked. */
export function trendSection({ trend }: Pick<Report, "trend">): Section {
  return trend ? section("## Trend", blocks(trend, "###")) : [];
}
