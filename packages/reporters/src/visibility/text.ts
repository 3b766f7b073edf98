import {
  namesOf,
  type EventVisibility,
  type Names,
  type ScenarioVisibility,
  type ThreatModel,
  type VisibilityReport,
} from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { codePoints } from "../collections.js";
import { cell, columns, paint, type Paint } from "../text/style.js";
import { counted, place, share } from "../view.js";
import type { VisibilityView } from "./types.js";
import {
  blindWords,
  EVENT_SIGNS,
  eventCounts,
  LEGEND,
  scenarioCounts,
  sightingWords,
  techniqueWords,
  threatCounts,
  verdictWords,
} from "./words.js";

/** Lines of one kind that are shown before the rest is only counted. */
const MOST = 40;
/** So that a line with its marks fits into 80 columns. */
const NAME = 30;
const SENSOR = 30;
const BESIDE = 22;
const WIDTH = 78;
/** Of what stands below the name of an event. */
const INDENT = 10;
/** Marks that leave room for words behind them. */
const MOST_BESIDE = 16;

const short = (text: string): string => cell(text, SENSOR);

/** The report for a terminal: every scenario as a row of marks, what is missing, what would help, the threats. */
export function visibilityText({ project, report, model, color }: VisibilityView): string {
  const colors = paint(color);
  const names = namesOf(model);
  const blocks = [
    opening(project, report, colors),
    ...report.scenarios.slice(0, MOST).map((scenario) => scenarioBlock(scenario, colors)),
    report.scenarios.length > MOST ? [`and ${report.scenarios.length - MOST} more scenarios`] : [],
    wantedBlock(report, colors),
    threatsBlock(report, names, colors),
    restBlock(report, model),
    noticesBlock(report, colors),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(escapeCommands).join("\n"))
    .join("\n\n")}\n`;
}

function opening(project: string, report: VisibilityReport, colors: Paint): string[] {
  const title = colors.bold(cell(project));
  if (report.scenarios.length === 0) return [`${title}: ${scenarioCounts(report)}`];
  return [`${title}: ${eventCounts(report)}`, `  ${scenarioCounts(report)}`];
}

function tintOf({ verdict }: ScenarioVisibility, colors: Paint): (text: string) => string {
  if (verdict === "from-the-start") return colors.green;
  return verdict === "unseen" ? colors.red : colors.yellow;
}

function scenarioBlock(scenario: ScenarioVisibility, colors: Paint): string[] {
  const { name, version, events, location } = scenario;
  const title = `${cell(name, 48)}${version === null ? "" : ` ${cell(version, 10)}`}`;
  const marks = events.slice(0, MOST).map(({ state }) => EVENT_SIGNS[state]);
  const strip = `  ${marks.join("─")}${events.length > MOST ? "…" : ""}`;
  const verdict = tintOf(scenario, colors)(verdictWords(scenario));
  const file = colors.quiet(cell(location.file, WIDTH - codePoints(title).length));
  return [
    `${colors.bold(title)}  ${file}`,
    ...(marks.length > MOST_BESIDE ? [strip, `  ${verdict}`] : [`${strip}  ${verdict}`]),
    ...eventLines(events, colors),
  ];
}

function eventLines(events: readonly EventVisibility[], colors: Paint): string[] {
  const rows = columns(
    events
      .slice(0, MOST)
      .map((event) => [`${event.order}`, EVENT_SIGNS[event.state], cell(event.name, NAME), seenBy(event)]),
    [0],
  );
  const lines = rows.flatMap((row, at) => [`    ${row}`, ...moreLines(events[at]!, colors)]);
  return events.length > MOST
    ? [...lines, `    and ${counted(events.length - MOST, "more event", "more events")}`]
    : lines;
}

/** The surest sensor, and how many more there are. */
function seenBy({ seenBy: [first, ...others], surface }: EventVisibility): string {
  if (first === undefined) return `on ${cell(surface, BESIDE)}`;
  return `${sightingWords(first, (text) => cell(text, BESIDE))}${others.length > 0 ? ` +${others.length}` : ""}`;
}

/** What it is called elsewhere, and, where nothing shows it, why. */
function moreLines({ state, missing, techniques }: EventVisibility, colors: Paint): string[] {
  const called = techniques.map((technique) => techniqueWords(technique, (text) => cell(text, WIDTH))).join(", ");
  const gaps = state === "seen" ? [] : missing.slice(0, MOST).map((blind) => blindWords(blind, short));
  const lines = [...(called === "" ? [] : [called]), ...gaps.map((gap) => `→ ${gap}`)];
  return lines.map((line) => colors.quiet(`${" ".repeat(INDENT)}${cell(line, WIDTH - INDENT)}`));
}

function wantedBlock({ wanted }: VisibilityReport, colors: Paint): string[] {
  if (wanted.length === 0) return [];
  const rows = wanted
    .slice(0, MOST)
    .map(({ sensor, events, earlier }) => [
      short(sensor),
      `+${counted(events, "event")}`,
      earlier === 0 ? "" : `${counted(earlier, "scenario")} earlier`,
    ]);
  const rest = wanted.length - rows.length;
  return [
    colors.bold("What would help most: a log source for"),
    ...columns(rows).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${counted(rest, "more sensor", "more sensors")}`] : []),
  ];
}

