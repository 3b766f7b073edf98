import { namesOf, type DriftReport, type Names, type Report } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { counted, place } from "../view.js";
import type { DriftView } from "./types.js";
import { adviceWords, claimWords, countWords, historyWords, reachWords } from "./words.js";

/** What a report about everything has room for. */
const MOST = 50;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function rows({ items }: DriftReport, names: Names): Section {
  return table(
    ["Where", "Claim", "History", "What to do"],
    items.map((item) => [
      codeSpan(place(item.claim.location)),
      claimWords(item.claim, names, escapeMarkdown),
      historyWords(item, escapeMarkdown),
      adviceWords(item),
    ]),
  );
}

/** Drift as a Markdown document. */
export function driftMarkdown({ report, model }: DriftView): string {
  const heading = `# Drift of ${escapeMarkdown(report.project)}`;
  const opening = [`${capital(countWords(report))}; ${reachWords(report.history)}.`];
  return `${section(heading, opening, rows(report, namesOf(model))).join("\n")}\n`;
}

/** What the report about everything says of drift: nothing where nobody looked. */
export function driftSection({ drift }: Pick<Report, "drift">, names: Names): Section {
  if (!drift) return [];
  const items = drift.items.slice(0, MOST);
  const rest = drift.items.length - items.length;
  return section(
    "## Drift",
    [`${capital(countWords(drift))}; ${reachWords(drift.history)}.`],
    rows({ ...drift, items }, names),
    rest > 0 ? [`And ${counted(rest, "more claim")}: threatloom drift lists all.`] : [],
  );
}
