import {
  namesOf,
  type EventVisibility,
  type Names,
  type ScenarioVisibility,
  type VisibilityReport,
} from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, STATUS_SIGNS, table, type Section } from "../markdown/parts.js";
import { counted, place } from "../view.js";
import type { VisibilityView } from "./types.js";
import {
  blindWords,
  EVENT_SIGNS,
  grade,
  LEGEND,
  sightingWords,
  eventCounts,
  scenarioCounts,
  meantWords,
  techniqueWords,
  threatCounts,
  verdictWords,
} from "./words.js";

/** Rows of one table before the rest is only counted. */
const MOST = 200;

/** The report as GitHub-flavoured Markdown: scenarios event by event, what would help, threats, log sources. */
export function visibilityMarkdown({ project, report, model }: VisibilityView): string {
  const names = namesOf(model);
  const sections = [
    section(
      `# What can be seen of the threats to ${escapeMarkdown(project)}`,
      [`${scenarioCounts(report)}; ${eventCounts(report)}.`],
      legend(report),
    ),
    ...report.scenarios.map((scenario) => scenarioSection(scenario, names)),
    section("## What would help most", wantedTable(report)),
    threatsSection(report, names),
    sourcesSection(report),
    noticesSection(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const legend = ({ scenarios }: VisibilityReport): Section =>
  scenarios.length === 0 ? [] : [LEGEND.replaceAll("  ", ", ")];

/** The marks of a scenario in a row. */
export const marksOf = ({ events }: ScenarioVisibility): string =>
  events.map(({ state }) => EVENT_SIGNS[state]).join("─");

function scenarioSection(scenario: ScenarioVisibility, names: Names): Section {
  const { name, version, statement, events, threats, location } = scenario;
  const title = `## ${escapeMarkdown(version === null ? name : `${name} ${version}`)}`;
  const about = threats.map((key) => escapeMarkdown(names.threat(key)));
  return section(
    title,
    statement === null ? [] : [escapeMarkdown(statement)],
    [`${marksOf(scenario)} **${verdictWords(scenario)}** (${codeSpan(location.file)})`],
    about.length === 0 ? [] : [`Plays out: ${about.join(", ")}.`],
    table(
      ["", "Event", "On", "Techniques", "Seen by", "Missing"],
      events.map((event) => eventRow(event, names)),
    ),
  );
}

const listed = (words: readonly string[]): string => (words.length === 0 ? "–" : words.join("<br>"));

function eventRow(event: EventVisibility, names: Names): string[] {
  const on = [
    escapeMarkdown(event.surface),
    ...event.components.map((key) => `(${escapeMarkdown(names.component(key))})`),
  ];
  return [
    `${event.order} ${EVENT_SIGNS[event.state]}`,
    escapeMarkdown(event.name),
    on.join(" "),
    listed(event.techniques.map((technique) => techniqueWords(technique, escapeMarkdown))),
    listed(event.seenBy.map((one) => sightingWords(one, escapeMarkdown))),
    listed(event.missing.map((one) => blindWords(one, escapeMarkdown))),
  ];
}

/** The sensors that no log source provides, the most useful first. */
export function wantedTable({ wanted }: VisibilityReport, most = MOST): Section {
  const rows = wanted
    .slice(0, most)
    .map(({ sensor, events, earlier, suggestion }) => [
      `${escapeMarkdown(sensor)}${meantWords(suggestion, escapeMarkdown)}`,
      `${events}`,
      `${earlier}`,
    ]);
  return table(["A log source for", "Events more", "Scenarios earlier"], rows);
}

const sign = (value: boolean): string => (value ? "✓" : "–");

function threatsSection(report: VisibilityReport, names: Names): Section {
  const { total, mitigated, tested, detectable } = threatCounts(report);
  const rows = report.threats
    .slice(0, MOST)
    .map((threat) => [
      escapeMarkdown(names.component(threat.component)),
      escapeMarkdown(names.threat(threat.threat)),
      threat.status === null ? "–" : STATUS_SIGNS[threat.status],
      sign(threat.tested),
      listed(threat.seenBy.map((one) => sightingWords(one, escapeMarkdown))),
      listed(threat.scenarios.map(escapeMarkdown)),
    ]);
  const rest = total - rows.length;
  return section(
    "## Threats of the model",
    total === 0
      ? []
      : [
          `${counted(total, "threat")} on components: ${mitigated} mitigated, ${tested} tested, ${detectable} detectable.`,
        ],
    table(["Component", "Threat", "Status", "Tested", "Detectable by", "Scenarios"], rows),
    rest > 0 ? [`And ${rest} more.`] : [],
  );
}

function sourcesSection({ sources, unused }: VisibilityReport): Section {
  const rows = sources
    .slice(0, MOST)
    .map((source) => [
      escapeMarkdown(source.name),
      grade(source.confidence),
      escapeMarkdown(source.collects ?? "–"),
      escapeMarkdown(source.retention ?? "–"),
      codeSpan(place(source.location)),
    ]);
  const idle = unused.slice(0, MOST).map(escapeMarkdown);
  return section(
    "## Log sources",
    table(["Log source", "Confidence", "Collects", "Kept for", "Where"], rows),
    idle.length === 0 ? [] : [`Asked for by nothing: ${idle.join(", ")}.`],
  );
}

function noticesSection({ notices }: VisibilityReport): Section {
  const lines = notices.slice(0, MOST).map(({ location, message, suggestion }) => {
    const hint = suggestion === null ? "" : `; did you mean ${escapeMarkdown(suggestion)}?`;
    return `- ${codeSpan(`${place(location)}:${location.column}`)}: ${escapeMarkdown(message)}${hint}`;
  });
  return section("## Worth a look", lines);
}