const yes = (value: boolean): string => (value ? "yes" : "-");

function threatsBlock(report: VisibilityReport, names: Names, colors: Paint): string[] {
  const { threats } = report;
  if (threats.length === 0) return [];
  const { total, mitigated, tested, detectable } = threatCounts(report);
  const rows = threats.slice(0, MOST).map((threat) => [
    cell(names.component(threat.component), 18),
    cell(names.threat(threat.threat), 18),
    yes(threat.mitigated),
    yes(threat.tested),
    threat.seenBy[0] === undefined
      ? "-"
      : cell(
          sightingWords(threat.seenBy[0], (text) => cell(text, 15)),
          25,
        ),
  ]);
  const rest = threats.length - rows.length;
  return [
    `${colors.bold("Threats of the model")}: ${share(mitigated, total)} mitigated, ${tested} tested, ${detectable} detectable`,
    ...columns([["Component", "Threat", "mitig.", "tested", "detectable by"], ...rows]).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${counted(rest, "more threat", "more threats")}`] : []),
  ];
}

function restBlock({ scenarios, sources, unused }: VisibilityReport, model: ThreatModel): string[] {
  const lines: string[] = [];
  if (scenarios.length > 0) lines.push(LEGEND);
  else lines.push("write a scenario into NAME.tds.yaml; docs/visibility.md shows how");
  if (sources.length === 0) lines.push("no log sources are described: write them into log-sources.yaml");
  const claims = model.claims.filter(({ kind }) => kind === "detection").length;
  if (claims > 0) lines.push(`${counted(claims, "@detects claim")} in code`);
  const idle = unused.slice(0, MOST).join(", ");
  if (idle !== "") lines.push(cell(`${counted(unused.length, "log source")} asked for by nothing: ${idle}`, WIDTH));
  return lines;
}

function noticesBlock({ notices }: VisibilityReport, colors: Paint): string[] {
  const lines = notices
    .slice(0, MOST)
    .flatMap(({ location, message, suggestion }) => [
      `  ${cell(`${place(location)}:${location.column}`, WIDTH)}`,
      `    ${cell(message, WIDTH - 4)}`,
      ...(suggestion === null ? [] : [`    did you mean ${cell(suggestion)}?`]),
    ]);
  const rest = notices.length - MOST;
  if (lines.length === 0) return [];
  return [
    colors.yellow("Worth a look"),
    ...lines,
    ...(rest > 0 ? [`  and ${counted(rest, "more place", "more places")}`] : []),
  ];
}
