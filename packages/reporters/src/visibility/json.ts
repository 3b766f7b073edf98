import type { VisibilityReport } from "@threatloom/model";
import { jsonText } from "../escape.js";
import type { VisibilityView } from "./types.js";
import { threatCounts } from "./words.js";

/** Of this document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

function countsOf(report: VisibilityReport): Record<string, unknown> {
  const events = report.scenarios.flatMap((scenario) => scenario.events);
  const verdict = (wanted: string): number => report.scenarios.filter((one) => one.verdict === wanted).length;
  const state = (wanted: string): number => events.filter((one) => one.state === wanted).length;
  return {
    scenarios: {
      total: report.scenarios.length,
      fromTheStart: verdict("from-the-start"),
      late: verdict("late"),
      claimed: verdict("claimed"),
      unseen: verdict("unseen"),
    },
    events: { total: events.length, seen: state("seen"), claimed: state("claimed"), unseen: state("unseen") },
    threats: threatCounts(report),
  };
}

/** The report as a JSON document; docs/schema/threatloom-visibility.schema.json describes it. */
export function visibilityJson({ project, report }: VisibilityView): string {
  const { scenarios, threats, sources, wanted, unused, notices } = report;
  const logSources = sources.map(({ techniques, events, components, ...source }) => {
    const texts = (words: typeof techniques): string[] => words.map(({ text }) => text);
    return { ...source, techniques: texts(techniques), events: texts(events), components: texts(components) };
  });
  const document = {
    schemaVersion,
    project,
    counts: countsOf(report),
    scenarios,
    threats,
    logSources,
    wanted,
    unused,
    notices,
  };
  return `${jsonText(document, 2)}\n`;
}
