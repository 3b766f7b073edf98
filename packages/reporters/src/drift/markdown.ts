import { namesOf, type DriftReport, type Names, type Report } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { place } from "../view.js";
import type { DriftView } from "./types.js";
import {
  adviceWords,
  callsWords,
  claimWords,
  countWords,
  evidenceWords,
  flowAdvice,
  flowWords,
  historyWords,
  reachWords,
} from "./words.js";

/** What a report about everything has room for. */
const MOST = 50;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function rows({ items, flows }: Pick<DriftReport, "flows" | "items">, names: Names): Section {
  const claims = items.map((item) => [
    codeSpan(place(item.claim.location)),
    claimWords(item.claim, names, escapeMarkdown),
    historyWords(item, escapeMarkdown),
    adviceWords(item),
  ]);
  const gone = flows.map((item) => [
    codeSpan(place(item.flow.location)),
    flowWords(item, names, escapeMarkdown),
    callsWords(item, escapeMarkdown),
    flowAdvice(item),
  ]);
  return table(["Where", "Claim", "History", "What to do"], [...claims, ...gone]);
}

function opening(report: DriftReport): string {
  const evidence = evidenceWords(report.evidence);
  const looked = evidence === null ? "" : ` ${capital(evidence)}.`;
  return `${capital(countWords(report))}; ${reachWords(report.history)}.${looked}`;
}

/** Drift as a Markdown document. */
export function driftMarkdown({ report, model }: DriftView): string {
  const heading = `# Drift of ${escapeMarkdown(report.project)}`;
  return `${section(heading, [opening(report)], rows(report, namesOf(model))).join("\n")}\n`;
}

/** What the report about everything says of drift: nothing where nobody looked. */
export function driftSection({ drift }: Pick<Report, "drift">, names: Names): Section {
  if (!drift) return [];
  const items = drift.items.slice(0, MOST);
  const flows = drift.flows.slice(0, MOST - items.length);
  const rest = drift.items.length + drift.flows.length - items.length - flows.length;
  return section(
    "## Drift",
    [opening(drift)],
    rows({ items, flows }, names),
    rest > 0 ? [`And ${rest} more: threatloom drift lists all.`] : [],
  );
}
